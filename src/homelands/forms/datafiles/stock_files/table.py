"""What a stock file becomes: its edition, its rows, and what was left out of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from django.utils.translation import gettext as _

from homelands.forms.tables import count
from homelands.foundation.errors import Refusal
from homelands.foundation.reference import countries

from .aggregates import is_aggregate

Sex = Literal["both", "male", "female"]
# UN DESA writes two dots where there is no figure; the clean CSV has a few lone hyphens.
MISSING = frozenset({"", "..", "…", "-", "–"})


class StockFileError(Refusal):
    """The file cannot be read as migrant stock figures; the sentence says what and where."""

    code = "stock_file"


@dataclass(frozen=True, slots=True)
class StockRow:
    """People from one origin in one destination; `origin` is None for all origins together.

    `note` is UN DESA's type of data where the file gives it: B born abroad, C foreign
    citizens, I imputed, R refugees added. A subtotal has no destination: `subtotal_of` names
    the region whose countries stand in the file as well.
    """

    origin: str | None
    destination: str
    year: int
    sex: Sex
    value: int
    note: str = ""
    subtotal_of: str = ""


@dataclass(frozen=True)
class StockTable:
    """A stock file being read: `rows` can be walked once and reads the file as it goes.

    `skipped` says, by the file's own name, from how many lines an area was left out, and
    `unrecognised` which of those are no known aggregate but names that we do not know.
    `subtotals` holds the rows of regional subtotals, apart from `rows`, so that nobody adds
    them to their countries. All three are complete once the rows were walked to their end.
    """

    edition: str
    title: str
    source: str
    rows: Iterator[StockRow]
    skipped: dict[str, int]
    unrecognised: dict[str, int]
    subtotals: list[StockRow] = field(default_factory=list)


@dataclass
class Areas:
    """Tells countries from aggregates by code or name, and counts what is left out."""

    skipped: dict[str, int] = field(default_factory=dict)
    unrecognised: dict[str, int] = field(default_factory=dict)
    known: dict[tuple[str, int | None], str | None] = field(default_factory=dict)

    def find(self, name: str, code: int | None = None) -> str | None:
        """Return the alpha-3 code of a country, or None for an aggregate or unknown name."""
        if (name, code) not in self.known:
            self.known[name, code] = _alpha3(name, code)
        return self.known[name, code]

    def leave_out(self, name: str, code: int | None = None) -> None:
        """Count one line from which the area was left out."""
        self.skipped[name] = self.skipped.get(name, 0) + 1
        if not is_aggregate(name, code):
            self.unrecognised[name] = self.unrecognised.get(name, 0) + 1


def figure(cell: str) -> int | None:
    """Return the cell's number of persons, or None where it is missing; ValueError otherwise."""
    text = re.sub(r"\s", "", cell)
    return None if text in MISSING else count(text)


def year(cell: str) -> int | None:
    """Return the cell as a year between 1900 and 2100, or None when it is none."""
    return int(cell) if re.fullmatch(r"(?:19|20)\d\d", cell) else None


def not_a_number(cell: str, place: str) -> StockFileError:
    """Return the refusal of a cell that holds something else than a number of persons."""
    return StockFileError(
        _(
            "%(place)s says “%(value)s”, which is not a whole number of persons. Correct the"
            " cell, or write “..” where there is no figure."
        )
        % {"place": place, "value": cell[:40]}
    )


def _alpha3(name: str, code: int | None) -> str | None:
    if is_aggregate(name, code):
        return None
    by_code = countries.from_m49(code) if code is not None else None
    country = by_code or countries.from_name(name)
    return country.alpha3 if country else None
