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
from homelands.science.publication.evidence import Recruitment, Weights
from homelands.science.publication.refused import Refused

FEWEST_WAVES, FEW_WAVES, MOST_OF_ONE_SEED, MOST_INVALID = 3, 6, 0.5, 0.10
LARGEST_RATIO, SMALLEST_KISH = 20, 1 / 3


def recruited(found: Recruitment) -> Iterator[Refused]:
    """Yield what stands against an estimate from this recruitment."""
    said = []
    if found.reducible:
        sentence = "Some groups cannot be reached from others by recruitment: separate networks."
        said.append(("recruitment-reducible", sentence))
    for group in found.silent_groups:
        said.append(("group-recruited-nobody", f"Nobody in the group “{group}” recruited anybody."))
    if found.waves == 0:
        said.append(("recruits-none", "Nobody recruited anybody: this is not a chain sample."))
    elif found.waves < FEWEST_WAVES:
        sentence = f"The longest chain has {found.waves} waves; {FEWEST_WAVES} are needed at least."
        said.append(("waves-too-few", sentence))
    if found.invalid_degrees > MOST_INVALID and not found.degree_treatment_chosen:
        sentence = (
            f"{found.invalid_degrees:.0%} of the numbers of contacts are missing or impossible: "
            "choose how to treat them, and show what the choice does."
        )
        said.append(("degree-many-invalid", sentence))
    if found.disconnected_pooled:
        sentence = (
            "Countries between which hardly anybody was recruited were estimated as one: estimate "
            "each, and combine by their stocks."
        )
        said.append(("countries-pooled", sentence))
    yield from (Refused(code, sentence, overridable=True) for code, sentence in said)


def doubtful(found: Recruitment) -> Iterator[Caution]:
    """Yield doubts about the recruitment that do not stand in the way."""
    if FEWEST_WAVES <= found.waves < FEW_WAVES:
        sentence = f"The longest chain has {found.waves} waves: the choice of seeds may still show."
        yield Caution("waves-few", sentence)
    if found.largest_seed > MOST_OF_ONE_SEED:
        sentence = f"One seed's chain holds {found.largest_seed:.0%} of the respondents."
        yield Caution("seed-dominates", sentence)


def weighted(found: Weights) -> Iterator[Refused]:
    """Yield what stands against an estimate with these weights."""
    for margin in found.unmet:
        sentence = f"The weights do not meet the margin “{margin}”."
        yield Refused("margin-unmet", sentence, overridable=True)
    if found.ratio > LARGEST_RATIO and not found.trimmed:
        sentence = (
            f"The largest weight is {found.ratio:.0f} times the median, above {LARGEST_RATIO}, and "
            "was not trimmed."
        )
        yield Refused("weights-unequal", sentence, overridable=True)
    if found.kish_share < SMALLEST_KISH:
        sentence = (
            f"Unequal weights leave {found.kish_share:.0%} of the sample's worth; a third is "
            "needed."
        )
        yield Refused("kish-small", sentence, overridable=True)
