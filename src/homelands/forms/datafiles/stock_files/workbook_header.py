"""Finds the header of the table on a sheet, and what each of its columns holds."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .table import Sex, year

# How many rows from the top the header may stand; UN DESA's stands on row 11.
SEARCHED = 30
SEXES: tuple[Sex, ...] = ("both", "male", "female")
# What the other tables of the same workbooks count instead of migrants.
OTHER_MEASURE = re.compile(r"percent|thousand|\brate\b|refugee|average|median|total population")


@dataclass(frozen=True, slots=True)
class Header:
    """Where the columns stand, counted from 0; `figures` maps a column to its sex and year."""

    row: int
    destination: int
    destination_code: int | None
    origin: int | None
    origin_code: int | None
    note: int | None
    figures: dict[int, tuple[Sex, int]]


def find_header(rows: Sequence[Sequence[str]]) -> Header | None:
    """Return the header among the sheet's first rows, or None when there is none."""
    for place, row in enumerate(rows[:SEARCHED]):
        texts = [_plain(cell) for cell in row]
        destination = _column(texts, "country or area", origin=False)
        years = {column: found for column, cell in enumerate(row) if (found := year(cell))}
        if destination is None or not years:
            continue
        figures = _figures(rows[:place], years)
        if figures is None:
            continue
        return Header(
            row=place,
            destination=destination,
            destination_code=_column(texts, "location code", origin=False),
            origin=_column(texts, "country or area", origin=True),
            origin_code=_column(texts, "location code", origin=True),
            note=_column(texts, r"^(type of data|data type)", origin=False),
            figures=figures,
        )
    return None


def _figures(
    above: Sequence[Sequence[str]], years: dict[int, int]
) -> dict[int, tuple[Sex, int]] | None:
    bands = [_band(row, min(years), max(years)) for row in above]
    if any(OTHER_MEASURE.search(text) for band in bands for text in band.values()):
        return None
    for band in reversed(bands):
        sexes = {column: _sex(band.get(column, "")) for column in years}
        if any(sexes.values()):
            return {col: (sex, years[col]) for col, sex in sexes.items() if sex}
    return _in_turn(years)


def _in_turn(years: dict[int, int]) -> dict[int, tuple[Sex, int]] | None:
    """Without a line of sexes, take the first run of years as both, then males, females."""
    times: dict[int, int] = {}
    figures: dict[int, tuple[Sex, int]] = {}
    for column, when in sorted(years.items()):
        turn = times.get(when, 0)
        if turn >= len(SEXES):
            return None
        figures[column] = (SEXES[turn], when)
        times[when] = turn + 1
    return figures


def _band(row: Sequence[str], first: int, last: int) -> dict[int, str]:
    """Return each column's text, a text reaching rightwards until the next one."""
    texts: dict[int, str] = {}
    current = ""
    for column in range(first, min(last + 1, len(row))):
        current = _plain(row[column]) or current
        texts[column] = current
    return texts


def _sex(text: str) -> Sex | None:
    if "both" in text:
        return "both"
    if re.search(r"\b(fe)males?\b", text):
        return "female"
    return "male" if re.search(r"\bmales?\b", text) else None


def _column(texts: Sequence[str], pattern: str, *, origin: bool) -> int | None:
    for column, text in enumerate(texts):
        if re.search(pattern, text) and ("of origin" in text) == origin:
            return column
    return None


def _plain(cell: str) -> str:
    return " ".join(cell.split()).lower()
