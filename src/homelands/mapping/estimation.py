"""From the columns of a study to its results: shares with intervals, or counts and no more.

Respondent-driven samples get RDS-II with tree bootstrap intervals, under each treatment of
missing numbers of contacts. Every other design gets counts of respondents, without shares:
who answers an open invitation says nothing about the others.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

import numpy as np

from homelands.mapping.models import Estimate
from homelands.science.estimate import Caution
from homelands.science.rds.degrees import maximum, raised
from homelands.science.rds.proportions import Proportions, proportions
from homelands.science.rds.sample import Sample, from_recruiters
from homelands.science.rds.tree import tree_bootstrap
from homelands.surveys.models import Study
from homelands.surveys.queries.responses import RdsColumns

#: Raised whenever the method changes, so that a computation is not taken for an older one.
EDITION = 1
LARGE_PART = 0.1

Treatment = Estimate.Treatment
DesignClass = Estimate.DesignClass
TREATMENTS: dict[str, Callable[..., tuple[np.ndarray, tuple[Caution, ...]]]] = {
    Treatment.RAISED: raised,
    Treatment.MAXIMUM: maximum,
}

#: Diagnostics of the recruitment; when one of them speaks, the estimate is only indicative.
FAILED_CHECKS = {
    "countries-pooled",
    "degree-many-invalid",
    "group-recruited-nobody",
    "recruits-none",
    "seed-dominates",
    "seeds-few",
    "waves-few",
}


@dataclass(frozen=True)
class Plan:
    """What was chosen before computing. `missing` are answers that mean "no answer"."""

    replicates: int = 1000
    seed: int = 2016
    treatment: str = Treatment.RAISED
    missing: tuple[str, ...] = ()
    population: int | None = None


@dataclass(frozen=True)
class Result:
    """One category's share or count, before it is stored."""

    category: str
    count: int
    n: int
    value: float | None
    low: float | None
    high: float | None
    effective_n: float | None
    method: str
    design_class: str
    treatment: str
    leads: bool
    cautions: tuple[Caution, ...]


def digest(study: Study, variable: str, columns: RdsColumns, plan: Plan) -> str:
    """Returns the SHA-256 of the data and of everything that decides the numbers."""
    basis = [EDITION, str(study.pk), study.design, study.destinations, variable]
    text = json.dumps([*basis, asdict(columns), asdict(plan)], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def without(columns: RdsColumns, missing: Sequence[str]) -> RdsColumns:
    """Returns the columns with some answers taken for no answer."""
    left_out = {"", *missing}
    outcome = [None if answer in left_out else answer for answer in columns.outcome]
    return RdsColumns(columns.ids, columns.recruiters, columns.degrees, outcome)


def results(study: Study, columns: RdsColumns, plan: Plan) -> list[Result]:
    """Returns the results that the study's design allows; ValueError says why there are none."""
    if study.design == Study.Design.RDS:
        return _shares(study, columns, plan)
    return _counts(study, columns)


def _shares(study: Study, columns: RdsColumns, plan: Plan) -> list[Result]:
    sample = from_recruiters(columns.ids, columns.recruiters, columns.degrees)
    resamples = tree_bootstrap(sample, plan.replicates, np.random.default_rng(plan.seed))
    extra = _study_cautions(study, sample, plan)
    found = []
    for treatment, treat in TREATMENTS.items():
        shares = proportions(sample, columns.outcome, treat(sample), resamples)
        found += _results(shares, treatment, treatment == plan.treatment, extra)
    return found


def _results(
    shares: Proportions, treatment: str, leads: bool, extra: tuple[Caution, ...]
) -> list[Result]:
    return [
        Result(
            category=category,
            count=int(count),
            n=one.n,
            value=one.value,
            low=one.low,
            high=one.high,
            effective_n=one.effective_n,
            method=one.method,
            design_class=_design_class((*one.cautions, *extra)),
            treatment=treatment,
            leads=leads,
            cautions=(*one.cautions, *extra),
        )
        for category, one, count in zip(
            shares.categories, shares.estimates, shares.counts, strict=True
        )
    ]


def _design_class(cautions: Sequence[Caution]) -> str:
    failed = FAILED_CHECKS & {caution.code for caution in cautions}
    return DesignClass.C if failed else DesignClass.B


def _study_cautions(study: Study, sample: Sample, plan: Plan) -> tuple[Caution, ...]:
    sentence = (
        "It holds as far as people invited at random among those they know, and said rightly how "
        "many these are."
    )
    found = [Caution("rds-assumptions", sentence)]
    if len(study.destinations) > 1:
        sentence = (
            f"People of {len(study.destinations)} countries are taken as one network. Where they "
            "do not recruit across borders, each country needs an estimate of its own."
        )
        found.append(Caution("countries-pooled", sentence))
    if plan.population and len(sample.ids) > LARGE_PART * plan.population:
        share = len(sample.ids) / plan.population
        sentence = f"The sample is {share:.0%} of the population; RDS-II is meant for a small part."
        found.append(Caution("fraction-large", sentence))
    return tuple(found)


def _counts(study: Study, columns: RdsColumns) -> list[Result]:
    counted = Counter(answer for answer in columns.outcome if answer is not None)
    if not counted:
        raise ValueError("The outcome is missing for every respondent.")
    n = counted.total()
    return [
        Result(
            category=category,
            count=count,
            n=n,
            value=None,
            low=None,
            high=None,
            effective_n=None,
            method="counts of respondents",
            design_class=DesignClass.E,
            treatment=Treatment.NONE,
            leads=True,
            cautions=_count_cautions(study, n, len(columns.outcome)),
        )
        for category, count in sorted(counted.items())
    ]


def _count_cautions(study: Study, n: int, asked: int) -> tuple[Caution, ...]:
    if study.design == Study.Design.PROBABILITY:
        sentence = "The weights of the design are not applied: these are counts of respondents."
        found = [Caution("weights-not-applied", sentence)]
    else:
        sentence = (
            "These are counts of those who chose to answer. They say nothing about the others, "
            "so no share of all and no interval is given."
        )
        found = [Caution("respondents-only", sentence)]
    if n < asked:
        sentence = f"{asked - n} of {asked} respondents gave no answer and are left out."
        found.append(Caution("outcome-missing", sentence))
    return tuple(found)
