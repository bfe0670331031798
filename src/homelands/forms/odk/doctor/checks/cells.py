"""Cells that hold something else than text: dates, formulas, errors; and gaps between rows."""

from collections.abc import Iterator

from ..problems import Finding, found, mended
from ..workbook import MOST_BLANK_ROWS, Note, Sheet, Workbook


def check_cells(book: Workbook) -> Iterator[Finding]:
    """Finds what a spreadsheet program made of cells that were meant as text."""
    sheets = {sheet.name: sheet for sheet in book.sheets if sheet.role}
    for note in book.notes:
        sheet = sheets.get(note.sheet)
        if sheet is not None and note.column < len(sheet.header) and sheet.header[note.column]:
            yield from _note(sheet, note)


def _note(sheet: Sheet, note: Note) -> Iterator[Finding]:
    place = (note.sheet, note.row)
    header = sheet.header[note.column]
    column = sheet.columns[note.column][0]
    if note.kind == "formula":
        yield mended(place, "formula", column=header, formula=note.text)
    elif note.kind == "formula_lost":
        yield found(place, "formula_lost", column=header, formula=note.text)
    elif note.kind == "error":
        yield found(place, "cell_error", column=header, text=note.text)
    elif column in ("name", "list_name", "label", "type"):
        yield found(place, "cell_date", column=header, text=note.text)


def check_gaps(book: Workbook) -> Iterator[Finding]:
    """Finds rows that stand after so many blank ones that they would not be read."""
    if book.kind not in (".xlsx", ".xls"):
        return
    for sheet in book.sheets:
        before = sheet.head
        for row in sheet.rows if sheet.role else ():
            if row.number - before - 1 > MOST_BLANK_ROWS:
                blank = row.number - before - 1
                yield mended((sheet.name, row.number), "blank_gap", blank=blank, last=before)
                break
            before = row.number
