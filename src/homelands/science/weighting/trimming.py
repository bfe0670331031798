"""Trimming: the largest weights cut to a cap, and what was cut given to the others.

Question     How are a few very large weights kept from deciding the result?
Formula      w*_i = min(cap, a w_i), with the one a >= 1 for which sum w* = sum w: what is cut is
             shared among the uncut in proportion to their weights. With margins, capping and
             raking alternate until both hold.
Source       Potter (1990), Proceedings of the ASA Section on Survey Research Methods, 225-230, on
             finding and trimming large weights; Bregman (1967), USSR Computational Mathematics
             7(3): capping and raking are projections by the same divergence, so alternating them
             leads to weights that hold both, if there are any.
Assumptions  The bias that a cap brings is worth the variance it takes away. State the cap.
Not for      Hiding that a category has far too few respondents: merge it instead.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homelands.science.weighting.coding import Coded
from homelands.science.weighting.design_effect import largest_over_median
from homelands.science.weighting.raking import rake

Floats = NDArray[np.float64]

ROUNDS, SLACK = 500, 1e-6  # SLACK: by how much of itself a weight may stay above the cap


@dataclass(frozen=True, eq=False, slots=True)
class Trimmed:
    """`weight` (n,), none above `cap`; `cut` counts those that were above it; the ratios are of
    the largest weight to the median one.
    """

    weight: Floats
    cap: float
    cut: int
    ratio_before: float
    ratio_after: float
    rounds: int


def cap_at_median(weight: Floats, multiple: float) -> float:
    """Return `multiple` (> 1) times the median of the weights above zero."""
    _check(weight)
    if not multiple > 1:
        raise ValueError(f"The cap is a multiple above 1 of the median weight, not {multiple:g}.")
    return float(np.median(weight[weight > 0]) * multiple)


def cap_at_quantile(weight: Floats, share: float) -> float:
    """Return the weight below which a `share` (0 to 1) of the weights above zero lie."""
    _check(weight)
    if not 0 < share < 1:
        raise ValueError(f"The cap is a quantile between 0 and 1 of the weights, not {share:g}.")
    return float(np.quantile(weight[weight > 0], share))


def trim(weight: Floats, cap: float) -> Trimmed:
    """Cut weights (n,) >= 0 at `cap`, keeping their sum."""
    _check(weight)
    return _result(weight, _capped(weight, cap), cap, 1)


def trim_to_margins(coded: Coded, weight: Floats, cap: float) -> Trimmed:
    """Cut weights (n,) >= 0 at `cap` (in the margins' units) and meet the margins as well."""
    _check(weight)
    raked = rake(coded, weight).weight
    first = raked
    for round_ in range(1, ROUNDS + 1):
        if raked.max() <= cap * (1 + SLACK):
            return _result(first, raked, cap, round_)
        raked = rake(coded, _capped(raked, cap)).weight
    raise ValueError(
        f"A cap of {cap:,.6g} and the margins do not hold together: after {ROUNDS} rounds the "
        f"largest weight is still {raked.max():,.6g}. Raise the cap, or merge categories."
    )


def _capped(weight: Floats, cap: float) -> Floats:
    """Return min(cap, a w) with the sum of w: try how many stand at the cap, largest first."""
    used = np.sort(weight[weight > 0])[::-1]
    total = float(used.sum())
    if not cap * used.size > total:
        raise ValueError(
            f"A cap of {cap:,.6g} is not above the mean weight, {total / used.size:,.6g}: no "
            "weights under it keep the total. Raise the cap."
        )
    at_cap = np.arange(used.size)
    rest = np.cumsum(used[::-1])[::-1]  # the sum of what is left when k stand at the cap
    factor = (total - at_cap * cap) / rest
    # The first number that leaves nobody else above the cap; the last always does.
    enough = factor * used <= cap
    return np.asarray(np.minimum(cap, weight * factor[int(np.argmax(enough))]))


def _result(before: Floats, after: Floats, cap: float, rounds: int) -> Trimmed:
    cut = int((before > cap).sum())
    ratios = largest_over_median(before), largest_over_median(after)
    return Trimmed(after, cap, cut, *ratios, rounds)


def _check(weight: Floats) -> None:
    if not np.all(np.isfinite(weight) & (weight >= 0)) or not weight.any():
        raise ValueError("Weights to be trimmed are zero and more, and not all of them zero.")
