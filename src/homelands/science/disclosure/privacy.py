"""Differential privacy for counts: whole-number noise, paid for from a budget that runs out.

Question     How can counts be released so that nobody can tell whether any one person is in
             them, whatever else is known, and what does that cost in precision?
Formula      Each count gets noise z with P(z) proportional to exp(-|z| epsilon / s), s the number
             of counts in one release that one person can change by 1. Epsilons add up over
             releases; a release that would pass the budget is refused.
Source       Dwork, McSherry, Nissim and Smith (2006), Theory of Cryptography Conference, the
             mechanism and its composition; Ghosh, Roughgarden and Sundararajan (2012), SIAM
             Journal on Computing 41(6), the geometric form; Canonne, Kamath and Steinke (2020),
             NeurIPS, Algorithms 1 and 2, exact sampling in whole numbers.
Assumptions  A person is in at most s of the counts: 1 for the inner cells of one table, 2^v for
             all cells of a table of v variables with its totals. Epsilon is a fraction, and no
             floating-point number touches the noise; it is drawn from the system's secure
             source unless a test passes another. Cautions are made of the noisy counts only.
Not for      Small studies: at epsilon 1 a count is off by up to 3 in 19 of 20 draws when s is
             1, by 24 when s is 8. Off unless a ledger with a budget is opened.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, log1p

import numpy as np
from numpy.typing import NDArray

from homelands.science.estimate import Caution
from homelands.science.facts import Facts

Counts = NDArray[np.int64]
Below = Callable[[int], int]  # a whole number from 0 to the argument less 1, all equally likely

SWAMPED = 0.1  # of the middle count: noise beyond this leaves little of it


@dataclass(frozen=True, slots=True)
class Release:
    """What is released, its epsilon (> 0), and how many of its counts one person can change."""

    what: str
    epsilon: Fraction
    sensitivity: int = 1


@dataclass(frozen=True, slots=True)
class Ledger:
    """A budget of epsilon for one set of people, and the releases it has paid for."""

    budget: Fraction = Fraction(0)
    paid: tuple[Release, ...] = ()

    @property
    def left(self) -> Fraction:
        """Return the epsilon that is left."""
        return self.budget - sum((release.epsilon for release in self.paid), Fraction(0))

    def spend(self, release: Release) -> "Ledger":
        """Return the ledger with the release paid for, or refuse."""
        if release.epsilon <= 0 or release.sensitivity < 1:
            raise ValueError(
                f"{release.what}: epsilon must be above 0 and the sensitivity 1 or more, not "
                f"{release.epsilon} and {release.sensitivity}."
            )
        if self.budget == 0:
            raise ValueError(
                "Differential privacy is off: open a ledger with a budget for these people first."
            )
        if release.epsilon > self.left:
            raise ValueError(
                f"{release.what}: epsilon {release.epsilon} is more than the {self.left} left of "
                f"the budget of {self.budget}. No further release of these people is possible."
            )
        return replace(self, paid=(*self.paid, release))


@dataclass(frozen=True, eq=False, slots=True)
class Noisy:
    """`counts` (m,) with noise, which may fall below zero: kept so, for sums without a bias;
    `within` is how far a count is off at most in 19 of 20 draws. Keep the `ledger`.
    """

    counts: Counts
    within: int
    ledger: Ledger
    cautions: tuple[Caution, ...]


def noisy_counts(
    counts: Counts, release: Release, ledger: Ledger, below: Below = secrets.randbelow
) -> Noisy:
    """Return `counts` (m,), whole numbers >= 0, with noise, and the ledger after it."""
    if counts.ndim != 1 or not np.issubdtype(counts.dtype, np.integer) or np.any(counts < 0):
        raise ValueError("Noise is for a row of counts: whole numbers, zero or more.")
    after = ledger.spend(release)
    scale = Fraction(release.sensitivity) / release.epsilon
    noise = [_discrete_laplace(scale, below) for _ in range(counts.size)]
    within = _reach(float(scale))
    noisy = counts + np.array(noise, dtype=np.int64)
    return Noisy(noisy, within, after, _doubts(noisy, within))


def _doubts(noisy: Counts, within: int) -> tuple[Caution, ...]:
    """Return what is seen in the noisy counts alone: the true ones would tell past the budget."""
    people = noisy[noisy > 0]
    middle = float(np.median(people)) if people.size else 0.0
    if within <= SWAMPED * middle:
        return ()
    return (Caution("noise-swamps", Facts(within=within, median=middle)),)


def _reach(scale: float) -> int:
    """Return the least t with P(|z| > t) <= 0.05."""
    q = np.exp(-1 / scale)
    return ceil(-scale * float(np.log(0.05) + log1p(q) - np.log(2))) - 1


def _discrete_laplace(scale: Fraction, below: Below) -> int:
    """Draw z with P(z) proportional to exp(-|z| / scale), exactly (Algorithm 2)."""
    top, bottom = scale.numerator, scale.denominator
    while True:
        part = below(top)
        if not _happens(Fraction(part, top), below):
            continue
        wholes = 0
        while _happens(Fraction(1), below):
            wholes += 1
        size = (part + top * wholes) // bottom
        negative = below(2) == 1
        if not (negative and size == 0):  # zero has no sign: it must not be drawn twice as often
            return -size if negative else size


def _happens(gamma: Fraction, below: Below) -> bool:
    """Return True with the probability exp(-gamma), 0 <= gamma <= 1, exactly (Algorithm 1)."""
    draws = 1
    while below(gamma.denominator * draws) < gamma.numerator:
        draws += 1
    return draws % 2 == 1
