"""Reads the clean CSV layout: Year, Dest, then one column for each origin.

Blank pairs of the original workbook stand as 0 in this layout, so a 0 says "none counted".
The 2019 edition holds five regional subtotals among its destinations, without any code to tell
them by: they are kept as subtotals, because figures that others quote have them added in.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from .aggregates import is_aggregate
from .table import Areas, StockFileError, StockRow, StockTable, figure, not_a_number, year

HEADER = ("year", "dest")
AUTHOR = "United Nations Department of Economic and Social Affairs, Population Division"
SERIES = "International Migrant Stock"


@dataclass(frozen=True, slots=True)
class _Column:
    place: int
    name: str
    origin: str | None


def read(file: Path) -> StockTable:
    """Return the CSV file's table; its edition is the year in the file's name, if any."""
    areas = Areas()
    with file.open(encoding="utf-8-sig", newline="") as stream:
        columns = _columns(next(_lines(stream, file), []), file, areas)
    found = re.search(r"(?<!\d)((?:19|20)\d\d)(?!\d)", file.name)
    edition = f"{SERIES} {found[1]}" if found else ""
    subtotals: list[StockRow] = []
    return StockTable(
        edition=edition,
        title="International migrant stock by destination and origin",
        source=f"{AUTHOR}. {edition or SERIES}.",
        rows=_rows(file, columns, areas, subtotals),
        skipped=areas.skipped,
        unrecognised=areas.unrecognised,
        subtotals=subtotals,
    )


def _columns(header: list[str], file: Path, areas: Areas) -> tuple[_Column, ...]:
    if tuple(cell.strip().lower() for cell in header[:2]) != HEADER:
        raise _wrong_header(file)
    names = [(place, name.strip()) for place, name in enumerate(header[2:], 2)]
    columns = tuple(_Column(place, name, areas.find(name)) for place, name in names)
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
    file: Path, columns: tuple[_Column, ...], areas: Areas, subtotals: list[StockRow]
) -> Iterator[StockRow]:
    seen: set[tuple[int, str]] = set()
    with file.open(encoding="utf-8-sig", newline="") as stream:
        lines = _lines(stream, file)
        next(lines)
        for number, line in enumerate(lines, 2):
            if not any(cell.strip() for cell in line):
                continue
            _check_width(line, number, columns)
            when, name = _year(line, number), line[1].strip()
            destination = areas.find(name)
            if destination is None:
                areas.leave_out(name)
            if destination is None and not is_aggregate(name):
                continue
            if (when, destination or name) in seen:
                raise _repeated(number, name, when)
            seen.add((when, destination or name))
            for column, value in _figures(line, number, columns):
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


def _figures(
    line: list[str], number: int, columns: tuple[_Column, ...]
) -> Iterator[tuple[_Column, int | None]]:
    for column in columns:
        cell = line[column.place]
        try:
            value = figure(cell)
        except ValueError as error:
            place = _("Line %(line)d, column “%(column)s”,") % {
                "line": number,
                "column": column.name,
            }
            raise not_a_number(cell, place) from error
        yield column, value


def _check_width(line: list[str], number: int, columns: tuple[_Column, ...]) -> None:
    wanted = len(columns) + 2
    if len(line) != wanted:
        raise StockFileError(
            _(
                "Line %(line)d has %(found)d columns where the header has %(wanted)d. The file"
                " may have been cut off or saved with another separator than the comma."
            )
            % {"line": number, "found": len(line), "wanted": wanted}
        )


def _year(line: list[str], number: int) -> int:
    when = year(line[0])
    if when is None:
        raise StockFileError(
            _("Line %(line)d begins with “%(value)s” where a year such as 2019 should stand.")
            % {"line": number, "value": line[0][:40]}
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


def _lines(stream: Iterator[str], file: Path) -> Iterator[list[str]]:
    reader = csv.reader(stream, strict=True)
    try:
        yield from reader
    except csv.Error as error:
        raise StockFileError(
            _("Line %(line)d of “%(name)s” cannot be read as CSV. Check its quotation marks.")
            % {"line": reader.line_num, "name": file.name}
        ) from error
