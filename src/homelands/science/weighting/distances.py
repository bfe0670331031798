"""Three distances between base and calibrated weights, by the function g = F(u) each implies.

Question     How may a weight depart from its base weight on the way to the margins?
Formula      Linear       F(u) = 1 + u: weights may fall below zero.
             Exponential  F(u) = exp(u): weights stay above zero, and may grow without bound.
             Logit        F(u) = (L (U-1) + U (1-L) e^Au) / ((U-1) + (1-L) e^Au), with
                          A = (U-L) / ((1-L)(U-1)): L < g < U.
Source       Deville and Sarndal (1992), Journal of the American Statistical Association 87(418),
             376-382.
Assumptions  F(0) = F'(0) = 1 for each, so that they agree in large samples.
Not for      Choosing after seeing the estimates.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

HIGHEST = 700.0  # e to this is still a number


class Distance(Protocol):
    """What a calibration needs of a distance."""

    @property
    def name(self) -> str:
        """Return the words for it."""

    def factor(self, u: Floats) -> Floats:
        """Return g = F(u)."""

    def slope(self, u: Floats) -> Floats:
        """Return F'(u)."""

    @property
    def bounds(self) -> tuple[float, float]:
        """Return what g lies between."""


@dataclass(frozen=True, slots=True)
class Linear:
    """The generalised regression estimator's."""

    name: str = "linear calibration (GREG)"
    bounds: tuple[float, float] = (-np.inf, np.inf)

    def factor(self, u: Floats) -> Floats:
        """Return 1 + u."""
        return 1 + u

    def slope(self, u: Floats) -> Floats:
        """Return 1."""
        return np.ones_like(u)


@dataclass(frozen=True, slots=True)
class Exponential:
    """Raking's."""

    name: str = "raking (exponential calibration)"
    bounds: tuple[float, float] = (0.0, np.inf)

    def factor(self, u: Floats) -> Floats:
        """Return exp(u)."""
        return np.exp(np.minimum(u, HIGHEST))

    def slope(self, u: Floats) -> Floats:
        """Return exp(u)."""
        return np.exp(np.minimum(u, HIGHEST))


@dataclass(frozen=True, slots=True)
class Logit:
    """Bounded between `low` < 1 and `high` > 1, with `low` >= 0."""

    low: float
    high: float

    def __post_init__(self) -> None:
        if not 0 <= self.low < 1 < self.high < np.inf:
            raise ValueError(
                f"The bounds of the g-weights are {self.low:g} and {self.high:g}: the lower one "
                "lies from 0 to below 1, the upper one above 1."
            )

    @property
    def name(self) -> str:
        """Return the words for it, with its bounds."""
        return f"logit calibration within {self.low:g} and {self.high:g}"

    @property
    def bounds(self) -> tuple[float, float]:
        """Return low and high."""
        return self.low, self.high

    def factor(self, u: Floats) -> Floats:
        """Return low + (high - low) s(u), with s logistic: the same as the formula above."""
        return np.asarray(self.low + (self.high - self.low) * self._share(u))

    def slope(self, u: Floats) -> Floats:
        """Return the derivative of `factor`."""
        share = self._share(u)
        return np.asarray((self.high - self.low) * self._steepness * share * (1 - share))

    @property
    def _steepness(self) -> float:
        return (self.high - self.low) / ((1 - self.low) * (self.high - 1))

    def _share(self, u: Floats) -> Floats:
        middle = np.log((1 - self.low) / (self.high - 1))
        return np.asarray(0.5 * (1 + np.tanh(0.5 * (self._steepness * u + middle))))
