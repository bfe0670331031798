"""A form's workbook as rows of texts, with the places that they had in the file."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from .vocabulary import ROLES, column_of

#: pyxform stops to read a sheet after so many blank rows in a row.
MOST_BLANK_ROWS = 60


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the file, and its cells by column."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """Something about a cell that its text does not show: a date, a formula, an error."""

    sheet: str
    row: int
    column: int
    kind: str
    text: str = ""


@dataclass(frozen=True)
class Sheet:
    """One sheet; blank rows are left out, for the numbers of the others show where they were."""

    name: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    head: int = 1
    """The number of the row that holds the header."""
    role: str = ""

    @cached_property
    def columns(self) -> tuple[tuple[str, str], ...]:
        """What each header means: the column, and the language or ""."""
        doubled = any("::" in header for header in self.header)
        return tuple(column_of(header, doubled=doubled) for header in self.header)

    def index(self, column: str, language: str = "") -> int | None:
        """Returns where a column stands; None when there is none."""
        wanted = (column, language)
        return self.columns.index(wanted) if wanted in self.columns else None

    def text(self, row: Row, column: str, language: str = "") -> str:
        """Returns what a row holds in a column; "" where it holds nothing."""
        at = self.index(column, language)
        return row.cells[at] if at is not None and at < len(row.cells) else ""

    def cells(self, row: Row) -> Iterator[tuple[int, str, str, str]]:
        """Walks through what a row holds: index, column, language and text."""
        for at, text in enumerate(row.cells):
            if text and at < len(self.header):
                yield at, *self.columns[at], text

    def languages(self, column: str) -> tuple[str, ...]:
        """Returns the languages in which a column is written, in the order of the sheet."""
        return tuple(language for name, language in self.columns if name == column)


@dataclass(frozen=True)
class Workbook:
    """The sheets of a form."""

    kind: str
    """What the content is, whatever the file is called: .xlsx, .xls, .csv or .md."""
    sheets: tuple[Sheet, ...]
    notes: tuple[Note, ...] = field(default=())

    def with_sheets(self, sheets: tuple[Sheet, ...]) -> "Workbook":
        """Returns a workbook with other sheets, each knowing its role."""
        return replace(self, sheets=with_roles(sheets))

    def sheet(self, role: str) -> Sheet | None:
        """Returns the sheet that plays a role."""
        return next((sheet for sheet in self.sheets if sheet.role == role), None)


def with_roles(sheets: tuple[Sheet, ...]) -> tuple[Sheet, ...]:
    """Gives each sheet its role: that of its name; a single sheet is the survey."""
    if len(sheets) == 1 and sheets[0].name.lower() not in ROLES:
        return (replace(sheets[0], role="survey"),)
    named = [sheet.name.lower() for sheet in sheets]
    return tuple(
        replace(sheet, role=name if name in ROLES else "")
        for sheet, name in zip(sheets, named, strict=True)
    )


def definition(book: Workbook) -> dict[str, object]:
    """Returns the workbook as pyxform's own readers would give it.

    Blank rows of a spreadsheet stay, because pyxform makes names out of the numbers of rows.
    """
    made: dict[str, object] = {"sheet_names": [sheet.name for sheet in book.sheets]}
    for sheet in book.sheets:
        if sheet.role:
            made[sheet.role] = [
                {
                    header: text
                    for header, text in zip(sheet.header, row.cells, strict=False)
                    if text and header
                }
                for row in shown(sheet, padded=book.kind in (".xlsx", ".xls"))
            ]
            made[f"{sheet.role}_header"] = [dict.fromkeys(h for h in sheet.header if h)]
    return made


def shown(sheet: Sheet, *, padded: bool) -> Iterator[Row]:
    """Walks through the rows that pyxform counts, those after a long gap left out."""
    before = sheet.head
    for row in sheet.rows:
        if padded:
            blank = row.number - before - 1
            if blank > MOST_BLANK_ROWS:
                return
            yield from (Row(before + 1 + at, ()) for at in range(blank))
        before = row.number
        yield row
