"""Estimates of several destinations taken together, each by its stock, and how two differ.

Question     What holds over all destinations, when each was sampled apart and their numbers of
             people are themselves only known so well? And by how much do two of them differ?
Formula      With stocks S_c and W_c = S_c / S: p = sum W_c p_c,
             var p = sum W_c^2 se_c^2 + sum ((p_c - p) / S)^2 se(S_c)^2.
             Differences: p_a - p_b, var = se_a^2 + se_b^2 - 2 r se_a se_b, with r the correlation
             of the two: 0 for samples drawn apart; r = rho m / sqrt(n_a n_b) for waves of n_a and
             n_b respondents with m in both; or from their answers, with z_i = w_i (y_i - mean) /
             sum w in each: r = sum_both z_ai z_bi / sqrt(sum z_ai^2 sum z_bi^2).
Source       Cochran (1977), Sampling Techniques, third edition, chapter 5 (stratified means) and
             12.10 (two occasions); the delta method for the stocks.
Assumptions  Samples of different destinations are independent, and so are their stocks and the
             answers; the stocks are of the very population that was asked.
Not for      Destinations that were not asked: nothing is known of them, and a pooled figure is of
             those that were.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, ndtri
from scipy.special import logit as log_odds

from homelands.science.estimate import Estimate, Method

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]


@dataclass(frozen=True, eq=False, slots=True)
class Parts:
    """Of c destinations: `value` (shares, 0 to 1), `se` >= 0, `n` respondents, the `stock` > 0 of
    people and its own standard error `stock_se` >= 0.
    """

    value: Floats
    se: Floats
    n: NDArray[np.int64]
    stock: Floats
    stock_se: Floats

    def __post_init__(self) -> None:
        sizes = {
            column.shape for column in (self.value, self.se, self.n, self.stock, self.stock_se)
        }
        if len(sizes) > 1 or self.value.size < 2:
            raise ValueError("Two destinations or more are pooled, with one number of each kind.")
        if not ((self.value >= 0) & (self.value <= 1)).all():
            raise ValueError("Shares lie between 0 and 1.")
        if not ((self.stock > 0).all() and (self.se >= 0).all() and (self.stock_se >= 0).all()):
            raise ValueError("Stocks are above zero, and standard errors not below it.")


@dataclass(frozen=True, slots=True)
class Pooled:
    """The `estimate` over all destinations with its `se`, of which `of_stocks` is what the stocks'
    own uncertainty adds.
    """

    estimate: Estimate
    se: float
    of_stocks: float


def pooled(parts: Parts, level: float = 0.95) -> Pooled:
    """Weigh each destination by its stock; the interval is normal on the logit scale."""
    total = float(parts.stock.sum())
    weight = parts.stock / total
    value = float(weight @ parts.value)
    sampling = float((weight * parts.se) @ (weight * parts.se))
    moved = (parts.value - value) / total * parts.stock_se
    se = float(np.sqrt(sampling + moved @ moved))
    low, high = _logit(value, se, level)
    worth = value * (1 - value) / se**2 if se else None
    method = Method("pooled-by-stock", interval="logit")
    estimate = Estimate(value, low, high, level, int(parts.n.sum()), worth, method)
    return Pooled(estimate, se, float(np.sqrt(moved @ moved)))


def _logit(value: float, se: float, level: float) -> tuple[float | None, float | None]:
    if not 0 < level < 1:
        raise ValueError(f"The level of an interval lies between 0 and 1, not at {level}.")
    if not se or not 0 < value < 1:
        return None, None
    reach = -float(ndtri((1 - level) / 2)) * se / (value * (1 - value))
    middle = float(log_odds(value))
    return float(expit(middle - reach)), float(expit(middle + reach))


@dataclass(frozen=True, slots=True)
class Difference:
    """The first less the second, with its standard error and a normal interval."""

    value: float
    se: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Overlap:
    """Respondents of two waves who are in `both`, of `first` and `second`; `rho` is how closely
    their two answers go together, -1 to 1.
    """

    both: int
    first: int
    second: int
    rho: float

    @property
    def correlation(self) -> float:
        """Return the correlation of the two estimates."""
        if not 0 <= self.both <= min(self.first, self.second) or not -1 <= self.rho <= 1:
            raise ValueError("Those in both waves are no more than either holds; rho is -1 to 1.")
        return self.rho * self.both / float(np.sqrt(self.first * self.second))


@dataclass(frozen=True, slots=True)
class Seen:
    """Respondents who are in `both` waves, and the `correlation` of the estimates as their answers
    show it.
    """

    both: int
    correlation: float


def seen(one: Floats, other: Floats, rows: tuple[Ints, Ints]) -> Seen:
    """Return how two estimates go together; `one` (n,) and `other` (m,) are what each respondent
    adds, w (y - mean) / sum w, and `rows` where those who are in both stand in each.
    """
    spread = float(np.sqrt((one @ one) * (other @ other)))
    together = float(one[rows[0]] @ other[rows[1]])
    return Seen(int(rows[0].size), together / spread if spread else 0.0)


def difference(
    one: tuple[float, float],
    other: tuple[float, float],
    overlap: Overlap | Seen | None = None,
    level: float = 0.95,
) -> Difference:
    """Compare two (value, se); `overlap` None for samples drawn apart."""
    shared = overlap.correlation if overlap else 0.0
    (a, se_a), (b, se_b) = one, other
    se = float(np.sqrt(se_a**2 + se_b**2 - 2 * shared * se_a * se_b))
    reach = -float(ndtri((1 - level) / 2)) * se
    return Difference(a - b, se, a - b - reach, a - b + reach)
