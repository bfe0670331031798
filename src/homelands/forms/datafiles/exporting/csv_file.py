"""Writes CSV: UTF-8 that spreadsheets recognise, and no cell that one of them would run."""

import re
from collections.abc import Iterable, Iterator
from operator import getitem
from pathlib import Path
from typing import Any

from homelands.ui.formulas import neutral

from .cells import MOST_KEPT
from .columns import Written
from .dataset import Dataset
from .layout import Field, free
from .watch import Watch

_CHUNK = 2**18
_QUOTED = re.compile('[",\r\n]')

#: The column that carries the mark, where a file has one.
MARK = "export_mark"


def cell(value: Any) -> str:
    """Writes one cell, in quotes where it needs them."""
    if value is None:
        return ""
    text = str(neutral(value))
    return '"{}"'.format(text.replace('"', '""')) if _QUOTED.search(text) else text


class _Written(dict[Any, str]):
    """The cells of one question as they are written, by its answer.

    An answer is written anew, and looked at, until so many gave it that it tells nobody.
    """

    def __init__(self, field: Field, watch: Watch, first: int):
        super().__init__()
        self._field, self._watch, self._first = field, watch, first

    def __missing__(self, text: str | None) -> str:
        cells = self._field.cells(text)
        written = ",".join(map(cell, cells))
        if self._watch.look_at(cells, self._first) and len(self) < MOST_KEPT:
            self[text] = written
        return written


def lines(dataset: Dataset) -> Iterator[str]:
    """Yields the file line by line: names, HXL tags where there are any, then the rows."""
    columns = dataset.layout.columns
    marks = [dataset.mark] if dataset.mark else []
    names = [column.name for column in columns]
    yield "\ufeff" + _line([*names, *([free(MARK, {*names}, "_{}")] if marks else [])])
    if any(column.hxl for column in columns):
        yield _line([*(column.hxl for column in columns), *([""] if marks else [])])
    main, written = dataset.layout.main, _written(dataset)
    end = "".join(f",{cell(mark)}" for mark in marks) + "\r\n"
    for record in dataset.records:
        answers = map(getitem, written, main.texts(record.answers))
        yield ",".join([*map(cell, record.facts), *answers]) + end


def _line(values: Iterable[Any]) -> str:
    return ",".join(map(cell, values)) + "\r\n"


def _written(dataset: Dataset) -> list[_Written]:
    found, first = [], len(dataset.layout.facts)
    for field in dataset.layout.main.fields:
        found.append(_Written(field, dataset.watch, first))
        first += len(field.columns)
    return found


def write(path: Path, dataset: Dataset) -> Written:
    """Writes the file a few hundred kilobytes at a time."""
    tagged = any(column.hxl for column in dataset.layout.columns)
    rows = -1 - tagged
    with path.open("w", encoding="utf-8", newline="", buffering=_CHUNK) as file:
        for line in lines(dataset):
            file.write(line)
            rows += 1
    return Written(rows, rare=dataset.watch.rare)
