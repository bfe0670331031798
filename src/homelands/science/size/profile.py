"""Interval for the number unseen from the profile of the likelihood.

Question     Which numbers of unseen people fit the lists not much worse than the best?
Formula      Put u people into the cell of nobody and fit the completed 2^t table: G(u) is its
             deviance. The interval holds all u with G(u) - G(best) <= z^2, the chi-square
             quantile with one degree of freedom; N = n + u.
             dG / d log u = 2 u log(u / fitted u), by which the ends are found.
Source       Regal and Hook (1984), Statistics in Medicine 3(3), 287-291, the interval by goodness
             of fit; Cormack (1992), Biometrics 48(2), 567-576, the profile likelihood.
Assumptions  The model of the fit. The interval is conditional on it: it knows nothing of the
             models not chosen, whose spread is mostly far wider.
Not for      Models whose estimate does not exist.
"""

from math import exp, inf, log

import numpy as np
from numpy.typing import NDArray

from homelands.science.size.log_scale import by_unseen, quantile
from homelands.science.size.loglinear import START, Cells, Fit, climb, deviance

Floats = NDArray[np.float64]

NOBODY = 1e-6  # unseen people below which the lower end is the number seen
FARTHEST = 1e6  # times the estimate: an upper end beyond it is none
CLOSE, LONGEST, STEPS = 1e-8, 1.0, 100  # steps in log u


def profile_interval(cells: Cells, best: Fit, level: float) -> tuple[float, float | None]:
    """Return the lowest and the highest number of people, None where nothing bounds it above.

    `best` is the fit of `cells`, with unseen people above zero.
    """
    n = float(cells.count.sum())
    if best.unseen <= NOBODY:
        return n, n + best.unseen
    curve = _Curve(cells, best, quantile(level) ** 2)
    low, high = by_unseen(n, best.unseen, best.se, level)
    start = log(best.unseen)
    lower = _end(curve, start, log(max(low - n, 2 * NOBODY)), log(NOBODY))
    upper = _end(curve, start, log(high - n), start + log(FARTHEST))
    return (n if lower is None else n + exp(lower)), (None if upper is None else n + exp(upper))


class _Curve:
    """G(u) - G(best) - z^2 and its slope in log u."""

    def __init__(self, cells: Cells, best: Fit, depth: float) -> None:
        self.design = np.vstack([cells.design, cells.unseen])
        self.count = np.append(cells.count, best.unseen)
        self.limit = best.deviance + depth

    def at(self, log_unseen: float) -> tuple[float, float]:
        """Return the height above the limit, and the slope."""
        people = exp(log_unseen)
        self.count[-1] = people
        _, mean, _ = climb(self.design, self.count, self.count + START)
        slope = 2 * people * (log_unseen - log(mean[-1]))
        return deviance(self.count, mean) - self.limit, slope


def _end(curve: _Curve, inside: float, guess: float, farthest: float) -> float | None:
    """Return where the curve crosses zero between `inside` and `farthest`, None where nowhere.

    Newton's steps from `guess`, or halves of the bracket where a step would leave it.
    """
    ahead = 1.0 if farthest > inside else -1.0
    outside, here = ahead * inf, guess
    for _ in range(STEPS):
        here = min(here, farthest) if ahead > 0 else max(here, farthest)
        height, slope = curve.at(here)
        if height < 0 and here == farthest:
            return None
        inside, outside = (here, outside) if height < 0 else (inside, here)
        step = -height / slope if slope * ahead > 0 else ahead
        if abs(step) < CLOSE or abs(outside - inside) < CLOSE:
            return here + step
        here += max(-LONGEST, min(LONGEST, step))
        if not ahead * inside < ahead * here < ahead * outside:
            here = (inside + outside) / 2
    raise ValueError("The profile interval was not found: the counts are too sparse.")
