"""The few ways in which a repair changes a workbook: plain data, applied to a copy."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeAlias

from .workbook import Note, Row, Sheet, Workbook


@dataclass(frozen=True, slots=True)
class Write:
    """Writes a text into a cell, by the number of the row and the index of the column."""

    sheet: str
    row: int
    column: int
    text: str


@dataclass(frozen=True, slots=True)
class Fill:
    """Writes a text into a row under a header, adding the column where there is none."""

    sheet: str
    row: int
    header: str
    text: str


@dataclass(frozen=True, slots=True)
class Remove:
    """Takes a row out."""

    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class Insert:
    """Puts a row with a type and a name before another; before row 0 means at the end."""

    sheet: str
    before: int
    type: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Rehead:
    """Writes another header over a column."""

    sheet: str
    column: int
    text: str


@dataclass(frozen=True, slots=True)
class HeadAt:
    """Makes a row the header and drops what stands above it."""

    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class RenameSheet:
    """Gives a sheet another name."""

    sheet: str
    text: str


@dataclass(frozen=True, slots=True)
class AddSheet:
    """Adds a sheet of one row under its headers."""

    name: str
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Follow:
    """Points the references of the given rows, or of all (none given), at another name."""

    old: str
    new: str
    rows: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Recode:
    """Replaces a choice's code where it is quoted in expressions that name its questions."""

    old: str
    new: str
    questions: frozenset[str]


Edit: TypeAlias = (
    Write | Fill | Remove | Insert | Rehead | HeadAt | RenameSheet | AddSheet | Follow | Recode
)


def apply(book: Workbook, edits: Iterable[Edit]) -> Workbook:
    """Returns a workbook with the edits made, one after the other."""
    for edit in edits:
        if isinstance(edit, AddSheet):
            book = book.with_sheets((*book.sheets, _added(edit)))
        elif isinstance(edit, Follow | Recode):
            book = book.with_sheets(tuple(_reworded(sheet, edit) for sheet in book.sheets))
        else:
            changed = [_changed(s, edit) if s.name == edit.sheet else s for s in book.sheets]
            book = book.with_sheets(tuple(changed))
        if isinstance(edit, RenameSheet):
            notes = (_moved(note, edit) for note in book.notes)
            book = replace(book, notes=tuple(notes))
    return book


def _moved(note: Note, edit: RenameSheet) -> Note:
    return replace(note, sheet=edit.text) if note.sheet == edit.sheet else note


def _added(edit: AddSheet) -> Sheet:
    header, cells = zip(*edit.cells, strict=True)
    return Sheet(edit.name, header, (Row(2, cells),))


def _changed(sheet: Sheet, edit: Edit) -> Sheet:
    match edit:
        case Write(_, number, column, text):
            return _rows(sheet, [_written(row, number, column, text) for row in sheet.rows])
        case Fill(_, number, header, text):
            return _filled(sheet, number, header, text)
        case Remove(_, number):
            return _rows(sheet, [row for row in sheet.rows if row.number != number])
        case Insert(_, before, kind, name):
            return _inserted(sheet, before, {"type": kind, "name": name})
        case Rehead(_, column, text):
            headers = [text if at == column else old for at, old in enumerate(sheet.header)]
            return replace(sheet, header=tuple(headers))
        case HeadAt(_, number):
            top = next(row for row in sheet.rows if row.number == number)
            rows = tuple(row for row in sheet.rows if row.number > number)
            return Sheet(sheet.name, top.cells, rows, number)
        case RenameSheet(_, text):
            return replace(sheet, name=text)
    return sheet


def _rows(sheet: Sheet, rows: Iterable[Row]) -> Sheet:
    return replace(sheet, rows=tuple(rows))


def _written(row: Row, number: int, column: int, text: str) -> Row:
    if row.number != number:
        return row
    cells = [*row.cells, *[""] * (column + 1 - len(row.cells))]
    cells[column] = text
    return Row(row.number, tuple(cells))


def _filled(sheet: Sheet, number: int, header: str, text: str) -> Sheet:
    if header not in sheet.header:
        sheet = replace(sheet, header=(*sheet.header, header))
    column = sheet.header.index(header)
    if not any(row.number == number for row in sheet.rows):
        sheet = _rows(sheet, [*sheet.rows, Row(number, ())])
    return _rows(sheet, [_written(row, number, column, text) for row in sheet.rows])


def _inserted(sheet: Sheet, before: int, cells: dict[str, str]) -> Sheet:
    """Adds a row; its number is negative, so that it is like no other."""
    number = min([0, *(row.number for row in sheet.rows)]) - 1
    made = [""] * len(sheet.header)
    for column, text in cells.items():
        at = sheet.index(column)
        if at is not None:
            made[at] = text
    rows: list[Row] = []
    for row in sheet.rows:
        if row.number == before:
            rows.append(Row(number, tuple(made)))
        rows.append(row)
    if not before:
        rows.append(Row(number, tuple(made)))
    return _rows(sheet, rows)


def _reworded(sheet: Sheet, edit: Follow | Recode) -> Sheet:
    if isinstance(edit, Follow):
        pattern = re.compile(rf"\$\{{(\s*+(?:last-saved#)?\s*+){re.escape(edit.old)}\s*+\}}")
        rows = edit.rows

        def followed(text: str) -> str:
            return pattern.sub(lambda match: f"${{{match[1].strip()}{edit.new}}}", text)

        return _rows(
            sheet,
            [
                Row(row.number, tuple(map(followed, row.cells)))
                if not rows or (sheet.role == "survey" and row.number in rows)
                else row
                for row in sheet.rows
            ],
        )
    named = [f"${{{name}}}" for name in edit.questions]
    quoted = [(f"{mark}{edit.old}{mark}", f"{mark}{edit.new}{mark}") for mark in "'\""]

    def recoded(text: str) -> str:
        if any(name in text for name in named):
            for old, new in quoted:
                text = text.replace(old, new)
        return text

    return _rows(sheet, [Row(row.number, tuple(map(recoded, row.cells))) for row in sheet.rows])
