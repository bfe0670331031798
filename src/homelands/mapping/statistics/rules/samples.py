"""Shares from a study whose respondents were met at venues, or drawn from several frames.

The questions that hold the venue, its chance, the frames and so on are chosen; the weights, the
variance and the doubts are those of `science.design`. Small answers are hidden, as on all pages.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from django.utils.translation import gettext_lazy as _
from numpy.typing import NDArray

from homelands.forms import tables
from homelands.foundation.errors import Refusal
from homelands.mapping.statistics.rules.diagnosis.found import Number
from homelands.science.analysis.groups import groups
from homelands.science.design import designed, survey
from homelands.science.design.frames import Framed, framed, hartley, multiplicity
from homelands.science.design.sampling import Codes, Design
from homelands.science.design.venues import Met, venue_sample
from homelands.science.disclosure import safety
from homelands.science.estimate import Caution
from homelands.science.facts import Unfit
from homelands.science.publication.classes import DesignClass
from homelands.science.publication.evidence import Precision
from homelands.science.publication.precision import imprecise
from homelands.science.publication.refused import Refused
from homelands.science.publication.thresholds import is_small

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
#: The answers of all respondents by the name of the question, "" where there is none.
Answers = Mapping[str, Sequence[str]]

Made = TypeVar("Made")

_BETWEEN = re.compile(r"[\s;,|]+")

#: Chances are known, if by a question: the sample stands for whom its venues or frames reach.
CLASS = DesignClass.A.value


class NotWeighted(Refusal):
    """The answers give no weights; the sentence says why, and of which question."""

    code = "not_weighted"


@dataclass(frozen=True)
class AtVenues:
    """Which questions hold what about venues; `periods` of the question on visits in fieldwork."""

    variable: str
    venue: str
    chance: str
    present: str
    visits: str
    interviewed: str = ""
    strata: str = ""
    periods: float = 1.0
    missing: tuple[str, ...] = ()
    level: float = 0.95


@dataclass(frozen=True)
class OfFrames:
    """Which questions hold what about frames; `method` is hartley or multiplicity."""

    variable: str
    drawn: str
    frames: str
    weight: str
    strata: str = ""
    cluster: str = ""
    method: str = "multiplicity"
    missing: tuple[str, ...] = ()
    level: float = 0.95


@dataclass(frozen=True)
class Share:
    """One answer; all but the name is None where it is not shown."""

    category: str
    count: int | None = None
    value: Number = None
    se: Number = None
    low: Number = None
    high: Number = None
    effective_n: Number = None


@dataclass(frozen=True)
class Found:
    """The shares, and how many people the weights come to. `units` are venues, or frames; `theta`
    and `overlap` those of Hartley's estimate and of two frames.
    """

    shares: tuple[Share, ...]
    people: tuple[float, Number, Number]
    answered: int
    units: int
    df: int
    cautions: tuple[Caution, ...]
    against: tuple[Refused, ...]
    theta: float | None = None
    overlap: tuple[float, float] | None = None


def at_venues(answers: Answers, asked: AtVenues) -> Found:
    """Estimates from people met at venues."""
    visits = _numbers(answers[asked.visits], asked.visits, missing=True)
    met = Met(
        occasion=_codes(answers[asked.venue], asked.venue),
        chance=_numbers(answers[asked.chance], asked.chance),
        present=_numbers(answers[asked.present], asked.present),
        visits=np.where(visits >= 1, np.maximum(visits * asked.periods, 1), visits),
        interviewed=_perhaps(answers, asked.interviewed, _numbers),
        strata=_perhaps(answers, asked.strata, _codes),
    )
    found = _or_refused(lambda: venue_sample(met))
    outcome = [one for one, kept in zip(answers[asked.variable], found.kept, strict=True) if kept]
    made = _made(found.design, outcome, asked.missing, asked.level)
    return replace(made, units=found.occasions, cautions=_said(found.cautions, made.cautions))


def of_frames(answers: Answers, asked: OfFrames) -> Found:
    """Estimates from people drawn from several frames."""
    frames = [[name for name in _BETWEEN.split(text) if name] for text in answers[asked.frames]]
    read = _or_refused(
        lambda: framed(
            _codes(answers[asked.drawn], asked.drawn).tolist(),
            frames,
            _positive(answers[asked.weight], asked.weight),
            _perhaps(answers, asked.strata, _codes),
            _perhaps(answers, asked.cluster, _codes),
        )
    )
    by = hartley if asked.method == "hartley" else multiplicity
    found = _or_refused(lambda: by(read))
    made = _made(found.design, answers[asked.variable], asked.missing, asked.level)
    return replace(
        made,
        units=len(read.names),
        theta=found.theta,
        overlap=None if _few_in_both(read) else found.overlap,
        cautions=_said(found.cautions, made.cautions),
    )


def _or_refused(make: Callable[[], Made]) -> Made:
    """Makes it; what is wrong with one respondent is told without showing the respondent."""
    try:
        return make()
    except Unfit as error:
        if "row" not in error.facts:
            raise
        raise NotWeighted(
            _(
                "What one respondent has there cannot be, or differs from others at the same place:"
                " export the answers and run “homelands estimate”, which names the row."
            )
        ) from error


def _made(design: Design, outcome: Sequence[str], missing: Sequence[str], level: float) -> Found:
    none = {"", *missing}
    told = groups([None if one in none else one for one in outcome])
    whole = designed.Domain(level=level)
    found = survey.shares(design, told, whole)
    people = survey.total(design, "people", np.ones(design.weights.size), whole).estimates[0]
    counts = np.bincount(told.code[told.known], minlength=len(told.names)).tolist()
    hidden = safety.hidden(counts)
    shares, against = [], []
    for place, (name, one) in enumerate(zip(found.names, found.estimates, strict=True)):
        if hidden[place]:
            shares.append(Share(name))
            continue
        se = float(found.se[place])
        shares.append(Share(name, counts[place], one.value, se, one.low, one.high, one.effective_n))
        precision = Precision(one.n, one.effective_n, one.value, one.low, one.high, found.df)
        against += [replace(said, category=name) for said in imprecise(precision)]
    return Found(
        shares=tuple(shares),
        people=(people.value, people.low, people.high),
        answered=found.estimates[0].n,
        units=0,
        df=found.df,
        cautions=tuple(dict.fromkeys(said for one in found.estimates for said in one.cautions)),
        against=tuple(dict.fromkeys(against)),
    )


def _said(*parts: Sequence[Caution]) -> tuple[Caution, ...]:
    """Returns the doubts, without those that tell of few people."""
    every = dict.fromkeys(one for part in parts for one in part)
    few = {
        "outcome-missing": "missing",
        "visits-missing": "missing",
        "frames-overlap-few": "people",
        "n-small": "n",
    }
    return tuple(
        one
        for one in every
        if one.code != "visits-far"
        and not (one.code in few and is_small(int(str(one.facts[few[one.code]]))))
    )


def _few_in_both(read: Framed) -> bool:
    """Says whether so few of one sample are in several frames that their number tells of them."""
    both = read.member.sum(axis=1) > 1
    return any(is_small(int(both[read.drawn == k].sum())) for k in range(len(read.names)))


def _perhaps(
    answers: Answers, name: str, read: Callable[[Sequence[str], str], Made]
) -> Made | None:
    return read(answers[name], name) if name else None


def _codes(given: Sequence[str], name: str) -> Codes:
    if lacking := sum(not text for text in given):
        raise _lacks(name, lacking)
    return np.array(given, dtype=np.str_)


def _numbers(given: Sequence[str], name: str, missing: bool = False) -> Floats:
    found = []
    lacking = 0
    for text in given:
        try:
            found.append(tables.number(text))
        except ValueError:
            found.append(np.nan)
            lacking += bool(text) or not missing
    if lacking:
        raise _lacks(name, lacking)
    return np.array(found, dtype=np.float64)


def _positive(given: Sequence[str], name: str) -> Floats:
    found = _numbers(given, name)
    if wrong := int((found <= 0).sum()):
        raise _lacks(name, wrong)
    return found


def _lacks(name: str, count: int) -> NotWeighted:
    told = _("fewer than ten") if is_small(count) else str(count)
    return NotWeighted(
        _(
            "“%(name)s” holds nothing that can be used for some respondents (%(count)s): it is"
            " needed of everybody."
        )
        % {"name": name, "count": told}
    )
