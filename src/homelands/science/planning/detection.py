"""The power of a comparison, counted over simulated studies.

Question     How often would two studies like these be told apart?
Formula      Over the pairs of a study of the one trial with one of the other: the share with
             |value_1 - value_2| > z sqrt(se_1^2 + se_2^2), every study with every other.
Source       Wald's test of two independent estimates, counted by simulation as in Arnold and
             others (2011), BMC Medical Research Methodology 11, 94.
Assumptions  The two samples are independent. The standard errors are those that the studies
             would report, so that a conservative bootstrap costs power here as it does outside.
Not for      Two waves with the same respondents: those are correlated.
"""

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from homelands.science.planning.trial import Trial


@dataclass(frozen=True, slots=True)
class Detection:
    """`power`, the share of pairs told apart; `wrong`, the share told apart the wrong way round;
    `difference`, the mean of the true differences.
    """

    power: float
    wrong: float
    difference: float


def detection(trial: Trial, other: Trial, level: float = 0.95) -> Detection:
    """Compare each study of `one` with each of `other`."""
    if not 0 < level < 1:
        raise ValueError(f"The level of a comparison lies between 0 and 1, not at {level}.")
    z = NormalDist().inv_cdf((1 + level) / 2)
    difference = float(trial.truth.mean() - other.truth.mean())
    found = np.subtract.outer(trial.value, other.value)
    seen = np.abs(found) > z * np.sqrt(np.add.outer(trial.se**2, other.se**2))
    wrong = seen & (np.sign(found) == -np.sign(difference)) if difference else seen
    return Detection(float(seen.mean()), float(wrong.mean()), difference)
