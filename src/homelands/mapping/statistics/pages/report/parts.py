"""A part of the page: one thing to know, with the sentence that says what is seen here."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from homelands.mapping.statistics.queries.labels import Labels
from homelands.surveys.questionnaires.models import Study
from homelands.ui.figures import Figure
from homelands.ui.numerals import number


@dataclass(frozen=True)
class Grid:
    """A table; None in `rows` is not shown."""

    caption: str
    headers: Sequence[str]
    rows: Sequence[Sequence[Any]]

    @property
    def hides(self) -> bool:
        """Whether a value of it may not be shown."""
        return any(None in row for row in self.rows)


@dataclass(frozen=True)
class Part:
    """`says` is what is seen in these very numbers; `key` names the part in addresses."""

    key: str
    title: str
    says: Sequence[str]
    method_url: str
    figure: Figure | None = None
    grids: Sequence[Grid] = field(default_factory=tuple)


@dataclass(frozen=True)
class Told:
    """What every figure of the page carries: where it is from, and where its file is."""

    study: Study
    variable: str
    address: str
    labels: Labels

    @property
    def question(self) -> str:
        """What the question is called."""
        return self.labels.question(self.variable)

    @property
    def answers(self) -> Mapping[str, str]:
        """What its answers are called, by code."""
        return self.labels.of(self.variable)

    @property
    def source(self) -> str:
        return self.study.source or self.study.name

    @property
    def subtitle(self) -> str:
        return f"{self.question} · {self.study.name} · {dates(self.study)}"

    def csv(self, key: str) -> str:
        """Returns the address of a part's file."""
        return f"{self.address}&format=csv&part={key}"


def dates(study: Study) -> str:
    """Returns the days between which people answered."""
    days = [date_format(day) for day in (study.opens_on, study.closes_on) if day]
    return " – ".join(days)


def method(slug: str) -> str:
    """Returns the address of a method's page."""
    return reverse("statistics.methods.show", args=[slug])


def percent(share: float | None, digits: int = 1) -> str | None:
    """Writes a share in per cent; a dash where it is not defined, None where it is hidden."""
    return None if share is None else decimal(100 * share, digits)


def decimal(value: float | None, digits: int = 2) -> str:
    """Writes a number, and a dash where there is none."""
    return "–" if value is None or not math.isfinite(value) else number(value, digits)


def quoted(names: Sequence[str]) -> str:
    """Names categories in a sentence."""
    return ", ".join(_("“%(name)s”") % {"name": name} for name in names)
