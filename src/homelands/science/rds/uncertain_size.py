"""A population whose size is itself uncertain, carried into every replicate of an estimate.

Question     How sure is an estimate by successive sampling when N is known only so well?
Formula      Replicate b draws respondent i m_bi times and takes N_b from the distribution of N:
             its weights are m_bi w_i(N_b), w(N) those of successive sampling. The spread of the
             replicates then holds both, var(t) = E var(t | N) + var E(t | N).
             From an interval (low, high) about a median: log N is normal on either side, with
             standard deviations log(median / low) / z and log(high / median) / z.
Source       Rubin (1987), Multiple Imputation for Nonresponse in Surveys, for drawing what is not
             known along with the sample; Handcock, Gile and Mar (2014), Electronic Journal of
             Statistics 8(1), the posterior of N that the R package sspse draws.
Assumptions  The draws are of the very population that was sampled. Gile's bootstrap itself is drawn
             through a population of the median size.
Not for      An N that nobody can defend, whatever its interval: a posterior follows its prior, and
             is shown beside it.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from homelands.science.estimate import Caution
from homelands.science.facts import Facts, Unfit
from homelands.science.rds import successive_sampling
from homelands.science.replicates import Replicates

Floats = NDArray[np.float64]

IMPOSSIBLE = 0.05  # the part of the draws that may lie below the sample
DRAWS = 999  # quantiles that stand for a distribution of which an interval is known


def carried(source: Replicates, degree: Floats, base: Floats, sizes: Floats) -> Replicates:
    """Return replicates that, times `base` (n,), have the weights of their own N; `sizes` (B,).

    `degree` (n,) is NaN for those who leave the estimate.
    """
    factor = np.ones((len(sizes), base.size), dtype=np.float32)
    inside = base > 0
    for size in np.unique(sizes).tolist():
        weight = successive_sampling.weights(degree, size)
        factor[np.ix_(sizes == size, inside)] = weight[inside] / base[inside]
    drawn = (source.multiplicity * factor).astype(np.float32)
    return Replicates(drawn, source.method, source.calibrated)


def sizes(draws: tuple[float, ...], replicates: int, people: int, seed: int) -> Floats:
    """Return an N for each replicate, drawn from `draws`.

    A few sizes below the sample's cannot be and are passed over; where they are more than a
    twentieth, the distribution is of other people, and is refused.
    """
    given = np.array(draws, dtype=np.float64)
    if np.mean(given < people) > IMPOSSIBLE:
        lowest = float(given.min())
        raise Unfit("population-below-sample", Facts(population=lowest, people=people))
    given = given[given >= people]
    rng = np.random.default_rng([seed, 3])
    return rng.choice(given, replicates, replace=given.size < replicates)


def from_interval(median: float, low: float, high: float, level: float = 0.95) -> tuple[float, ...]:
    """Return draws of N with this median and interval, evenly over their distribution."""
    if not 0 < low < median < high:
        raise ValueError(
            f"The interval of a population runs from below it to above it: {low:g} to {high:g} "
            f"does not hold {median:g}."
        )
    z = float(ndtri((1 + level) / 2))
    score = np.asarray(ndtri((np.arange(DRAWS) + 0.5) / DRAWS), dtype=np.float64)
    reach = np.where(score < 0, np.log(median / low), np.log(high / median))
    found: list[float] = (median * np.exp(score * reach / z)).tolist()
    return tuple(found)


def median(draws: tuple[float, ...]) -> float:
    """Return the middle of the draws."""
    return float(np.median(np.array(draws)))


def doubts(draws: tuple[float, ...]) -> tuple[Caution, ...]:
    """Return what a reader has to know of an uncertain N, none where it is given as known."""
    if not draws:
        return ()
    low, high = np.quantile(np.array(draws), [0.025, 0.975]).tolist()
    return (Caution("population-uncertain", Facts(low=low, high=high)),)
