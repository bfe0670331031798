"""Reads the layout of UN DESA's own workbooks, by destination with or without origin.

Above the table stand notes; its header holds the names, the M49 codes and the years three
times over: both sexes, males, females, told apart by the line above the years.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import chain, islice
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from .opening import damaged, unbroken
from .table import Areas, StockFileError, StockRow, StockTable, figure, not_a_number
from .workbook_header import SEARCHED, Header, find_header

Cells = tuple[Any, ...]
# The 2024 workbook has 31 columns; anything far to the right is not part of the table.
WIDEST = 120
CITATION = re.compile(r"\s*suggested citation:\s*", re.IGNORECASE)
EDITION = re.compile(r"International Migrant Stock (19|20)\d\d", re.IGNORECASE)
TITLE = re.compile(r"\s*Table \d")


@dataclass(frozen=True, slots=True)
class _Sheet:
    file: Path
    name: str
    above: list[Cells]
    header: Header
    below: Iterator[Cells]


@dataclass(frozen=True, slots=True)
class _Area:
    name: str
    code: int | None
    alpha3: str | None


def read(file: Path) -> StockTable:
    """Return the table of the sheet "Table 1", or of the first sheet that holds one."""
    sheet = _sheet(file)
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


def _sheet(file: Path) -> _Sheet:
    # From memory, so that no handle stays open when the rows are never walked to their end.
    content = BytesIO(file.read_bytes())
    # openpyxl meets a broken workbook in too many ways to list them.
    try:
        workbook = load_workbook(content, read_only=True, data_only=True, keep_links=False)
    except Exception as error:
        raise damaged(file) from error
    for sheet in sorted(workbook.worksheets, key=lambda sheet: sheet.title.strip() != "Table 1"):
        rows = unbroken(sheet.iter_rows(values_only=True, max_col=WIDEST), file)
        top = list(islice(rows, SEARCHED))
        header = find_header(top)
        if header:
            below = chain(top[header.row + 1 :], rows)
            return _Sheet(file, sheet.title, top[: header.row], header, below)
    raise _no_table(file)


def _rows(sheet: _Sheet, areas: Areas) -> Iterator[StockRow]:
    header = sheet.header
    seen: dict[tuple[str | None, str], int] = {}
    for number, cells in enumerate(sheet.below, header.row + 2):
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
        cell = cells[column] if column < len(cells) else None
        try:
            value = figure(cell)
        except ValueError as error:
            place = _("Sheet “%(sheet)s”, row %(row)d, column %(column)s") % {
                "sheet": sheet.name,
                "row": number,
                "column": get_column_letter(column + 1),
            }
            raise not_a_number(cell, place) from error
        if value is not None:
            figures[column] = value
    return figures


def _area(cells: Cells, name: int | None, code: int | None, areas: Areas) -> _Area | None:
    text = _text(cells, name).rstrip("*").strip()
    if not text:
        return None
    digits = re.fullmatch(r"(\d{1,5})(\.0)?", _text(cells, code))
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
    texts = (cell for row in above for cell in row if isinstance(cell, str))
    return next((text for text in texts if wanted(text)), "")


def _text(cells: Cells, column: int | None) -> str:
    if column is None or column >= len(cells) or cells[column] is None:
        return ""
    return " ".join(str(cells[column]).split())
