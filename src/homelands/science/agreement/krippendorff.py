"""How far coders agree who marked the same units, beyond what chance alone would give.

Question     Do two or more coders, each with a value for some of the units, say the same?
Formula      alpha = 1 - D_o / D_e. Of the coincidences o_ck = sum over units u with m_u >= 2
             values of (pairs c, k in u) / (m_u - 1), with n_c their row sums and n their total:
             D_o = sum o_ck d_ck / n and D_e = sum n_c n_k d_ck / (n (n - 1)), d_ck the squared
             difference: 0 or 1 (nominal), (c - k)^2 (interval), or by ranks (ordinal).
Source       Krippendorff (2004), Content Analysis, 2nd edition, chapter 11; the worked example of
             Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, is in the tests.
Assumptions  Coders worked apart from each other, and by the same instructions. A unit with one
             value says nothing of agreement and is left out.
Not for      Saying that a code is right: coders may agree on what is wrong. Where nearly all units
             have the same value, alpha falls although coders rarely differ.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homelands.science.estimate import Caution
from homelands.science.facts import Facts

Floats = NDArray[np.float64]
#: The squared differences between k values (k,), of which n (k,) stand in pairs: (k, k).
Difference = Callable[[Floats, Floats], Floats]

#: Krippendorff's own limits: firm conclusions from 0.8 on, none below 0.667.
FIRM, TENTATIVE = 0.8, 0.667

#: With fewer units than this, one more or less changes the picture.
FEW_UNITS = 30


@dataclass(frozen=True, eq=False, slots=True)
class Agreement:
    """`alpha` in [-1, 1], NaN where it does not exist; `units` were judged at least twice."""

    alpha: float
    units: int
    coders: int
    observed: float
    expected: float
    cautions: tuple[Caution, ...]


def alpha(judged: Floats, difference: Difference | None = None) -> Agreement:
    """Return the agreement of `judged` (coders, units), NaN where a coder gave no value.

    `difference` is `nominal` unless given. Raises ValueError where no unit was judged twice.
    """
    if judged.ndim != 2 or judged.shape[0] < 2:
        raise ValueError("Agreement needs the values of at least two coders.")
    twice = judged[:, np.count_nonzero(~np.isnan(judged), axis=0) >= 2]
    if not twice.shape[1]:
        raise ValueError("No unit was judged by two coders, so there is nothing to compare.")
    values = np.unique(twice[~np.isnan(twice)])
    together = _coincidences(twice, values)
    held = together.sum(axis=1)
    apart = (difference or nominal)(values, held)
    n = held.sum()
    observed = float((together * apart).sum() / n)
    expected = float((np.outer(held, held) * apart).sum() / (n * (n - 1)))
    found = 1 - observed / expected if expected > 0 else float("nan")
    units, coders = twice.shape[1], int((~np.isnan(twice)).any(axis=1).sum())
    return Agreement(found, units, coders, observed, expected, _doubts(found, units))


def nominal(values: Floats, floats: Floats) -> Floats:
    """Return 1 between any two different values (k, k)."""
    return 1.0 - np.eye(len(values))


def interval(values: Floats, floats: Floats) -> Floats:
    """Return squared differences (k, k)."""
    return np.subtract.outer(values, values) ** 2


def ordinal(values: Floats, floats: Floats) -> Floats:
    """Return squared differences of ranks (k, k): how many values stand between two."""
    upto = np.cumsum(floats)
    middle = upto - floats / 2
    return np.subtract.outer(middle, middle) ** 2


def _coincidences(judged: Floats, values: Floats) -> Floats:
    """Return how often two values stand in the same unit (k, k), a unit counting m_u in all."""
    counts = (judged[:, :, None] == values).sum(axis=0).astype(np.float64)
    weight = 1 / (counts.sum(axis=1) - 1)
    pairs = (counts * weight[:, None]).T @ counts
    return np.asarray(pairs - np.diag(counts.T @ weight), dtype=np.float64)


def _doubts(found: float, units: int) -> tuple[Caution, ...]:
    said = []
    if np.isnan(found):
        said.append(Caution("agreement-undefined"))
    elif found < TENTATIVE:
        said.append(Caution("agreement-low", Facts(alpha=found, tentative=TENTATIVE)))
    elif found < FIRM:
        said.append(Caution("agreement-tentative", Facts(alpha=found, firm=FIRM)))
    if units < FEW_UNITS:
        said.append(Caution("agreement-few-units", Facts(units=units)))
    return tuple(said)
