"""Reads a table of respondents with their recruitment; every complaint names the column or row."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from homelands.foundation.errors import Refusal
from homelands.science.rds import coupons
from homelands.science.rds.coupons import Chain

from .missing import MISSING, missing_in
from .numbers import degree
from .problems import Unreadable, sentence
from .table import Table, read_table

#: What stands for "nobody" in a column of recruiters.
SEED = "seed"


class BadTable(Refusal):
    """The file cannot be read as answers."""

    code = "bad_table"


@dataclass(frozen=True)
class Columns:
    """Which columns of the file mean what; the others are answers.

    `outcomes` are those that are going to be estimated: they must be there and hold something.
    `missing` is what stands for no answer.
    """

    id: str
    coupon: str = ""
    coupons: tuple[str, ...] = ()
    recruiter: str = ""
    degree: str = ""
    outcomes: tuple[str, ...] = ()
    missing: frozenset[str] = MISSING

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
    try:
        table = read_table(content)
        table.check((*columns.named, *columns.outcomes))
    except Unreadable as fault:
        raise BadTable(sentence(fault)) from fault
    rows = list(_rows(table, columns))
    _check_outcomes(rows, columns)
    return rows


def _rows(table: Table, columns: Columns) -> Iterator[Row]:
    nothing: list[str | None] = [None] * len(table.rows)

    def told(name: str) -> list[str | None]:
        return table.known(name, columns.missing) if name else nothing

    given = [told(name) for name in columns.coupons]
    coupons = zip(*given, strict=True) if given else [()] * len(nothing)
    named = (told(columns.id), told(columns.coupon), told(columns.recruiter))
    for number, answers, codes, own, coupon, recruiter, known in zip(
        table.numbers, _answers(table, columns), coupons, *named, told(columns.degree), strict=True
    ):
        yield Row(
            id=_id(own, columns.id, number),
            coupon=coupon,
            coupons=codes,
            recruiter=None if recruiter == SEED else recruiter,
            degree=_degree(known, columns.degree, number),
            answers=answers,
        )


def _answers(table: Table, columns: Columns) -> Iterator[dict[str, str]]:
    # R writes the names of its rows into a column without a name.
    asked = [
        (at, name, _missing(table, name, columns))
        for at, name in enumerate(table.header)
        if name and name not in columns.named
    ]
    for cells in table.rows:
        yield {name: cells[at] for at, name, none in asked if cells[at] not in none}


def _missing(table: Table, name: str, columns: Columns) -> frozenset[str]:
    """Returns what stands for no answer in a column: NA does not where it is a country."""
    missing = columns.missing
    return missing_in(table.column(name)) if missing == MISSING else missing


def _id(text: str | None, column: str, number: int) -> str:
    if text is None:
        raise BadTable(
            _("Row %(row)s has nothing in the column %(name)s, which must name the respondent.")
            % {"row": number, "name": column}
        )
    return text[:100]


def _degree(text: str | None, column: str, number: int) -> float | None:
    try:
        return degree(text or "")
    except ValueError as error:
        raise BadTable(
            _("Row %(row)s has “%(text)s” in the column %(name)s: write a number, 0 or more.")
            % {"row": number, "text": (text or "")[:50], "name": column}
        ) from error


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
