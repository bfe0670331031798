"""Intervals on the log scale: for numbers of people, which cannot fall below what was seen.

Question     Between which numbers may a size lie, given its value and its standard error?
Formula      By a ratio: N exp(-z c) to N exp(z c), with c the coefficient of variation.
             By those unseen, u = N - n: n + u / k to n + u k, k = exp(z sqrt(log(1 + se^2/u^2))).
Source       Chao (1987), Biometrics 43(4), 783-791, for the second (after Burnham); the first is
             the delta method on log N.
Assumptions  log N, or log u, is near to normal.
Not for      Very small u or an se far above u: look at the profile interval instead.
"""

from math import exp, log, sqrt
from statistics import NormalDist


def quantile(level: float) -> float:
    """Return z of a two-sided interval at `level`, above 0 and below 1."""
    if not 0 < level < 1:
        raise ValueError(f"The level of an interval lies between 0 and 1, not {level}.")
    return NormalDist().inv_cdf((1 + level) / 2)


def by_ratio(value: float, variation: float, level: float) -> tuple[float, float]:
    """Return the interval about `value` > 0 with coefficient of variation `variation` >= 0."""
    factor = exp(quantile(level) * variation)
    return value / factor, value * factor


def by_unseen(n: float, unseen: float, se: float, level: float) -> tuple[float, float]:
    """Return the interval about n + unseen, never below n; unseen >= 0, se >= 0."""
    z = quantile(level)
    if unseen <= 0:
        return n, n
    factor = exp(z * sqrt(log(1 + (se / unseen) ** 2)))
    return n + unseen / factor, n + unseen * factor
