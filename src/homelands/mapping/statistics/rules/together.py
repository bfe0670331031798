"""A study's destinations taken together by their stocks, and two studies held beside each other.

A destination is estimated by itself: a respondent whose recruiter lives elsewhere begins a chain
there. Small groups are hidden as on the study's own page: where one destination hides an answer,
no destination's share of it is shown, or what is shown would tell it.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from django.utils.translation import gettext_lazy as _

from homelands.foundation.errors import Refusal
from homelands.mapping.statistics.rules import estimation
from homelands.mapping.statistics.rules.diagnosis.case import Case, Respondents, case
from homelands.mapping.statistics.rules.diagnosis.found import Diagnosis, Number
from homelands.mapping.statistics.rules.diagnosis.question import Question
from homelands.science.analysis import pooled
from homelands.science.analysis.pooled import Overlap, Parts, difference
from homelands.science.disclosure import safety
from homelands.science.estimate import Caution
from homelands.science.publication.evidence import Precision
from homelands.science.publication.precision import FEWEST, imprecise
from homelands.science.publication.refused import Refused
from homelands.science.publication.thresholds import is_small
from homelands.science.rds.checks import CHECKS, design_class
from homelands.science.rds.evidence import Circumstances
from homelands.surveys.questionnaires.models import Study


class NotPoolable(Refusal):
    """The destinations cannot be taken together; the sentence says why."""

    code = "not_poolable"


class NotComparable(Refusal):
    """The two cannot be compared; the sentence says why."""

    code = "not_comparable"


@dataclass(frozen=True)
class Stock:
    """People in a destination, and the standard error of that number."""

    people: float
    se: float


@dataclass(frozen=True)
class Place:
    """One destination: `shares` by answer, None where they are not shown."""

    destination: str
    answered: int
    stock: Stock
    shares: tuple[Number, ...]
    design_class: str
    failed: tuple[Caution, ...]


@dataclass(frozen=True)
class Pool:
    """An answer over all destinations; all but the name is None where it is not shown."""

    category: str
    value: Number = None
    se: Number = None
    of_stocks: Number = None
    low: Number = None
    high: Number = None
    effective_n: Number = None


@dataclass(frozen=True)
class Together:
    """The pooled shares with what they are made of; `left_out` destinations have too few answers.

    The class is that of the weakest destination. `counted` is False where the numbers of answers
    would tell how few there are in those left out.
    """

    pools: tuple[Pool, ...]
    places: tuple[Place, ...]
    left_out: tuple[str, ...]
    answered: int
    design_class: str
    cautions: tuple[Caution, ...]
    against: tuple[Refused, ...]
    counted: bool

    @property
    def failed(self) -> list[Caution]:
        """Returns the checks that failed anywhere: with them the shares are indicative only."""
        return [caution for caution in self.cautions if caution.code in CHECKS]


@dataclass(frozen=True)
class Gap:
    """An answer's share in the first study less that in the second; None is not shown."""

    category: str
    first: Number
    second: Number
    value: Number = None
    se: Number = None
    low: Number = None
    high: Number = None


def together(
    study: Study, respondents: Respondents, question: Question, stocks: Mapping[str, Stock]
) -> Together:
    """Estimates in each destination and pools by stocks; a Refusal says why that cannot be."""
    found, few = each_place(respondents, question)
    lacking = [place for place in found if place not in stocks]
    if lacking:
        raise NotPoolable(
            _("No number of people is known for %(country)s: write it in the form.")
            % {"country": ", ".join(lacking)}
        )
    names = tuple(sorted({name for one in found.values() for name in one.study.names}))
    counts = {place: counts_of(one, names) for place, one in found.items()}
    hidden = hidden_anywhere(list(counts.values()))
    extra = tuple(one for one in estimation.study_cautions(study) if one.code != "countries-pooled")
    places = tuple(_place(place, one, names, (stocks[place], extra, hidden))
                   for place, one in found.items())  # fmt: skip
    pools = tuple(
        _pooled(list(found.values()), [place.stock for place in places], name, question.level)
        for name in names
    )
    answered = sum(place.answered for place in places)
    small = safety.hidden(np.sum(list(counts.values()), axis=0).tolist())
    shown = tuple(
        Pool(pool.category) if hide else pool for pool, hide in zip(pools, small, strict=True)
    )
    unnamed = {name for name, hide in zip(names, hidden, strict=True) if hide}
    said = dict.fromkeys(caution for place in places for caution in place.failed)
    return Together(
        pools=shown,
        places=places,
        left_out=tuple(few),
        answered=answered,
        design_class=max(place.design_class for place in places),
        cautions=(*said, *(one for one in extra if one not in said)),
        against=tuple(
            dict.fromkeys(
                (
                    *(safety.unnamed(one, unnamed) for one in _imprecise(shown, answered)),
                    *against_recruitment(found, question, unnamed),
                )
            )
        ),
        counted=not is_small(sum(few.values())),
    )


def gaps(
    first: Diagnosis, second: Diagnosis, overlap: Overlap | None, level: float
) -> tuple[Gap, ...]:
    """Returns how the shares of the answers that both know differ."""
    others = {share.category: share for share in second.shares}
    made = []
    for one in first.shares:
        other = others.get(one.category)
        if other is None:
            continue
        if None in (one.value, one.se, other.value, other.se):
            made.append(Gap(one.category, one.value, other.value))
            continue
        points = (one.value or 0.0, one.se or 0.0), (other.value or 0.0, other.se or 0.0)
        gap = difference(*points, overlap, level)
        made.append(Gap(one.category, one.value, other.value, gap.value, gap.se, gap.low, gap.high))
    if not made:
        raise NotComparable(_("The two have no answer in common: choose another question."))
    return tuple(made)


def overlap(both: int | None, rho: float | None, first: int, second: int) -> Overlap | None:
    """Returns how two waves hang together, None for samples drawn apart."""
    if not both:
        return None
    if both > min(first, second):
        raise NotComparable(
            _("No more than %(least)d respondents can be in both.") % {"least": min(first, second)},
            field="both",
        )
    return Overlap(both, first, second, 0.0 if rho is None else rho)


def each_place(
    respondents: Respondents, question: Question
) -> tuple[dict[str, Case], dict[str, int]]:
    """Returns the estimates of each destination with answers enough, and the answers of others."""
    alone = replace(question, population=None, estimator="rds2", interval="tree", with_seeds=True)
    found: dict[str, Case] = {}
    few: dict[str, int] = {}
    for place in sorted({country for country in respondents.countries if country}):
        part = _of(respondents, place)
        answers = sum(answer is not None for answer in part.columns.outcome)
        if answers < FEWEST:
            few[place] = answers
        else:
            found[place] = case(part, alone)
    if len(found) < 2:
        raise NotPoolable(
            _("Two countries with %(least)d answers each are needed to be taken together.")
            % {"least": FEWEST}
        )
    return found, few


def _of(respondents: Respondents, place: str) -> Respondents:
    """Returns the respondents of one destination; a recruiter from elsewhere makes a seed."""
    columns = respondents.columns
    rows = [row for row, country in enumerate(respondents.countries) if country == place]
    here = {columns.ids[row] for row in rows}
    recruiters = [columns.recruiters[row] for row in rows]
    return Respondents(
        columns=replace(
            columns,
            ids=[columns.ids[row] for row in rows],
            recruiters=[one if one in here else None for one in recruiters],
            degrees=[columns.degrees[row] for row in rows],
            outcome=[columns.outcome[row] for row in rows],
            moments=[columns.moments[row] for row in rows] if columns.moments else [],
        ),
        countries=[place] * len(rows),
        coupons=0,
    )


def counts_of(one: Case, names: Sequence[str]) -> list[int]:
    """Returns how many gave each answer in a destination, 0 where nobody did."""
    known = dict(zip(one.study.names, one.study.counts.tolist(), strict=True))
    return [int(known.get(name, 0)) for name in names]


def hidden_anywhere(counts: Sequence[Sequence[int]]) -> list[bool]:
    """Returns which answers some destination hides."""
    each = [safety.hidden(of) for of in counts]
    return [any(column) for column in zip(*each, strict=True)]


def _place(
    destination: str,
    one: Case,
    names: Sequence[str],
    told: tuple[Stock, tuple[Caution, ...], list[bool]],
) -> Place:
    stock, extra, hidden = told
    values = {
        name: made.value for name, made in zip(one.study.names, one.study.estimates, strict=True)
    }
    unnamed = {name for name, hide in zip(names, hidden, strict=True) if hide}
    said = [safety.unnamed(caution, unnamed) for caution in (*one.study.cautions, *extra)]
    return Place(
        destination=destination,
        answered=one.study.estimates[0].n,
        stock=stock,
        shares=tuple(
            None if hide else values.get(name, 0.0)
            for name, hide in zip(names, hidden, strict=True)
        ),
        design_class=design_class(said),
        failed=tuple(dict.fromkeys(caution for caution in said if caution.code in CHECKS)),
    )


def _pooled(found: Sequence[Case], stocks: Sequence[Stock], name: str, level: float) -> Pool:
    """Returns an answer's share over all destinations; where nobody gave it, it is 0 there."""
    rows = []
    for one in found:
        pairs = zip(one.study.names, one.study.estimates, one.study.se.tolist(), strict=True)
        given = {category: (made.value, se) for category, made, se in pairs}
        rows.append((*given.get(name, (0.0, 0.0)), one.study.estimates[0].n))
    value, se, n = (np.array(column) for column in zip(*rows, strict=True))
    made = pooled.pooled(
        Parts(
            value=value,
            se=se,
            n=n,
            stock=np.array([stock.people for stock in stocks]),
            stock_se=np.array([stock.se for stock in stocks]),
        ),
        level,
    )
    share = made.estimate
    return Pool(
        name, share.value, made.se, made.of_stocks, share.low, share.high, share.effective_n
    )


def _imprecise(pools: Sequence[Pool], answered: int) -> Iterator[Refused]:
    """Yields the gate's objections to the precision of the pooled shares."""
    for pool in pools:
        if pool.value is not None:
            precision = Precision(
                answered, pool.effective_n, pool.value, pool.low, pool.high, df=None
            )
            yield from (replace(one, category=pool.category) for one in imprecise(precision))


def failing(
    said: Sequence[tuple[str, Caution]], unnamed: Collection[str]
) -> Iterator[tuple[str, Caution]]:
    """Yields the checks that failed by destination, without the names of what is not shown."""
    for place, caution in dict.fromkeys(said):
        if caution.code in CHECKS:
            yield place, safety.unnamed(caution, unnamed)


def against_recruitment(
    found: Mapping[str, Case], question: Question, unnamed: Collection[str]
) -> tuple[Refused, ...]:
    """Returns the gate's objections to the recruitment and the weights in each destination."""
    told = Circumstances(treatment_chosen=bool(question.treatment))
    each = (
        safety.unnamed(against, unnamed)
        for one in found.values()
        for against in estimation.objections(one.sample, one.study, one.told, told)
    )
    return tuple(dict.fromkeys(each))
