"""What the publication gate has to know of a respondent-driven sample's estimates.

Question     Which facts about each figure decide whether it may be published?
Formula      Counts and shares of the sample, Kish's design effect of the weights, and each
             category's size and interval; one piece of evidence a category.
Source       The rules of `science.publication`, each with its own.
Assumptions  The study was computed from this very sample and these very groups.
Not for      Margins of calibration, sizes and tables of several variables.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from homelands.science.analysis.groups import Groups
from homelands.science.estimate import Caution
from homelands.science.facts import Unfit
from homelands.science.publication.classes import DesignClass, Interval
from homelands.science.publication.evidence import (
    Evidence,
    Precision,
    Recruitment,
    Shown,
    Table,
    Weights,
)
from homelands.science.publication.gate import refusals
from homelands.science.publication.refused import Refused
from homelands.science.publication.thresholds import SMALLEST
from homelands.science.rds import doubts
from homelands.science.rds.checks import design_class, failed
from homelands.science.rds.plan import PLAN
from homelands.science.rds.rds1 import check_connected, recruitment
from homelands.science.rds.sample import Sample
from homelands.science.rds.study import Study
from homelands.science.weighting.design_effect import design_effect


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the sample itself does not tell. `appendix`: the report of the recruitment goes with
    the figures; `treatment_chosen`: somebody chose what to do with invalid degrees; `pooled`:
    countries that hardly recruit across are estimated as one; `texts` written about the figures;
    `cautions` are doubts of the study itself, such as that nobody wrote down who is meant.
    """

    appendix: bool = True
    treatment_chosen: bool = False
    pooled: bool = False
    texts: tuple[str, ...] = ()
    cautions: tuple[Caution, ...] = ()


def evidence(
    sample: Sample, study: Study, groups: Groups, told: Circumstances = Circumstances()
) -> tuple[Evidence, ...]:
    """Return the evidence for each category of `study`, in the order of its names."""
    letter = "C" if told.pooled else design_class((*study.cautions, *told.cautions))
    shown = Shown(
        value=True,
        interval=Interval.NONE if study.plan.interval == "none" else Interval.SAMPLING,
        appendix=told.appendix,
        reason=_reason(study, told),
        texts=told.texts,
    )
    whole = Evidence(
        design_class=DesignClass(letter),
        shown=shown,
        recruitment=_recruitment(sample, study, groups, told),
        weights=_weights(study),
    )
    return tuple(
        replace(
            whole,
            precision=Precision(
                estimate.n,
                estimate.effective_n,
                estimate.value,
                estimate.low,
                estimate.high,
                df=None,
            ),
            table=_cell(count),
        )
        for estimate, count in zip(study.estimates, study.counts.tolist(), strict=True)
    )


def refused(names: Sequence[str], each: Sequence[Evidence]) -> tuple[Refused, ...]:
    """Return what stands against publishing: once what concerns all, else with its category."""
    found = [
        (name, refusal)
        for name, seen in zip(names, each, strict=True)
        for refusal in refusals(seen)
    ]
    times = Counter(one for _name, one in found)
    said = [one if times[one] == len(names) else replace(one, category=name) for name, one in found]
    return tuple(dict.fromkeys(said))


def _reason(study: Study, told: Circumstances) -> str:
    """Return the codes of the checks that failed, which are told beside the figures."""
    codes = failed((*study.cautions, *told.cautions))
    return " ".join(dict.fromkeys([*codes, *["countries-pooled"] * told.pooled]))


def _recruitment(sample: Sample, study: Study, groups: Groups, told: Circumstances) -> Recruitment:
    silent = tuple(doubts.silent(sample, groups))
    return Recruitment(
        reducible=not silent and _reducible(sample, groups),
        silent_groups=silent,
        waves=int(sample.wave.max()),
        largest_seed=float(np.bincount(sample.seed).max() / len(sample.ids)),
        invalid_degrees=study.treated.invalid,
        degree_treatment_chosen=told.treatment_chosen or study.plan.treatment != PLAN.treatment,
        disconnected_pooled=told.pooled,
    )


def _reducible(sample: Sample, groups: Groups) -> bool:
    """Say whether some group cannot be reached; without any recruit there is nothing to say."""
    counts = recruitment(sample, groups)
    if not counts.any():
        return False
    try:
        check_connected(counts, groups.names)
    except Unfit:
        return True
    return False


def _weights(study: Study) -> Weights:
    cost = design_effect(study.weight)
    return Weights(unmet=(), ratio=cost.ratio, trimmed=False, kish_share=cost.effective_n / cost.n)


def _cell(count: int) -> Table:
    return Table(
        smallest=count or None,
        threshold=SMALLEST,
        recovered=0,
        released_difference=None,
        sensitive=False,
        small_locality=False,
    )
