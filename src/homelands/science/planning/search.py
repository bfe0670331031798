"""The number of interviews found by trying several on synthetic networks.

Question     Which is the least of these sizes whose interval is narrow enough, in simulation?
Formula      Try the plan with each size, smallest first; stop at the first whose median width is
             the wanted one or less.
Source       Arnold and others (2011), BMC Medical Research Methodology 11, 94: sample size by
             simulation, where no formula holds for the design.
Assumptions  Those of the trial. A conservative bootstrap makes the answer larger than the closed
             formula of `power` with the design effect of the same trial.
Not for      Sizes beyond a half of the population: the network runs dry, and intervals that
             resample the sample do not see that.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from homelands.science.planning.trial import Estimator, Study, Trial, trial


@dataclass(frozen=True, eq=False, slots=True)
class Search:
    """`sizes` tried, in order, each with its trial; `n` is the last of them, or None where none
    was enough.
    """

    sizes: tuple[int, ...]
    trials: tuple[Trial, ...]
    n: int | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """The median `width` of the interval, between 0 and 1, and how many `studies` tell it."""

    width: float
    studies: int = 200


def search(
    study: Study,
    sizes: Sequence[int],
    wanted: Wanted,
    estimate: Estimator,
    rng: np.random.Generator,
) -> Search:
    """Try the plan with each of `sizes` until its intervals are as narrow as wanted."""
    if not sizes:
        raise ValueError("No size was given to try.")
    if not 0 < wanted.width < 1:
        raise ValueError(f"The width of an interval lies between 0 and 1, not at {wanted.width}.")
    tried: list[int] = []
    trials: list[Trial] = []
    for size in sorted(sizes):
        field = replace(study.fieldwork, size=size)
        trials.append(trial(replace(study, fieldwork=field), estimate, wanted.studies, rng))
        tried.append(size)
        if trials[-1].width <= wanted.width:
            return Search(tuple(tried), tuple(trials), size)
    return Search(tuple(tried), tuple(trials), None)
