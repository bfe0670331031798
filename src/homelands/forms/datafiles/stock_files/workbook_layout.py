"""Reads the layout of UN DESA's own workbooks, by destination with or without origin.

Above the table stand notes; its header holds the names, the M49 codes and the years three
times over: both sexes, males, females, told apart by the line above the years.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from homelands.forms.tables import Line, read_sheets
from homelands.forms.tables.workbooks import letters

from .opening import named
from .table import Areas, StockFileError, StockRow, StockTable, figure, not_a_number
from .workbook_header import SEARCHED, Header, find_header

Cells = tuple[str, ...]
# The 2024 workbook has 31 columns; anything far to the right is not part of the table.
WIDEST = 120
CITATION = re.compile(r"\s*suggested citation:\s*", re.IGNORECASE)
EDITION = re.compile(r"International Migrant Stock (19|20)\d\d", re.IGNORECASE)
TITLE = re.compile(r"\s*Table \d")


@dataclass(frozen=True, slots=True)
class _Sheet:
    name: str
    above: list[Cells]
    header: Header
    below: list[Line]


@dataclass(frozen=True, slots=True)
class _Area:
    name: str
    code: int | None
    alpha3: str | None


def read(file: Path, content: bytes) -> StockTable:
    """Return the table of the sheet "Table 1", or of the first sheet that holds one."""
    sheet = _sheet(file, content)
    areas = Areas()
    edition = EDITION.search(_first(sheet.above, EDITION.search))
    return StockTable(
        edition=edition[0] if edition else "",
        title=_first(sheet.above, TITLE.match).strip(),
        source=CITATION.sub("", _first(sheet.above, CITATION.match)),
        rows=_rows(sheet, areas),
        skipped=areas.skipped,
        unrecognised=areas.unrecognised,
    )


def _sheet(file: Path, content: bytes) -> _Sheet:
    with named(file):
        tops = {sheet.name: list(sheet.lines) for sheet in read_sheets(content, SEARCHED)}
    for name in sorted(tops, key=lambda name: name.strip() != "Table 1"):
        above = [line.cells[:WIDEST] for line in tops[name]]
        header = find_header(above)
        if header:
            with named(file):
                (whole,) = read_sheets(content, wanted=name)
            below = list(whole.lines)[header.row + 1 :]
            return _Sheet(name, above[: header.row], header, below)
    raise _no_table(file)


def _rows(sheet: _Sheet, areas: Areas) -> Iterator[StockRow]:
    header = sheet.header
    seen: dict[tuple[str | None, str], int] = {}
    for number, cells in sheet.below:
        destination = _area(cells, header.destination, header.destination_code, areas)
        origin = _area(cells, header.origin, header.origin_code, areas)
        figures = _figures(sheet, number, cells)
        left_out = [area for area in (destination, origin) if area and area.alpha3 is None]
        # A line without code and figures is a heading or a footnote.
        if destination is None or (left_out and destination.code is None and not figures):
            continue
        if left_out:
            areas.leave_out(left_out[0].name, left_out[0].code)
            continue
        pair = (origin.alpha3 if origin else None, destination.alpha3 or "")
        if pair in seen:
            raise _repeated(sheet, number, seen[pair])
        seen[pair] = number
        note = _text(cells, header.note)
        for column, value in figures.items():
            sex, when = header.figures[column]
            yield StockRow(*pair, when, sex, value, note)


def _figures(sheet: _Sheet, number: int, cells: Cells) -> dict[int, int]:
    """Return the row's figures by column, without the missing ones."""
    figures = {}
    for column in sheet.header.figures:
        cell = cells[column] if column < len(cells) else ""
        try:
            value = figure(cell)
        except ValueError as error:
            place = _("Sheet “%(sheet)s”, row %(row)d, column %(column)s") % {
                "sheet": sheet.name,
                "row": number,
                "column": letters(column),
            }
            raise not_a_number(cell, place) from error
        if value is not None:
            figures[column] = value
    return figures


def _area(cells: Cells, name: int | None, code: int | None, areas: Areas) -> _Area | None:
    text = _text(cells, name).rstrip("*").strip()
    if not text:
        return None
    digits = re.fullmatch(r"(\d{1,5})", _text(cells, code))
    number = int(digits[1]) if digits else None
    return _Area(text, number, areas.find(text, number))


def _no_table(file: Path) -> StockFileError:
    return StockFileError(
        _(
            "“%(name)s” is not a migrant stock workbook: no sheet has, within its first"
            " %(rows)d rows, a header with “Region, development group, country or area” and"
            " years such as 2020."
        )
        % {"name": file.name, "rows": SEARCHED}
    )


def _repeated(sheet: _Sheet, number: int, earlier: int) -> StockFileError:
    return StockFileError(
        _(
            "Sheet “%(sheet)s”, row %(row)d repeats the countries of row %(earlier)d. Keep one"
            " of the two rows."
        )
        % {"sheet": sheet.name, "row": number, "earlier": earlier}
    )


def _first(above: list[Cells], wanted: Callable[[str], object]) -> str:
    texts = (cell for row in above for cell in row)
    return next((text for text in texts if wanted(text)), "")


def _text(cells: Cells, column: int | None) -> str:
    if column is None or column >= len(cells):
        return ""
    return " ".join(cells[column].split())
