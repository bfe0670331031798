"""Reads .xlsx and .xls into rows of texts, the way pyxform reads their cells."""

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

from homelands.forms.tables.workbooks import pages

from ..problems import Finding, NotAForm, mended
from ..workbook import Note, Row, Sheet, Workbook
from .markup import Marks, marks

#: So many blank formatted cells, some 2 MB, are worth a word.
_BLOAT = 50_000
_ERRORS = ("#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!")


def read_xlsx(source: bytes, most: int) -> tuple[Workbook, list[Finding]]:
    """Reads a workbook of today's spreadsheet programs."""
    try:
        marked = dict(marks(source))
    except Exception as error:  # whatever it is that a stranger's workbook breaks
        raise NotAForm("broken") from error
    if sum(sheet.filled for sheet in marked.values()) > most:
        raise NotAForm("too_many_cells", most=f"{most:,}")
    findings = [
        mended((name, 0), "bloat", cells=f"{sheet.blank:,}")
        for name, sheet in marked.items()
        if sheet.blank > _BLOAT
    ]
    return _workbook(".xlsx", source, marked), findings


def read_xls(source: bytes) -> tuple[Workbook, list[Finding]]:
    """Reads a workbook of the spreadsheet programs before 2007; of formulas, what they came to."""
    return _workbook(".xls", source, {}), []


def _workbook(kind: str, source: bytes, marked: dict[str, Marks]) -> Workbook:
    sheets: list[Sheet] = []
    notes: list[Note] = []
    for page in pages(source):
        sheet = marked.get(page.name, Marks())
        for (row, column), error in sheet.errors.items():
            page.rows[row][column] = error
        sheets.append(_sheet(page.name, page.rows))
        notes += _notes(page.name, page.rows)
        notes += _formulas(page.name, page.rows, sheet)
    return Workbook(kind, tuple(sheets), tuple(notes))


def _sheet(name: str, rows: Iterable[list[Any]]) -> Sheet:
    header: tuple[str, ...] = ()
    held: list[Row] = []
    for number, values in enumerate(rows, 1):
        cells = [_text(value) for value in values]
        while cells and not cells[-1]:
            cells.pop()
        if number == 1:
            header = tuple(_squeezed(cell) for cell in cells)
        elif cells:
            held.append(Row(number, tuple(cells)))
    return Sheet(name, header, tuple(held))


def _squeezed(cell: str) -> str:
    """Makes runs of spaces in a header one space."""
    return " ".join(part for part in cell.split(" ") if part)


def _notes(name: str, rows: list[list[Any]]) -> Iterator[Note]:
    for number, values in enumerate(rows[1:], 2):
        for at, value in enumerate(values):
            if isinstance(value, datetime.date | datetime.time):
                yield Note(name, number, at, "date", _text(value))
            elif value in _ERRORS:
                yield Note(name, number, at, "error", value)


def _formulas(name: str, rows: list[list[Any]], sheet: Marks) -> Iterator[Note]:
    for (row, column), formula in sheet.formulas.items():
        told = row < len(rows) and column < len(rows[row]) and _text(rows[row][column])
        yield Note(name, row + 1, column, "formula" if told else "formula_lost", formula[:80])


def _text(value: Any) -> str:
    """Writes a value as pyxform does: whole numbers without a point, no hard spaces."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        value = datetime.datetime.combine(value, datetime.time())
    return str(value).strip().replace("\xa0", " ")
