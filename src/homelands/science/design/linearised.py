"""The standard error of a sum over a design, both stages counted.

Question     How sure is a statistic whose linearised values are known, such as a coefficient?
Formula      var = sum_h (1 - n_h / N_h) n_h / (n_h - 1) sum_c (z_hc - mean_h)^2 and, with fpc and
             clusters, sum_h n_h / N_h sum_c (1 - f_c) m_c / (m_c - 1) sum_i (z_i - mean_c)^2.
Source       Cochran (1977), Sampling Techniques, third edition, equation 11.24; Binder (1983),
             International Statistical Review 51(3), 279-292.
Assumptions  Those of `sampling`. A cluster of which one person was drawn shows nothing of its own
             variance and takes the mean of the others; where all are so, no correction is made.
Not for      Statistics that svy gives with the second stage: see `survey`.
"""

import numpy as np
from numpy.typing import NDArray

from homelands.science.design.sampling import Design

Floats = NDArray[np.float64]


def errors(design: Design, z: Floats) -> Floats:
    """Return the standard errors (k,) of the sums of linearised values (n, k)."""
    return np.asarray(np.sqrt([_variance(design, column) for column in z.T]))


def _variance(design: Design, z: Floats) -> float:
    cluster, drawn = design.cluster, design.drawn
    sums = np.bincount(cluster, z)
    of = np.zeros(sums.size, dtype=np.int64)
    of[cluster] = design.stratum
    apart = sums - (np.bincount(of, sums) / drawn)[of]
    first = np.bincount(of, apart**2) * drawn / np.maximum(drawn - 1, 1)
    if design.fpc is None:
        return float(first.sum())
    share = np.zeros(drawn.size)
    share[design.stratum] = drawn[design.stratum] / design.fpc
    if design.clusters is None:
        return float(((1 - share) * first).sum())
    within = _within(design, z)
    later = first if within is None else np.bincount(of, within)
    return float(((1 - share) * first + share * later).sum())


def _within(design: Design, z: Floats) -> Floats | None:
    """Return what the draws within each cluster (c,) add; None where no cluster shows it."""
    cluster = design.cluster
    people = np.bincount(cluster)
    apart = z - (np.bincount(cluster, z) / people)[cluster]
    size = np.zeros(people.size)
    size[cluster] = design.members
    seen = people > 1
    left = 1 - people / size
    added = left * people / np.maximum(people - 1, 1) * np.bincount(cluster, apart**2)
    if not (seen | (left == 0)).any():
        return None
    added[~seen & (left > 0)] = added[seen].mean() if seen.any() else 0.0
    return np.asarray(added)
