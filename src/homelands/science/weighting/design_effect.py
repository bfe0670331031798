"""What unequal weights cost: Kish's design effect and effective sample size.

Question     How many equally weighted respondents are these worth?
Formula      deff = n sum(w^2) / (sum w)^2 = 1 + CV(w)^2; effective n = n / deff;
             ratio = largest weight / median weight. n counts weights above zero.
Source       Kish (1965), Survey Sampling, section 11.7; Kish (1992), Journal of Official
             Statistics 8(2), 183-200. The two limits are the project's rules for publishing.
Assumptions  The weights have nothing to do with the answers: then it is the loss of precision.
             Where they explain the answers (calibration), the loss is smaller than this.
Not for      The design effect of clusters or of recruitment chains, which comes on top.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homelands.science.estimate import Caution
from homelands.science.facts import Facts
from homelands.science.publication.samples import LARGEST_RATIO, SMALLEST_KISH

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class DesignEffect:
    """`effective_n` = `n` / `deff`; `ratio` of the largest weight to the median one."""

    n: int
    deff: float
    effective_n: float
    ratio: float
    cautions: tuple[Caution, ...]


def design_effect(weight: Floats) -> DesignEffect:
    """Measure weights (n,) by Kish's formula, and say where they pass the limits."""
    if not np.all(np.isfinite(weight)) or not weight.sum() > 0:
        raise ValueError("Weights are numbers, and their sum is above zero.")
    used = weight[weight != 0]
    deff = float(used.size * np.square(used / used.sum()).sum())
    ratio = largest_over_median(weight)
    return DesignEffect(
        used.size, deff, used.size / deff, ratio, _cautions(used.size, used.size / deff, ratio)
    )


def largest_over_median(weight: Floats) -> float:
    """Return the largest weight over the median of those that are not zero, which linear
    calibration may bring to zero or below: infinity then.
    """
    middle = float(np.median(weight[weight != 0]))
    return float(weight.max()) / middle if middle > 0 else np.inf


def _cautions(n: int, effective: float, ratio: float) -> tuple[Caution, ...]:
    found = []
    if ratio > LARGEST_RATIO:
        facts = Facts(ratio=ratio, most=LARGEST_RATIO)
        found.append(
            Caution("weight-ratio", facts) if np.isfinite(ratio) else Caution("weight-median")
        )
    if effective < n * SMALLEST_KISH:
        found.append(Caution("kish-n", Facts(n=n, worth=effective)))
    return tuple(found)
