"""Reads the clean CSV layout: Year, Dest, then one column for each origin.

Blank pairs of the original workbook stand as 0 in this layout, so a 0 says "none counted".
The 2019 edition holds five regional subtotals among its destinations, without any code to tell
them by: they are kept as subtotals, because figures that others quote have them added in.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from homelands.forms.tables import Line, read_sheet

from .aggregates import is_aggregate
from .opening import named
from .table import Areas, StockFileError, StockRow, StockTable, figure, not_a_number, year

HEADER = ("year", "dest")
AUTHOR = "United Nations Department of Economic and Social Affairs, Population Division"
SERIES = "International Migrant Stock"


@dataclass(frozen=True, slots=True)
class _Column:
    place: int
    name: str
    origin: str | None


def read(file: Path, content: bytes) -> StockTable:
    """Return the CSV file's table; its edition is the year in the file's name, if any."""
    areas = Areas()
    lines = _lines(file, content)
    columns = _columns(next(lines, Line(1, ())).cells, file, areas)
    found = re.search(r"(?<!\d)((?:19|20)\d\d)(?!\d)", file.name)
    edition = f"{SERIES} {found[1]}" if found else ""
    subtotals: list[StockRow] = []
    return StockTable(
        edition=edition,
        title="International migrant stock by destination and origin",
        source=f"{AUTHOR}. {edition or SERIES}.",
        rows=_rows(lines, columns, areas, subtotals),
        skipped=areas.skipped,
        unrecognised=areas.unrecognised,
        subtotals=subtotals,
    )


def _columns(header: tuple[str, ...], file: Path, areas: Areas) -> tuple[_Column, ...]:
    if tuple(cell.lower() for cell in header[:2]) != HEADER:
        raise _wrong_header(file)
    columns = tuple(
        _Column(place, name, areas.find(name)) for place, name in enumerate(header[2:], 2)
    )
    origins = [column.origin for column in columns if column.origin]
    if not origins:
        raise StockFileError(
            _("No column of “%(name)s” is named after a country of origin.") % {"name": file.name}
        )
    twice = [column.name for column in columns if origins.count(column.origin or "") > 1]
    if twice:
        raise StockFileError(
            _("“%(origin)s” heads more than one column of “%(name)s”. Keep one of them.")
            % {"origin": twice[0], "name": file.name}
        )
    return columns


def _rows(
    lines: Iterator[Line], columns: tuple[_Column, ...], areas: Areas, subtotals: list[StockRow]
) -> Iterator[StockRow]:
    seen: set[tuple[int, str]] = set()
    for line in lines:
        _check_width(line, columns)
        when, name = _year(line), line.cells[1]
        destination = areas.find(name)
        if destination is None:
            areas.leave_out(name)
        if destination is None and not is_aggregate(name):
            continue
        if (when, destination or name) in seen:
            raise _repeated(line.number, name, when)
        seen.add((when, destination or name))
        for column, value in _figures(line, columns):
            if destination is None:
                subtotals += _subtotal(column, name, when, value)
            elif column.origin is None:
                areas.leave_out(column.name)
            elif value is not None:
                yield StockRow(column.origin, destination, when, "both", value)


def _subtotal(column: _Column, name: str, when: int, value: int | None) -> list[StockRow]:
    """Return the subtotal as a row of its own, where its origin is a country."""
    if column.origin is None or value is None:
        return []
    return [StockRow(column.origin, "", when, "both", value, subtotal_of=name)]


def _figures(line: Line, columns: tuple[_Column, ...]) -> Iterator[tuple[_Column, int | None]]:
    for column in columns:
        cell = line.cells[column.place]
        try:
            value = figure(cell)
        except ValueError as error:
            place = _("Line %(line)d, column “%(column)s”,") % {
                "line": line.number,
                "column": column.name,
            }
            raise not_a_number(cell, place) from error
        yield column, value


def _check_width(line: Line, columns: tuple[_Column, ...]) -> None:
    wanted = len(columns) + 2
    if len(line.cells) != wanted:
        raise StockFileError(
            _(
                "Line %(line)d has %(found)d columns where the header has %(wanted)d. The file"
                " may have been cut off or saved with another separator than the comma."
            )
            % {"line": line.number, "found": len(line.cells), "wanted": wanted}
        )


def _year(line: Line) -> int:
    when = year(line.cells[0])
    if when is None:
        raise StockFileError(
            _("Line %(line)d begins with “%(value)s” where a year such as 2019 should stand.")
            % {"line": line.number, "value": line.cells[0][:40]}
        )
    return when


def _wrong_header(file: Path) -> StockFileError:
    return StockFileError(
        _(
            "“%(name)s” is not a migrant stock file: its first line should begin with"
            " “Year,Dest,” followed by one column for each country of origin."
        )
        % {"name": file.name}
    )


def _repeated(number: int, destination: str, when: int) -> StockFileError:
    return StockFileError(
        _("Line %(line)d repeats “%(destination)s” for %(year)d. Keep one line.")
        % {"line": number, "destination": destination, "year": when}
    )


def _lines(file: Path, content: bytes) -> Iterator[Line]:
    with named(file):
        yield from read_sheet(content).lines
