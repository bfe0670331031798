"""RDS-II: a mean or a proportion in the population, with respondents weighted by 1 / degree.

Question     What is the mean of y (or, for an indicator, the share) among all members, when
             well-connected members were likelier to be recruited?
Formula      mean = sum_i m_i y_i / d_i  /  sum_i m_i / d_i  over respondents with y known;
             m_i is the multiplicity in a bootstrap replicate, 1 in the sample itself.
Source       Volz and Heckathorn (2008), Journal of Official Statistics 24(1), the estimator
             named RDS II there; it is a Hajek ratio with inclusion proportional to degree.
Assumptions  Recruitment is a random walk at equilibrium on a connected, reciprocal network,
             with replacement; degrees are right up to a common factor. Seeds are included. A
             respondent with y unknown leaves numerator and denominator.
Not for      Samples that are a large part of a population of known size (use successive
             sampling), and samples pooled over countries that do not recruit across.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

BLOCK = 256  # replicates that are turned to floats at a time, to bound the memory


@dataclass(frozen=True, eq=False, slots=True)
class Means:
    """`value` is (k,), or (B, k) for B replicates (NaN where nobody known was drawn); `n` (k,)
    counts the respondents known; `weight` (n,) is 1 / degree, scaled to sum to 1.
    """

    value: Floats
    n: NDArray[np.int64]
    weight: Floats


def means(values: Floats, degree: Floats, multiplicity: NDArray[np.integer] | None = None) -> Means:
    """Return the weighted mean of each column of `values` (n, k), NaN where unknown.

    degree (n,) is > 0, as `degrees` returns it; multiplicity (B, n), counts of 0 and more,
    gives one row of means for each replicate.
    """
    _check(values, degree, multiplicity)
    weight = 1 / degree
    weight /= weight.sum()
    known = ~np.isnan(values)
    top = np.where(known, values, 0) * weight[:, None]
    bottom = known * weight[:, None]
    n = known.sum(axis=0)
    if multiplicity is None:
        return Means(_ratio(top.sum(axis=0), bottom.sum(axis=0)), n, weight)
    blocks = (
        multiplicity[first : first + BLOCK].astype(np.float64)
        for first in range(0, len(multiplicity), BLOCK)
    )
    return Means(np.vstack([_ratio(m @ top, m @ bottom) for m in blocks]), n, weight)


def _ratio(top: Floats, bottom: Floats) -> Floats:
    """Divide, with NaN where nothing stands below."""
    return np.divide(top, bottom, out=np.full_like(top, np.nan), where=bottom > 0)


def _check(values: Floats, degree: Floats, multiplicity: NDArray[np.integer] | None) -> None:
    """Refuse shapes that do not belong together, and degrees that give no weight."""
    if values.ndim != 2 or degree.shape != values.shape[:1]:
        raise ValueError(
            f"Values of shape {values.shape} do not fit degrees of shape {degree.shape}: "
            "give one row of values and one degree for each respondent."
        )
    if not np.all((degree > 0) & np.isfinite(degree)):
        raise ValueError("Every degree must be above zero: treat missing degrees first.")
    if multiplicity is not None and multiplicity.shape[1:] != degree.shape:
        raise ValueError(
            f"Replicates of shape {multiplicity.shape} do not fit {degree.size} respondents."
        )
