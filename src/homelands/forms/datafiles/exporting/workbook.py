"""Writes XLSX in constant memory: a sheet of respondents, one of each repeated group, and notes."""

from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from .columns import DAY, FLAG, INTEGER, NUMBER, Column, NotWritable, Written
from .dataset import Dataset
from .names import cut

MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384
MOST_CHARACTERS = 32_767
#: Spreadsheets hold 1900 for a leap year: their days before this one are off by one.
FIRST_DAY = date(1900, 3, 1)
_OPTIONS = {
    "constant_memory": True,
    # A text is a text, whatever it looks like.
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class _Pages:
    """One table over as many sheets as it needs: a full sheet is followed by another."""

    def __init__(self, book: xlsxwriter.Workbook, name: str, columns: tuple[Column, ...]):
        if len(columns) > MOST_COLUMNS:
            raise NotWritable("too_wide", columns=len(columns), most=MOST_COLUMNS)
        self._book, self._name, self._columns = book, name, columns
        self._numeric = [column.kind in (INTEGER, NUMBER, FLAG) for column in columns]
        self._days = [column.kind == DAY for column in columns]
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})
        self._cut: set[int] = set()
        self._number = 0
        self.rows = 0
        self._sheet, self._line = self._open()

    def _open(self) -> tuple[Worksheet, int]:
        self._number += 1
        tail = f" {self._number}" if self._number > 1 else ""
        sheet = self._book.add_worksheet(_sheet_name(self._book, self._name, tail))
        sheet.write_row(0, 0, [column.name for column in self._columns])
        tagged = any(column.hxl for column in self._columns)
        if tagged:
            sheet.write_row(1, 0, [column.hxl for column in self._columns])
        return sheet, 1 + tagged

    def add(self, values: list[Any]) -> None:
        if self._line == MOST_ROWS:
            self._sheet, self._line = self._open()
        for place, value in enumerate(values):
            if value is None or value == "":
                continue
            if self._numeric[place] and (figure := _figure(value)) is not None:
                self._sheet.write_number(self._line, place, figure)
            elif self._days[place] and (day := _day(value)) is not None:
                self._sheet.write_datetime(self._line, place, day, self._day)
            else:
                self._sheet.write_string(self._line, place, self._whole(place, str(value)))
        self._line += 1
        self.rows += 1

    def _whole(self, place: int, text: str) -> str:
        if (
            len(text) * 2 <= MOST_CHARACTERS
            or len(text.encode("utf-16-le")) // 2 <= MOST_CHARACTERS
        ):
            return text
        self._cut.add(place)
        return _beginning(text)

    @property
    def cut(self) -> list[str]:
        """Names the columns of which only the beginning of a text stands in its cell."""
        return [self._columns[place].name for place in sorted(self._cut)]


def _beginning(text: str) -> str:
    """Returns as much as a cell takes, which counts a sign beyond the first 65,536 as two."""
    raw = text.encode("utf-16-le")[: (MOST_CHARACTERS - 1) * 2]
    return raw.decode("utf-16-le", errors="ignore") + "…"


def _day(value: Any) -> date | None:
    """Reads a day that a spreadsheet counts as we do: not before March 1900."""
    try:
        day = date.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    return day if day >= FIRST_DAY else None


def _figure(value: Any) -> float | None:
    try:
        figure = float(value)
    except (TypeError, ValueError):
        return None
    return figure if abs(figure) < 1e300 else None


def _sheet_name(book: xlsxwriter.Workbook, wanted: str, tail: str) -> str:
    """Makes a name that the program takes: 31 characters, none of []:*?/\\, not used yet."""
    plain = "".join(" " if sign in "[]:*?/\\'" else sign for sign in wanted).strip() or "data"
    taken = {sheet.get_name().lower() for sheet in book.worksheets()}
    name, number = plain[: 31 - len(tail)] + tail, 2
    while name.lower() in taken:
        more = f" ({number})"
        name, number = plain[: 31 - len(tail) - len(more)] + tail + more, number + 1
    return name


def write(path: Path, dataset: Dataset) -> Written:
    """Writes the workbook; what was written waits in files beside it, never in memory."""
    book = xlsxwriter.Workbook(str(path), {**_OPTIONS, "tmpdir": str(path.parent)})
    try:
        main = _Pages(book, "data", dataset.layout.columns)
        sheets = [
            (sheet, _Pages(book, sheet.name, sheet.columns)) for sheet in dataset.layout.sheets
        ]
        for record in dataset.records:
            main.add(dataset.row(record))
            for sheet, pages in sheets:
                for line in sheet.rows(record):
                    pages.add(line)
        cut = [name for one in (main, *(pages for _sheet, pages in sheets)) for name in one.cut]
        _describe(book, dataset, cut)
    except BaseException:
        # Closing puts the waiting files away; what it writes is thrown away by the caller.
        book.close()
        raise
    book.close()
    return Written(main.rows, rare=dataset.watch.rare, cut=cut)


def _describe(book: xlsxwriter.Workbook, dataset: Dataset, cut_columns: list[str]) -> None:
    """Adds the sheet of columns with their words and codes, and that of the file's own facts."""
    columns = book.add_worksheet(_sheet_name(book, "columns", ""))
    line = 0
    named = [("data", column) for column in dataset.layout.columns]
    for sheet in dataset.layout.sheets:
        named += [(sheet.name, column) for column in sheet.rounds.columns]
    for where, one in named:
        if one.kind == DAY or not one.codes:
            columns.write_row(line, 0, [where, one.name, cut(one.label, MOST_CHARACTERS), one.kind])
            line += 1
        for code, label in one.codes:
            columns.write_row(line, 0, [where, one.name, one.label, one.kind, code, label])
            line += 1
    about = book.add_worksheet(_sheet_name(book, "about", ""))
    facts = [("", dataset.title), *dataset.about.items(), ("", dataset.mark)]
    lines = [fact for fact in facts if fact[1]] + [
        ("", note) for note in dataset.last_notes(cut_columns)
    ]
    for line, fact in enumerate(lines):
        about.write_row(line, 0, fact)
    book.set_properties({"title": dataset.title, "comments": dataset.mark})
