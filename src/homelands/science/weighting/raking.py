"""Raking: weights brought to the margins of one variable after another, until all are met.

Question     Which weights reproduce several margins, when the table of all of them is unknown?
Formula      In turn for each variable v: w_i *= t_k / sum of w over category k of i, until the
             largest relative miss of a margin is below 1e-8. After CYCLES turns, Newton's steps
             of the exponential calibration go on from there: the limit is the same, and they do
             not slow down when the variables are correlated, as turns do.
Source       Deming and Stephan (1940), Annals of Mathematical Statistics 11(4); Deville, Sarndal
             and Sautory (1993), Journal of the American Statistical Association 88(423), for
             raking as the exponential case of calibration.
Assumptions  Those of `margins` and `calibration`; no interaction beyond the margins matters.
Not for      One variable that crosses the others and whose totals are known: give that as the
             only margin, which is post-stratification.
"""

import numpy as np
from numpy.typing import NDArray

from homelands.science.weighting.calibration import MET, approach, calibrate
from homelands.science.weighting.cells import Cells
from homelands.science.weighting.coding import Coded, Weighted, start
from homelands.science.weighting.distances import Exponential
from homelands.science.weighting.margins import Margins

Floats = NDArray[np.float64]

CYCLES, MOST_CYCLES = 3, 500
METHOD = "raking"


def rake(coded: Coded, base: Floats) -> Weighted:
    """Rake `base` (n,) >= 0, which is scaled to the grand total first; refuse unmet margins."""
    scaled = start(coded, base)
    cells = coded.collect(scaled)
    weight, error, steps = settle(coded, cells)
    g = coded.spread(np.divide(weight, cells, out=np.zeros_like(cells), where=cells > 0))
    return Weighted(scaled * g, scaled, g, error, steps, METHOD, coded.margins.cautions)


def settle(coded: Coded, weight: Floats) -> tuple[Floats, float, int]:
    """Return the raked weights of cells (c,), the largest miss of a margin, and the steps taken.

    Every category needs some weight to begin with.
    """
    cells, margins = coded.cells, coded.margins
    raked, error, cycles = turn(cells, margins, weight, CYCLES)
    if error < MET:
        return raked, _miss(cells, margins, raked), cycles
    factors = approach(cells, raked, margins.total, Exponential())
    if factors.error.max() < MET:
        return raked * factors.g, float(factors.error.max()), cycles + factors.steps
    raked, error, more = turn(cells, margins, raked, MOST_CYCLES)
    if not error < MET:  # from the beginning, or a refusal that says which margin, and why
        factors = calibrate(cells, weight, margins.total, Exponential())
        return weight * factors.g, float(factors.error.max()), cycles + more + factors.steps
    return raked, _miss(cells, margins, raked), cycles + more


def turn(cells: Cells, margins: Margins, weight: Floats, most: int) -> tuple[Floats, float, int]:
    """Go through the margins up to `most` times; the miss is that found on the last way round."""
    weight = weight.copy()
    error = np.inf
    for cycle in range(1, most + 1):
        error = 0.0
        for code, low, high in zip(cells.code, margins.first, margins.first[1:], strict=False):
            held = np.bincount(code, weight, margins.total.size)[low:high]
            factor = np.ones(margins.total.size)
            factor[low:high] = margins.total[low:high] / held
            error = max(error, float(np.abs(factor[low:high] - 1).max()))
            weight *= factor.take(code)
        if error < MET:
            return weight, error, cycle
    return weight, error, most


def _miss(cells: Cells, margins: Margins, weight: Floats) -> float:
    return float(np.abs(cells.totals(weight) / margins.total - 1).max())
