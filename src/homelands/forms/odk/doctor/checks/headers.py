"""Sheets and headers: misspelt, doubled, missing, or with something above them."""

from collections.abc import Iterator

from ..edits import HeadAt, Rehead, RenameSheet
from ..problems import Finding, found
from ..vocabulary import HEADERS, NEEDED, ROLES, TRANSLATED, column_of, nearest, snake
from ..workbook import Sheet, Workbook


def check_sheets(book: Workbook) -> Iterator[Finding]:
    """Finds sheets whose names come close to those of a form."""
    for sheet in book.sheets:
        meant = _meant(sheet.name)
        if not sheet.role and meant and book.sheet(meant) is None:
            code = "survey_sheet_name" if meant == "survey" else "sheet_name"
            edit = RenameSheet(sheet.name, meant)
            yield found((sheet.name, 0), code, edit, name=sheet.name, new=meant)


def _meant(name: str) -> str:
    plain = snake(name)
    return plain if plain in ROLES else nearest(plain, ROLES)


def check_head(book: Workbook) -> Iterator[Finding]:
    """Finds sheets with titles or notes above the header."""
    for sheet in book.sheets:
        needed = NEEDED.get(sheet.role)
        if needed is None or _has(sheet.header, needed):
            continue
        for row in sheet.rows[:10]:
            if _has(row.cells, needed):
                edit = HeadAt(sheet.name, row.number)
                yield found((sheet.name, sheet.head), "header_row", edit, new=row.number)
                break


def _has(cells: tuple[str, ...], needed: tuple[str, ...]) -> bool:
    return set(needed) <= {column_of(cell, doubled=True)[0] for cell in cells}


def check_headers(book: Workbook) -> Iterator[Finding]:
    """Finds headers that would be passed over, and those that stand there twice."""
    for sheet in book.sheets:
        if sheet.role and sheet.header:
            yield from _unknown(sheet)
            yield from _twice(sheet)


def check_needed(book: Workbook) -> Iterator[Finding]:
    """Finds sheets that lack a column without which they cannot be read."""
    for sheet in book.sheets:
        present = {column for column, _ in sheet.columns}
        for column in NEEDED.get(sheet.role, ()):
            if column not in present and (sheet.rows or sheet.role == "survey"):
                yield found((sheet.name, sheet.head), "header_missing", column=column)


def _unknown(sheet: Sheet) -> Iterator[Finding]:
    known = HEADERS[sheet.role]
    place = (sheet.name, sheet.head)
    present = {column for column, _ in sheet.columns}
    for at, (header, (column, language)) in enumerate(
        zip(sheet.header, sheet.columns, strict=True)
    ):
        if not header or column in known or column in TRANSLATED:
            continue
        facts = {"header": header}
        tidy = _tidied(header)
        if tidy and tidy not in sheet.header:
            yield found(place, "header_language", Rehead(sheet.name, at, tidy), new=tidy, **facts)
            continue
        wanted = tuple(name for name in known if name not in present or name in TRANSLATED)
        meant = nearest(column, wanted)
        if sheet.role == "choices" and meant not in ("list_name", "name", "label"):
            continue  # any other column may be one that choices are filtered by
        if meant:
            new = f"{meant}::{language}" if language else meant
            if new not in sheet.header:
                yield found(place, "header_misspelt", Rehead(sheet.name, at, new), new=new, **facts)


def _tidied(header: str) -> str:
    """Writes "label: English", "label (English)" or "label_English" as "label::English"."""
    if "::" in header:
        return ""
    for column in TRANSLATED:
        for written in (column, column.replace("_", " ")):
            rest = header[len(written) :]
            if header.lower().startswith(written) and rest[:1] in (":", " ", "_", "(", "-", "["):
                language = rest.strip(" :_-[]")
                if language.startswith("(") and language.endswith(")"):
                    language = language[1:-1]
                if language.lower() not in ("", "hint", "message", "text", "note"):
                    return f"{column}::{language}"
    return ""


def _twice(sheet: Sheet) -> Iterator[Finding]:
    seen: dict[tuple[str, str], str] = {}
    for at, key in enumerate(sheet.columns):
        header = sheet.header[at]
        if not header:
            continue
        if key in seen:
            number = 2
            while f"_{snake(header)}_{number}" in sheet.header:
                number += 1
            new = f"_{snake(header).replace(':', '_')}_{number}"
            edit = Rehead(sheet.name, at, new)
            place = (sheet.name, sheet.head)
            yield found(place, "header_twice", edit, header=header, other=seen[key], new=new)
        seen.setdefault(key, header)
