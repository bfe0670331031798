"""Whether a recruitment, or the weights, bear an estimate at all.

Question     Did the chains and the weights do what the estimator takes for granted?
Formula      Refused: groups that cannot be reached, or that recruited nobody; nobody recruited;
             longest chain below 3 waves; more than 10 % of degrees invalid and no treatment
             chosen; disconnected countries pooled; a margin unmet; weights above 20 times the
             median and untrimmed; Kish's n below a third. Cautions: below 6 waves; more than half
             of the sample from one seed.
Source       White and others (2015), STROBE-RDS, for what must be told; Gile, Johnston and
             Salganik (2015), Journal of the Royal Statistical Society A 178(1), for diagnostics;
             Kish (1965), Survey Sampling, for n. The limits are the project's conventions.
Assumptions  All of it may be answered for by name, because readers see the class and the reason.
Not for      Showing that a sample that passes is free of bias: these checks see part of it.
"""

from collections.abc import Iterator

from homelands.science.estimate import Caution
from homelands.science.facts import Facts
from homelands.science.publication.evidence import Recruitment, Weights
from homelands.science.publication.refused import Refused

FEWEST_WAVES, FEW_WAVES, MOST_OF_ONE_SEED, MOST_INVALID = 3, 6, 0.5, 0.10
LARGEST_RATIO, SMALLEST_KISH = 20, 1 / 3


def recruited(recruitment: Recruitment) -> Iterator[Refused]:
    """Yield what stands against an estimate from this recruitment."""
    if recruitment.reducible:
        yield Refused("recruitment-reducible", Facts(), overridable=True)
    for group in recruitment.silent_groups:
        yield Refused("group-recruited-nobody", Facts(group=group), overridable=True)
    if recruitment.waves == 0:
        yield Refused("recruits-none", Facts(), overridable=True)
    elif recruitment.waves < FEWEST_WAVES:
        facts = Facts(waves=recruitment.waves, least=FEWEST_WAVES)
        yield Refused("waves-too-few", facts, overridable=True)
    if recruitment.invalid_degrees > MOST_INVALID and not recruitment.degree_treatment_chosen:
        facts = Facts(share=recruitment.invalid_degrees)
        yield Refused("degree-many-invalid", facts, overridable=True)
    if recruitment.disconnected_pooled:
        yield Refused("countries-pooled", Facts(), overridable=True)


def doubtful(recruitment: Recruitment) -> Iterator[Caution]:
    """Yield doubts about the recruitment that do not stand in the way."""
    if FEWEST_WAVES <= recruitment.waves < FEW_WAVES:
        yield Caution("waves-few", Facts(waves=recruitment.waves))
    if recruitment.largest_seed > MOST_OF_ONE_SEED:
        yield Caution("seed-dominates", Facts(share=recruitment.largest_seed))


def weighted(weights: Weights) -> Iterator[Refused]:
    """Yield what stands against an estimate with these weights."""
    for margin in weights.unmet:
        yield Refused("margin-unmet", Facts(margin=margin), overridable=True)
    if weights.ratio > LARGEST_RATIO and not weights.trimmed:
        facts = Facts(ratio=weights.ratio, most=LARGEST_RATIO)
        yield Refused("weights-unequal", facts, overridable=True)
    if weights.kish_share < SMALLEST_KISH:
        yield Refused("kish-small", Facts(share=weights.kish_share), overridable=True)
