"""The whole diagnosis of one question of a respondent-driven study, safe to be shown and kept."""

import numpy as np

from homelands.mapping.statistics.rules import estimation
from homelands.mapping.statistics.rules.diagnosis.case import Case, Respondents, case
from homelands.mapping.statistics.rules.diagnosis.chains import numbers, recruitment
from homelands.mapping.statistics.rules.diagnosis.evenness import (
    contacts,
    likeness,
    settling,
    weights,
)
from homelands.mapping.statistics.rules.diagnosis.found import (
    Choice,
    Diagnosis,
    Likeness,
    Made,
    Number,
    Share,
)
from homelands.mapping.statistics.rules.diagnosis.limits import FEWEST_SEEDS
from homelands.mapping.statistics.rules.diagnosis.question import Question
from homelands.mapping.statistics.rules.diagnosis.spread import gile_errors, tree_errors
from homelands.science.disclosure import safety
from homelands.science.estimate import Caution
from homelands.science.publication.refused import Refused
from homelands.science.rds.checks import design_class
from homelands.science.rds.diagnostics.mixing import SEPARATE
from homelands.science.rds.evidence import Circumstances, evidence, refused
from homelands.surveys.questionnaires.models import Study


def diagnose(study: Study, respondents: Respondents, question: Question) -> Diagnosis:
    """Computes everything; Unfit says what the sample or the plan does not allow."""
    found = case(respondents, question)
    alike = likeness(found, respondents.countries)
    gile, no_gile = gile_errors(found)
    cautions = _cautions(study, found)
    pooled = any(caution.code == "countries-pooled" for caution in cautions) and _apart(alike)
    told = Circumstances(
        treatment_chosen=bool(question.treatment), pooled=pooled, cautions=cautions
    )
    return Diagnosis(
        shares=_shares(found, tree_errors(found), gile),
        made=_made(found),
        choices=_choices(found),
        no_gile=no_gile and safety.unnamed_reason(no_gile, found.unnamed),
        recruitment=recruitment(found, respondents.coupons),
        settling=settling(found, estimation.order_of(respondents.columns), numbers(found.sample)),
        likeness=alike,
        contacts=contacts(found),
        weights=weights(found),
        design_class=design_class(cautions),
        cautions=cautions,
        against=_against(found, told),
    )


def _made(found: Case) -> Made:
    first = found.study.estimates[0]
    return Made(first.method, found.study.plan.treatment, first.n)


def _shares(found: Case, tree: np.ndarray, gile: np.ndarray) -> tuple[Share, ...]:
    made = found.study
    rows = zip(
        made.names, made.estimates, made.counts.tolist(), made.se.tolist(),
        tree.tolist(), gile.tolist(), found.hidden, strict=True,
    )  # fmt: skip
    shares = []
    for name, one, count, se, by_tree, by_gile, hide in rows:
        if hide:
            shares.append(Share(name, *(None,) * 9))
            continue
        effect = one.n / one.effective_n if one.effective_n else None
        interval = (one.low, one.high, one.effective_n, effect)
        shares.append(Share(name, count, one.value, _known(se), *interval, by_tree, by_gile))
    return tuple(shares)


def _choices(found: Case) -> tuple[Choice, ...]:
    """Returns what other choices give; what the few seeds change would tell about single people."""
    few = found.sample.seeds < FEWEST_SEEDS
    return tuple(
        Choice(variant.name, found.safe(variant.value.tolist()))
        for variant in found.study.variants
        if not (few and variant.name == "without seeds")
    )


def _cautions(study: Study, found: Case) -> tuple[Caution, ...]:
    made = found.study
    shown = [
        estimate for estimate, hide in zip(made.estimates, found.hidden, strict=True) if not hide
    ]
    said = [*made.cautions, *(caution for estimate in shown for caution in estimate.cautions)]
    kept = [safety.unnamed(caution, found.unnamed) for caution in said]
    return tuple(dict.fromkeys([*kept, *estimation.study_cautions(study)]))


def _apart(alike: Likeness) -> bool:
    """Says whether hardly anybody was recruited across a border, or nobody knows."""
    return alike.countries is None or not alike.countries.across >= SEPARATE


def _against(found: Case, told: Circumstances) -> tuple[Refused, ...]:
    """Returns what the gate has against publishing what is shown; hidden groups are not."""
    each = evidence(found.sample, found.study, found.told, told)
    pairs = [
        (name, one)
        for name, one, hide in zip(found.study.names, each, found.hidden, strict=True)
        if not hide
    ]
    said = refused([name for name, _one in pairs], [one for _name, one in pairs])
    return tuple(dict.fromkeys(safety.unnamed(one, found.unnamed) for one in said))


def _known(value: float) -> Number:
    return None if np.isnan(value) else value
