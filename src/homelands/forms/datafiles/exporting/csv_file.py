"""Writes CSV: UTF-8 that spreadsheets recognise, and no cell that one of them would run."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .columns import Written
from .dataset import Dataset

_CHUNK = 2**18
_SIGNS = "=+\\-@\t\r\n＝＋－＠"
# A cell that starts with one of these signs, behind its quote and spaces, is looked at closely.
_RISKY = re.compile(f'(?:^|,)"? *[{_SIGNS}]')
_FORMULA = re.compile(f" *[{_SIGNS}]")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?")

#: The column that carries the mark, where a file has one.
MARK = "export_mark"


class _Echo:
    """Gives each written line back."""

    def write(self, line: str) -> str:
        return line


def neutral(value: Any) -> Any:
    """Puts an apostrophe before what a spreadsheet would run; numbers stay numbers."""
    if isinstance(value, str) and _FORMULA.match(value) and not _NUMBER.fullmatch(value):
        return f"'{value}"
    return value


def lines(dataset: Dataset) -> Iterator[str]:
    """Yields the file line by line: names, HXL tags where there are any, then the rows."""
    columns = dataset.layout.columns
    write = csv.writer(_Echo()).writerow
    marks = [dataset.mark] if dataset.mark else []
    yield "\ufeff" + write([*(neutral(one.name) for one in columns), *([MARK] if marks else [])])
    if any(one.hxl for one in columns):
        yield write([*(one.hxl for one in columns), *([""] if marks else [])])
    row = dataset.row
    risky = _RISKY.search
    marked = [neutral(mark) for mark in marks]
    for record in dataset.records:
        cells = [*row(record), *marked] if marked else row(record)
        line = write(cells)
        yield write([neutral(cell) for cell in cells]) if risky(line) else line


def write(path: Path, dataset: Dataset) -> Written:
    """Writes the file a few hundred kilobytes at a time."""
    tagged = any(one.hxl for one in dataset.layout.columns)
    rows = -1 - tagged
    with path.open("w", encoding="utf-8", newline="", buffering=_CHUNK) as file:
        for line in lines(dataset):
            file.write(line)
            rows += 1
    return Written(rows, rare=dataset.watch.rare)
