"""From the columns of a study to its results: shares with intervals, or counts and no more.

Respondent-driven samples get what `science.rds.study` gives, as the command line and notebooks
do, under two treatments of missing numbers of contacts. Every other design gets counts of
respondents, without shares: who answers an open invitation says nothing about the others.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

import numpy as np
from numpy.typing import NDArray

from homelands.mapping.statistics.models import Estimate
from homelands.science.analysis.groups import Groups, groups
from homelands.science.estimate import Caution, Method
from homelands.science.facts import Facts, Unfit
from homelands.science.publication import samples
from homelands.science.publication.refused import Refused
from homelands.science.rds import evidence
from homelands.science.rds import study as science
from homelands.science.rds.checks import design_class
from homelands.science.rds.diagnostics.convergence import in_order
from homelands.science.rds.plan import PLAN
from homelands.science.rds.plan import Plan as Choices
from homelands.science.rds.sample import Sample, from_recruiters
from homelands.surveys.questionnaires.models import Study
from homelands.surveys.questionnaires.queries.responses import RdsColumns

#: Raised whenever the method changes, so that a computation is not taken for an older one.
EDITION = 5

Treatment = Estimate.Treatment
DesignClass = Estimate.DesignClass
#: Our treatments of numbers of contacts, as science names them.
TREATMENTS = {Treatment.RAISED: "raise", Treatment.MAXIMUM: "maximum"}


@dataclass(frozen=True)
class Plan:
    """What was chosen before computing. `missing` are answers that mean "no answer"."""

    replicates: int = PLAN.replicates
    seed: int = PLAN.seed
    treatment: str = Treatment.RAISED
    missing: tuple[str, ...] = ()
    population: int | None = None


@dataclass(frozen=True)
class Result:
    """One category's share or count, before it is stored.

    `against` is what the publication gate says against the recruitment or the weights.
    """

    category: str
    count: int
    n: int
    value: float | None
    low: float | None
    high: float | None
    effective_n: float | None
    method: Method
    design_class: str
    treatment: str
    leads: bool
    cautions: tuple[Caution, ...]
    against: tuple[Refused, ...] = ()


def digest(study: Study, variable: str, columns: RdsColumns, plan: Plan) -> str:
    """Returns the SHA-256 of the data and of everything that decides the numbers."""
    basis = [EDITION, str(study.pk), study.design, study.destinations, variable]
    text = json.dumps([*basis, asdict(columns), asdict(plan)], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def without(columns: RdsColumns, missing: Sequence[str]) -> RdsColumns:
    """Returns the columns with some answers taken for no answer."""
    left_out = {"", *missing}
    outcome = [None if answer in left_out else answer for answer in columns.outcome]
    return replace(columns, outcome=outcome)


def results(study: Study, columns: RdsColumns, plan: Plan) -> list[Result]:
    """Returns the results that the study's design allows; Unfit says why there are none."""
    if study.design == Study.Design.RDS:
        return _shares(study, columns, plan)
    return _counts(study, columns)


def _shares(study: Study, columns: RdsColumns, plan: Plan) -> list[Result]:
    sample = from_recruiters(columns.ids, columns.recruiters, columns.degrees)
    extra = study_cautions(study)
    found = []
    for treatment in TREATMENTS:
        made = science.study(sample, columns.outcome, choices(plan, treatment), order_of(columns))
        pooled = len(study.destinations) > 1
        told = evidence.Circumstances(treatment_chosen=True, pooled=pooled, cautions=extra)
        against = objections(sample, made, groups(columns.outcome), told)
        leads = treatment == plan.treatment
        found += [
            replace(result, against=against) for result in _results(made, treatment, leads, extra)
        ]
    return found


def objections(
    sample: Sample, made: science.Study, told: Groups, circumstances: evidence.Circumstances
) -> tuple[Refused, ...]:
    """Returns the gate's objections to the recruitment and to the weights.

    Those to the precision of a share follow from what is stored of it. That somebody chose how to
    treat the contacts is sure: whoever drafts a finding does, and the other treatment is shown.
    """
    facts = evidence.evidence(sample, made, told, circumstances)[0]
    found = [*samples.recruited(facts.recruitment)] if facts.recruitment else []
    return (*found, *samples.weighted(facts.weights)) if facts.weights else tuple(found)


def order_of(columns: RdsColumns) -> NDArray[np.float64] | None:
    """Returns when people answered (n,), or None where that does not put them in order."""
    if not columns.moments:
        return None
    moments = [np.nan if moment is None else moment for moment in columns.moments]
    return in_order(np.array(moments, dtype=np.float64))


def choices(plan: Plan, treatment: str) -> Choices:
    """Returns the plan as science takes it."""
    return Choices(
        treatment=TREATMENTS[Treatment(treatment)],
        population=plan.population,
        replicates=plan.replicates,
        seed=plan.seed,
    )


def _results(
    made: science.Study, treatment: str, leads: bool, extra: tuple[Caution, ...]
) -> list[Result]:
    return [
        Result(
            category=category,
            count=int(count),
            n=estimate.n,
            value=estimate.value,
            low=estimate.low,
            high=estimate.high,
            effective_n=estimate.effective_n,
            method=estimate.method,
            design_class=design_class((*made.cautions, *extra)),
            treatment=treatment,
            leads=leads,
            cautions=(*made.cautions, *estimate.cautions, *extra),
        )
        for category, estimate, count in zip(made.names, made.estimates, made.counts, strict=True)
    ]


def names_population(study: Study) -> bool:
    """Says whether somebody wrote down who is meant; a bare number tells nobody."""
    return bool(study.population.strip()) and not study.population.strip().isdecimal()


def study_cautions(study: Study) -> tuple[Caution, ...]:
    """Returns the doubts that every estimate of a respondent-driven study carries."""
    cautions = [Caution("rds-assumptions")]
    if len(study.destinations) > 1:
        cautions.append(Caution("countries-pooled", Facts(countries=len(study.destinations))))
    if not names_population(study):
        cautions.append(Caution("population-unnamed"))
    return tuple(cautions)


def _counts(study: Study, columns: RdsColumns) -> list[Result]:
    counted = Counter(answer for answer in columns.outcome if answer is not None)
    if not counted:
        raise Unfit("outcome-missing-for-all")
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
            method=Method("counts"),
            design_class=DesignClass.E,
            treatment=Treatment.NONE,
            leads=True,
            cautions=_count_cautions(study, n, len(columns.outcome)),
        )
        for category, count in sorted(counted.items())
    ]


def _count_cautions(study: Study, n: int, asked: int) -> tuple[Caution, ...]:
    if study.design == Study.Design.PROBABILITY:
        cautions = [Caution("weights-not-applied")]
    else:
        cautions = [Caution("respondents-only")]
    if n < asked:
        cautions.append(Caution("outcome-missing", Facts(missing=asked - n, people=asked)))
    return tuple(cautions)
