"""RDS-II: respondents weighted by 1 / degree.

Question     What is the mean of y (or, for an indicator, the share) among all members, when
             well-connected members were likelier to be recruited?
Formula      w_i = 1 / d_i in the weighted mean of `hajek`.
Source       Volz and Heckathorn (2008), Journal of Official Statistics 24(1), the estimator
             named RDS II there; it is a Hajek ratio with inclusion proportional to degree.
Assumptions  Recruitment is a random walk at equilibrium on a connected, reciprocal network,
             with replacement; degrees are right up to a common factor. Seeds are included.
Not for      Samples that are a large part of a population of known size (use successive
             sampling), and samples pooled over countries that do not recruit across.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def weights(degree: Floats) -> Floats:
    """Return 1 / degree (n,), and 0 where the degree is NaN: that respondent leaves."""
    known = ~np.isnan(degree)
    if not np.all(degree[known] > 0) or np.isinf(degree).any():
        raise ValueError("Every degree must be above zero: treat missing degrees first.")
    return np.divide(1.0, degree, out=np.zeros_like(degree), where=known)
