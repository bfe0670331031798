"""Packs a data set column by column, as SPSS and Stata need it: whole, but small.

A list whose codes are all whole numbers, negative ones too, becomes a column of numbers; in any
other list the codes stay texts. No code is ever changed into another.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import polars as pl

from .columns import CODE, DAY, FLAG, INTEGER, NUMBER, Column, NotWritable
from .dataset import Dataset

_CHUNK = 5_000
#: So many cells fit into a few gigabytes while they are packed; CSV and Parquet have no limit.
MOST_CELLS = 60_000_000
_TYPES: dict[str, Any] = {
    NUMBER: pl.Float64,
    INTEGER: pl.Float64,
    FLAG: pl.Int8,
    DAY: pl.String,
}
_MOST_CODE = 2_147_483_000
_WHOLE = re.compile("0|-?[1-9][0-9]*")


@dataclass(frozen=True)
class Packed:
    """The table, and for each column of coded numbers the number that stands for each code."""

    frame: pl.DataFrame
    numbers: dict[str, dict[str, int]]


def is_numbered(column: Column) -> bool:
    """Tells whether the codes of a column are all numbers."""
    return column.kind == CODE and all(map(_is_whole, dict(column.codes)))


def _is_whole(code: str) -> bool:
    return _WHOLE.fullmatch(code) is not None and abs(int(code)) < _MOST_CODE


def pack(dataset: Dataset) -> Packed:
    """Reads all records into one table, a few thousand at a time."""
    columns = dataset.layout.columns
    numbers = {
        column.name: {code: int(code) for code, _label in column.codes}
        for column in columns
        if is_numbered(column)
    }
    schema = {column.name: _type(column) for column in columns}
    parts = [pl.DataFrame(schema=schema)]
    cells = 0
    for rows in _chunks(dataset):
        cells += len(rows) * len(columns)
        if cells > MOST_CELLS:
            raise NotWritable("too_large", most=MOST_CELLS)
        parts.append(_part(rows, columns, numbers, schema))
    return Packed(pl.concat(parts, rechunk=True), numbers)


def _type(column: Column) -> Any:
    return pl.Float64 if is_numbered(column) else _TYPES.get(column.kind, pl.String)


def _chunks(dataset: Dataset) -> Iterator[list[list[Any]]]:
    row = dataset.row
    records = iter(dataset.records)
    while rows := [row(record) for record in islice(records, _CHUNK)]:
        yield rows


def _part(
    rows: list[list[Any]],
    columns: tuple[Column, ...],
    numbers: dict[str, dict[str, int]],
    schema: dict[str, Any],
) -> pl.DataFrame:
    by_column = zip(columns, zip(*rows, strict=True), strict=True)
    found = {column.name: _values(column, cells, numbers) for column, cells in by_column}
    return pl.DataFrame(found, schema=schema, strict=False)


def _values(column: Column, cells: Any, numbers: dict[str, dict[str, int]]) -> list[Any]:
    if column.name in numbers:
        known = numbers[column.name]
        for cell in sorted({cell for cell in cells if cell is not None} - known.keys()):
            # A code that no version lists is kept: a word gets a number behind the others.
            known[cell] = int(cell) if _is_whole(cell) else max([*known.values(), 0]) + 1
        return [known.get(cell) for cell in cells]
    if _type(column) == pl.String:
        return [None if cell is None else str(cell) for cell in cells]
    return list(cells)
