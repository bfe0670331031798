"""Writes SPSS and Stata files: labels of variables and values, and names that the program takes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
import pyreadstat

from .columns import CODE, DAY, Column, NotWritable, Written
from .dataset import Dataset
from .frames import Packed, pack
from .names import SPSS, STATA, Rule, cut, shortened, wrapped


@dataclass(frozen=True)
class _Program:
    """What one program allows: names, bytes of labels, characters of texts, columns."""

    rule: Rule
    label: int
    value_label: int
    text: int
    columns: int
    words: bool
    """Whether codes that are words can have labels."""


_SPSS = _Program(SPSS, 255, 120, 32_767, 32_767, words=True)
_STATA = _Program(STATA, 80, 32_000, 2_045, 32_767, words=False)
_TITLE = 64
_NOTE = 80


def write_sav(path: Path, dataset: Dataset) -> Written:
    """Writes an SPSS file; notes and the mark stand in the file's own notes."""

    def save(frame: pl.DataFrame, shortened: Sequence[str], **labels: Any) -> None:
        texts = (dataset.mark, *dataset.last_notes(shortened))
        notes = [line for text in texts for line in wrapped(text, _NOTE)]
        pyreadstat.write_sav(frame, str(path), row_compress=True, note=notes or None, **labels)

    return _write(dataset, _SPSS, save, cut(dataset.title, _TITLE))


def write_dta(path: Path, dataset: Dataset) -> Written:
    """Writes a Stata file, version 14 and later; the mark is its label."""

    def save(frame: pl.DataFrame, shortened: Sequence[str], **labels: Any) -> None:
        pyreadstat.write_dta(frame, str(path), version=15, **labels)

    return _write(dataset, _STATA, save, cut(dataset.mark or dataset.title, 80))


def _write(dataset: Dataset, program: _Program, save: Callable[..., None], title: str) -> Written:
    columns = dataset.layout.columns
    if len(columns) > program.columns:
        raise NotWritable("too_wide", columns=len(columns), most=program.columns)
    names = shortened((column.name for column in columns), program.rule)
    packed = pack(dataset)
    frame = _days(packed.frame, columns)
    long = _long(frame, program.text)
    save(
        _texts(frame, long, program.text).rename(names),
        long,
        file_label=title,
        column_labels={
            names[column.name]: cut(_label(column), program.label) for column in columns
        },
        variable_value_labels={
            names[column.name]: _values(column, packed, program)
            for column in columns
            if column.name in packed.numbers or (column.kind == CODE and program.words)
        },
    )
    changed = {name: short for name, short in names.items() if name != short}
    return Written(frame.height, changed, dataset.watch.rare, long)


def _label(column: Column) -> str:
    return column.label or column.name


def _values(column: Column, packed: Packed, program: _Program) -> dict[Any, str]:
    words = {code: cut(label or code, program.value_label) for code, label in column.codes}
    numbers = packed.numbers.get(column.name)
    if numbers is None:
        return words
    return {float(number): words.get(code, code) for code, number in numbers.items()}


def _days(frame: pl.DataFrame, columns: tuple[Column, ...]) -> pl.DataFrame:
    days = [column.name for column in columns if column.kind == DAY]
    return frame.with_columns(pl.col(name).str.to_date("%Y-%m-%d", strict=False) for name in days)


def _long(frame: pl.DataFrame, most: int) -> list[str]:
    """Names the columns with a text that is longer than the program holds."""
    sizes = frame.select(pl.col(pl.String).str.len_bytes().max()).row(0, named=True)
    return [name for name, size in sizes.items() if (size or 0) > most]


def _texts(frame: pl.DataFrame, long: Sequence[str], most: int) -> pl.DataFrame:
    """Cuts texts to what the program holds; an empty column is one of texts of no length."""
    filled = frame.with_columns(pl.col(pl.String).fill_null(""))
    return filled.with_columns(
        pl.col(name).map_elements(lambda text: cut(text, most), pl.String) for name in long
    )
