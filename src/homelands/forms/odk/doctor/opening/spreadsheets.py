"""Reads .xlsx and .xls into rows of texts, the way pyxform reads their cells."""

import datetime
import warnings
import zipfile
from collections.abc import Iterable
from io import BytesIO, StringIO
from typing import Any

from ..problems import Finding, NotAForm, mended
from ..workbook import Note, Row, Sheet, Workbook
from .slimming import slim

#: So many blank formatted cells are worth a word.
_BLOAT = 20_000
#: Some programs write plain TRUE and FALSE as formulas.
_TRUTHS = ("=TRUE()", "=FALSE()", "=TRUE", "=FALSE")
_ERRORS = ("#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!")


def read_xlsx(source: bytes, most: int) -> tuple[Workbook, list[Finding]]:
    """Reads a workbook of today's spreadsheet programs."""
    from openpyxl import load_workbook

    try:
        source, blank = slim(source, most)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(BytesIO(source), read_only=True, data_only=True)
            pages = [page for page in book.worksheets if hasattr(page, "iter_rows")]
            notes: list[Note] = []
            sheets = tuple(_sheet(p.title, p.iter_rows(values_only=True), notes) for p in pages)
            notes += _formulas(source, sheets)
    except NotAForm:
        raise
    except Exception as error:  # whatever it is that a stranger's workbook breaks
        raise NotAForm("broken") from error
    parts = {getattr(page, "_worksheet_path", ""): page.title for page in pages}
    found = [
        mended((parts.get(part, ""), 0), "bloat", cells=f"{cells:,}")
        for part, cells in blank.items()
        if cells > _BLOAT
    ]
    return Workbook(".xlsx", sheets, tuple(notes)), found


def _formulas(source: bytes, sheets: tuple[Sheet, ...]) -> list[Note]:
    """Finds the cells that hold formulas, reading the workbook again only if there are any."""
    from openpyxl import load_workbook

    with zipfile.ZipFile(BytesIO(source)) as archive:
        parts = [n for n in archive.namelist() if n.startswith("xl/worksheets/")]
        if not any(b"<f>" in (held := archive.read(n)) or b"<f " in held for n in parts):
            return []
    values = {
        (sheet.name, row.number, at): text
        for sheet in sheets
        for row in (Row(sheet.head, sheet.header), *sheet.rows)
        for at, text in enumerate(row.cells)
    }
    book = load_workbook(BytesIO(source), read_only=True, data_only=False)
    notes = []
    for page in book.worksheets:
        for row in page.iter_rows():
            for cell in row:
                if getattr(cell, "data_type", "") == "f" and cell.value not in _TRUTHS:
                    place = page.title, cell.row, cell.column - 1
                    kind = "formula" if values.get(place) else "formula_lost"
                    notes.append(Note(*place, kind, str(cell.value)[:80]))
    return notes


def read_xls(source: bytes) -> tuple[Workbook, list[Finding]]:
    """Reads a workbook of the spreadsheet programs before 2007."""
    import xlrd

    notes: list[Note] = []
    try:
        book = xlrd.open_workbook(file_contents=source, logfile=StringIO())
        sheets = tuple(
            _sheet(
                page.name,
                ([_old_value(c, book.datemode) for c in page.row(at)] for at in range(page.nrows)),
                notes,
            )
            for page in book.sheets()
        )
    except xlrd.XLRDError as error:
        raise NotAForm("protected" if "encrypted" in str(error) else "broken") from error
    except Exception as error:  # whatever it is that a stranger's workbook breaks
        raise NotAForm("broken") from error
    return Workbook(".xls", sheets, tuple(notes)), []


def _old_value(cell: Any, datemode: int) -> Any:
    import xlrd

    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == xlrd.XL_CELL_DATE:
        if cell.value < 1:
            return datetime.time(*xlrd.xldate_as_tuple(cell.value, datemode)[3:])
        return xlrd.xldate.xldate_as_datetime(cell.value, datemode)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return xlrd.error_text_from_code.get(cell.value, "#VALUE!")
    return cell.value


def _sheet(name: str, rows: Iterable[Iterable[Any]], notes: list[Note]) -> Sheet:
    header: tuple[str, ...] = ()
    held: list[Row] = []
    for number, values in enumerate(rows, 1):
        cells = [_text(value) for value in values]
        while cells and not cells[-1]:
            cells.pop()
        if number == 1:
            header = tuple(" ".join(cell.split(" ")) for cell in cells)
        elif cells:
            held.append(Row(number, tuple(cells)))
            notes += _notes(name, number, values, cells)
    return Sheet(name, _squeezed(header), tuple(held))


def _squeezed(header: tuple[str, ...]) -> tuple[str, ...]:
    """Makes runs of spaces in headers one space."""
    return tuple(" ".join(part for part in cell.split(" ") if part) for cell in header)


def _notes(name: str, number: int, values: Iterable[Any], cells: list[str]) -> list[Note]:
    found = []
    for at, (value, text) in enumerate(zip(values, cells, strict=False)):
        if isinstance(value, datetime.date | datetime.time):
            found.append(Note(name, number, at, "date", text))
        elif text in _ERRORS:
            found.append(Note(name, number, at, "error", text))
    return found


def _text(value: Any) -> str:
    """Writes a value as pyxform does: whole numbers without a point, no hard spaces."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip().replace("\xa0", " ")
