"""Reads a table of survey answers from a CSV file; every complaint names the column or the row."""

import csv
import math
from collections import Counter
from dataclasses import dataclass, field
from io import StringIO

from django.utils.translation import gettext_lazy as _

from homelands.foundation.errors import Refusal
from homelands.science.rds import coupons
from homelands.science.rds.coupons import Chain

#: What stands for a missing value; R writes NA.
MISSING = frozenset({"", "NA"})

#: What stands for "nobody" in a column of recruiters.
SEED = "seed"


class BadTable(Refusal):
    """The file cannot be read as answers."""

    code = "bad_table"


@dataclass(frozen=True)
class Columns:
    """Which columns of the file mean what; the others are answers.

    `outcomes` are those that are going to be estimated: they must be there and hold something.
    """

    id: str
    coupon: str = ""
    coupons: tuple[str, ...] = ()
    recruiter: str = ""
    degree: str = ""
    outcomes: tuple[str, ...] = ()

    @property
    def named(self) -> tuple[str, ...]:
        """The columns that are not answers."""
        names = (self.id, self.coupon, *self.coupons, self.recruiter, self.degree)
        return tuple(filter(None, names))


@dataclass(frozen=True)
class Row:
    """One respondent as the file has them; None is missing. `coupons` are those given out."""

    id: str
    coupon: str | None
    coupons: tuple[str | None, ...]
    recruiter: str | None
    degree: float | None
    answers: dict[str, str] = field(default_factory=dict)


def read(content: bytes, columns: Columns) -> list[Row]:
    """Returns the respondents in the order of the file."""
    lines = _lines(content)
    header = [name.strip() for name in lines[0]]
    _check_header(header, columns)
    rows = []
    for number, cells in enumerate(lines[1:], start=2):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            raise BadTable(
                _("Row %(row)s has %(cells)s cells, but the header has %(columns)s.")
                % {"row": number, "cells": len(cells), "columns": len(header)}
            )
        rows.append(_row(dict(zip(header, cells, strict=True)), columns, number))
    if not rows:
        raise BadTable(_("The file has a header and no rows."))
    _check_outcomes(rows, columns)
    return rows


def _lines(content: bytes) -> list[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadTable(_("The file is not text in UTF-8. Save it as CSV in UTF-8.")) from error
    try:
        lines = list(csv.reader(StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise BadTable(_("The file is no CSV: %(fault)s.") % {"fault": error}) from error
    if not lines or "\0" in text:
        raise BadTable(_("The file is empty, or no text."))
    return lines


def _check_header(header: list[str], columns: Columns) -> None:
    twice = sorted(name for name, n in Counter(filter(None, header)).items() if n > 1)
    if twice:
        raise BadTable(
            _("These columns stand in the header more than once: %(names)s.")
            % {"names": ", ".join(twice)}
        )
    absent = [name for name in (*columns.named, *columns.outcomes) if name not in header]
    if absent:
        raise BadTable(
            _("The file has no column %(names)s. Its columns are: %(known)s.")
            % {"names": ", ".join(absent), "known": ", ".join(filter(None, header))}
        )


def _row(cells: dict[str, str], columns: Columns, number: int) -> Row:
    held = {name: text.strip() for name, text in cells.items() if text.strip() not in MISSING}
    if columns.id not in held:
        raise BadTable(
            _("Row %(row)s has nothing in the column %(name)s, which must name the respondent.")
            % {"row": number, "name": columns.id}
        )
    recruiter = held.get(columns.recruiter) if columns.recruiter else None
    return Row(
        id=held[columns.id][:100],
        coupon=held.get(columns.coupon) if columns.coupon else None,
        coupons=tuple(held.get(name) for name in columns.coupons),
        recruiter=None if recruiter == SEED else recruiter,
        degree=_degree(held.get(columns.degree), columns.degree, number),
        # R writes the names of its rows into a column without a name.
        answers={name: text for name, text in held.items() if name and name not in columns.named},
    )


def _degree(text: str | None, column: str, number: int) -> float | None:
    if text is None:
        return None
    try:
        degree = float(text)
    except ValueError:
        degree = math.nan
    if not (math.isfinite(degree) and degree >= 0):
        raise BadTable(
            _("Row %(row)s has “%(text)s” in the column %(name)s: write a number, 0 or more.")
            % {"row": number, "text": text[:50], "name": column}
        )
    return degree


def _check_outcomes(rows: list[Row], columns: Columns) -> None:
    held = {name for row in rows for name in row.answers} | set(columns.named)
    hollow = [name for name in columns.outcomes if name not in held]
    if hollow:
        raise BadTable(
            _("These columns hold no value in any row: %(names)s.") % {"names": ", ".join(hollow)}
        )


def chain(rows: list[Row]) -> Chain:
    """Reads the coupons as field teams use them, with codes for lost ones and for unknown ones."""
    return coupons.chain([row.coupon for row in rows], [row.coupons for row in rows])
