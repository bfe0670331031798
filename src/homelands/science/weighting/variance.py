"""The standard error of a calibrated total and mean, from what the margins do not explain.

Question     How sure is an estimate whose weights were calibrated?
Formula      beta = (X' D X)^- X' D y with base weights d; e = y - x'beta; z_i = d_i g_i e_i.
             var(total) = sum_h n_h / (n_h - 1) sum_c (z_hc - mean_h)^2 over clusters c of strata
             h, z summed within clusters. For the mean, y is (y - mean) / sum(w).
Source       Deville and Sarndal (1992), Journal of the American Statistical Association 87(418),
             section 3, residuals times g (regression by base weights, as R's survey does);
             Sarndal, Swensson and Wretman (1989), Biometrika 76(3), for the factor g.
Assumptions  First-stage units are drawn independently, as good as with replacement (no finite
             population correction: the error is then stated too large, never too small). All
             calibrations of `distances` share it in large samples. Margins are without error.
Not for      Respondent-driven and opt-in samples: use replicates, or give no error at all.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homelands.science.weighting.calibration import Design, inverse_of

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False, slots=True)
class Units:
    """`stratum` and `cluster`, both (n,) whole numbers from 0; clusters are numbered over all
    strata. Without them everyone is a cluster of their own, in one stratum.
    """

    stratum: Ints
    cluster: Ints


@dataclass(frozen=True, slots=True)
class Calibrated:
    """A total and a mean with their standard errors; `df` is clusters less strata."""

    total: float
    total_se: float
    mean: float
    mean_se: float
    df: int


def calibrated(
    values: Floats, design: Design, base: Floats, g: Floats, units: Units | None = None
) -> Calibrated:
    """Estimate from `values` (n,), all known, with weights `base` times `g`, all (n,)."""
    if not values.shape == base.shape == g.shape or not np.all(np.isfinite(values)):
        raise ValueError("Every respondent needs a known value, a base weight and a factor g.")
    units = units or _alone(values.size)
    weight = base * g
    size = float(weight.sum())
    total = float(weight @ values)
    mean = total / size
    inverse = inverse_of(design.gram(base))
    errors = []
    for y in (values, (values - mean) / size):
        residual = y - design.score(inverse @ design.totals(base * y))
        errors.append(_between_clusters(weight * residual, units))
    return Calibrated(total, errors[0], mean, errors[1], _clusters(units) - _strata(units))


def _between_clusters(z: Floats, units: Units) -> float:
    """Return the root of the variance between clusters within strata."""
    clusters = _clusters(units)
    summed = np.bincount(units.cluster, z, clusters)
    of = np.zeros(clusters, dtype=np.int64)
    of[units.cluster] = units.stratum
    if (of[units.cluster] != units.stratum).any():
        raise ValueError("A cluster lies in two strata: number clusters over all strata.")
    count = np.bincount(of, minlength=_strata(units))
    if (count < 2).any():
        raise ValueError(
            f"Stratum {int(np.flatnonzero(count < 2)[0])} has fewer than two clusters, so its "
            "variance cannot be seen: merge it with a like stratum."
        )
    middle = np.bincount(of, summed) / count
    spread = np.bincount(of, np.square(summed - middle[of]))
    return float(np.sqrt((count / (count - 1) * spread).sum()))


def _alone(n: int) -> Units:
    return Units(np.zeros(n, dtype=np.int64), np.arange(n))


def _clusters(units: Units) -> int:
    return int(units.cluster.max()) + 1


def _strata(units: Units) -> int:
    return int(units.stratum.max()) + 1
