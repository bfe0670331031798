"""How a sample was drawn: strata, clusters, weights and how many clusters there are in all.

Question     Does this description of a probability sample hold together?
Formula      In stratum h, n_h clusters were drawn of N_h (fpc); without clusters, respondents are
             the clusters. Degrees of freedom: clusters less strata.
Source       Cochran (1977), Sampling Techniques, third edition, chapters 2, 5 and 9; Lohr (2022),
             Sampling: Design and Analysis, third edition, chapters 3, 5 and 7.
Assumptions  Clusters are drawn within strata, and a code of a cluster is read within its stratum.
             Without fpc later stages need no description (ultimate clusters), which is exact with
             replacement and slightly cautious otherwise. With fpc the second stage adds
             sum_h n_h / N_h sum_c (1 - f_c) m_c / (m_c - 1) sum_i (z_i - mean_c)^2, and the weights
             tell which part of a cluster was drawn: f_c = (N_h / n_h) / mean w_c, at most 1. A
             stratum with one cluster is refused, because what it adds to the variance cannot be
             seen, unless N_h = 1: then only the draw within it adds something.
Not for      Samples without known chances: weights do not make them probability samples.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Codes = Ints | NDArray[np.str_]


@dataclass(frozen=True, eq=False, slots=True)
class Design:
    """One entry for each respondent, (n,): `strata` and `clusters` are numbers or texts, None for
    none; `weights` > 0, the inverse of the chance; `fpc` the number of clusters (respondents, if
    there are none) in the population of the stratum, None to leave the correction out: with it the
    weights must be inverse chances, not only in proportion to them.
    """

    strata: Codes | None
    clusters: Codes | None
    weights: Floats
    fpc: Floats | None = None

    def __post_init__(self) -> None:
        _check_shapes(self)
        _check_weights(self.weights)
        drawn, population = self.drawn, self._population()
        if drawn.size == 1 and drawn[0] == 1:
            raise ValueError("The whole sample is one cluster: no variance can be seen in it.")
        alone = np.flatnonzero((drawn == 1) & (population != 1))
        if alone.size:
            h = int(alone[0])
            raise ValueError(
                f"{_named(self, h)} has a single cluster, so its variance cannot be seen. Join "
                "it with the stratum most like it, or, if it was taken with certainty, say so by "
                "an fpc of 1."
            )

    @property
    def stratum(self) -> Ints:
        """Return the stratum of each respondent, numbered from 0, (n,)."""
        if self.strata is None:
            return np.zeros(self.weights.size, dtype=np.int64)
        return _numbered(self.strata)

    @property
    def cluster(self) -> Ints:
        """Return the cluster of each respondent, numbered over all strata from 0, (n,)."""
        if self.clusters is None:
            return np.arange(self.weights.size)
        within = _numbered(self.clusters)
        return _numbered(self.stratum * (int(within.max()) + 1) + within)

    @property
    def drawn(self) -> Ints:
        """Return how many clusters were drawn in each stratum, (h,)."""
        cluster = self.cluster
        stratum_of = np.zeros(int(cluster.max()) + 1, dtype=np.int64)
        stratum_of[cluster] = self.stratum
        return np.bincount(stratum_of)

    @property
    def members(self) -> Floats:
        """Return of how many people in all the respondent's cluster consists, (n,), as the weights
        say; no fewer than were drawn there.
        """
        if self.fpc is None:
            raise ValueError("Without an fpc the weights do not tell how large a cluster is.")
        cluster = self.cluster
        drawn = np.bincount(cluster)
        weight = (np.bincount(cluster, self.weights) / drawn)[cluster]
        first = self.fpc / self.drawn[self.stratum]  # people a person of a whole cluster stands for
        return np.asarray(drawn[cluster] * np.maximum(weight / first, 1.0), dtype=np.float64)

    @property
    def certain(self) -> bool:
        """Return whether some stratum is a single cluster that was taken with certainty."""
        return bool((self.drawn == 1).any())

    def _population(self) -> Floats:
        """Return N_h (h,), NaN where unknown; refuse those that vary or are too small."""
        stratum, drawn = self.stratum, self.drawn
        population = np.full(drawn.size, np.nan)
        if self.fpc is None:
            return population
        population[stratum] = self.fpc
        if (population[stratum] != self.fpc).any():
            h = int(stratum[np.argmax(population[stratum] != self.fpc)])
            raise ValueError(f"{_named(self, h)} has more than one fpc: give one number each.")
        if (population < drawn).any():
            h = int(np.argmax(population < drawn))
            raise ValueError(
                f"{_named(self, h)} has an fpc of {population[h]:g}, but {drawn[h]} drawn: the "
                "fpc is the number in the population, not the fraction drawn."
            )
        return population


def _check_shapes(design: Design) -> None:
    given = {"strata": design.strata, "clusters": design.clusters, "fpc": design.fpc}
    for name, column in given.items():
        if column is None:
            continue
        if column.shape != design.weights.shape:
            raise ValueError(f"{column.size} {name} do not fit {design.weights.size} weights.")
        if column.dtype.kind == "f" and not np.isfinite(column).all():
            raise ValueError(f"Some of the {name} are missing: every respondent needs one.")


def _check_weights(weights: Floats) -> None:
    if weights.ndim != 1 or weights.size < 2:
        raise ValueError("A design needs at least two respondents, with one weight each.")
    wrong = np.flatnonzero(~((weights > 0) & np.isfinite(weights)))
    if wrong.size:
        raise ValueError(
            f"Respondent {wrong[0] + 1} has the weight {weights[wrong[0]]:g}: the weights of a "
            "probability sample are inverse chances, above zero."
        )


def _named(design: Design, h: int) -> str:
    if design.strata is None:
        return "The sample"
    return f"Stratum {design.strata[int(np.argmax(design.stratum == h))]}"


def _numbered(codes: Codes) -> Ints:
    return np.asarray(np.unique(codes, return_inverse=True)[1].ravel(), dtype=np.int64)
