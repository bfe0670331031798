"""RDS-I: shares from who recruited whom, and from mean degrees.

Question     Which share of the population is in each group, judging by the ties between groups?
Formula      C_ab counts recruits of group b by recruiters of group a; P is C with rows summing
             to 1, pi its stationary distribution, H_a the harmonic mean degree of group a:
             p_a = (pi_a / H_a) / sum_b (pi_b / H_b).
Source       Salganik and Heckathorn (2004), Sociological Methodology 34(1), equations 13 to 15;
             for several groups Heckathorn (2002), Social Problems 49(1).
Assumptions  Ties are reciprocal, recruiters invite at random among their ties, and every group
             can be reached from every other.
Not for      A group that recruited nobody, or groups between which nobody was recruited: there
             is no stationary distribution, and 0.1 in the empty cells would invent one.
"""

import numpy as np
from numpy.typing import NDArray

from homelands.science.analysis.groups import Groups, members
from homelands.science.analysis.replicated import Replicated, by
from homelands.science.facts import Facts, Unfit
from homelands.science.rds.sample import Sample
from homelands.science.rds.turns import restricted
from homelands.science.replicates import Replicates

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def recruitment(sample: Sample, groups: Groups) -> Floats:
    """Return C (k, k): recruits by the recruiter's group (row) and their own (column)."""
    k = len(groups.names)
    pair = _pairs(sample, groups, _recruits(sample, groups))
    return np.bincount(pair, minlength=k * k).reshape(k, k).astype(np.float64)


def stationary(counts: Floats) -> Floats:
    """Return pi (..., k) of transition counts (..., k, k); NaN where there is none."""
    row = counts.sum(axis=-1, keepdims=True)
    chance = np.divide(counts, row, out=np.full_like(counts, np.nan), where=row > 0)
    k = counts.shape[-1]
    system = np.swapaxes(chance, -1, -2) - np.eye(k)
    system[..., -1, :] = 1
    right = np.zeros((*counts.shape[:-1], 1))
    right[..., -1, 0] = 1
    fine = _connected(counts) & ~np.isnan(chance).any(axis=(-1, -2))
    system[~fine] = np.eye(k)
    solved: Floats = np.linalg.solve(system, right)[..., 0]
    solved[~fine] = np.nan
    return solved


def shares(sample: Sample, groups: Groups, degree: Floats, replicates: Replicates) -> Replicated:
    """Estimate the share of each group; a recruit drawn m times was recruited m times.

    `degree` (n,) is what a treatment of `degrees` returned. Groups without a stationary
    distribution are refused by name; a replicate without one leaves the share undefined.
    """
    known = restricted(groups, ~np.isnan(degree))
    check_connected(recruitment(sample, known), groups.names)
    share = _Share(sample, known, degree)
    value = share.of(np.ones((1, degree.size)))[0]
    one = np.ones(degree.size)
    drawn = np.vstack([share.of(block) for block in replicates.weights(one)])
    return Replicated(
        names=groups.names,
        value=value,
        drawn=drawn,
        n=np.full(value.shape, known.known.sum()),
        method=by("rds1", replicates),
        source=replicates,
        variance=value * (1 - value),
        share=True,
    )


class _Share:
    """Shares by RDS-I as a function of how often each respondent is drawn."""

    def __init__(self, sample: Sample, known: Groups, degree: Floats):
        k = len(known.names)
        self.recruit = _recruits(sample, known)
        self.edge = members(_pairs(sample, known, self.recruit), k * k)
        self.member = members(known.code, k)
        self.inverse = self.member / np.where(known.known, degree, 1)[:, None]

    def of(self, drawn: Floats) -> Floats:
        """Return p (b, k) of draws (b, n)."""
        k = self.member.shape[1]
        pi = stationary((drawn[:, self.recruit] @ self.edge).reshape(-1, k, k))
        size = drawn @ self.member
        inverse = drawn @ self.inverse
        share = pi * np.divide(inverse, size, out=np.full_like(size, np.nan), where=size > 0)
        scaled: Floats = share / share.sum(axis=1, keepdims=True)
        return scaled


def check_connected(counts: Floats, names: tuple[str, ...]) -> None:
    """Refuse counts (k, k) without a stationary distribution, naming the groups."""
    empty = [name for name, row in zip(names, counts.sum(axis=1), strict=True) if row == 0]
    if empty:
        raise Unfit("group-recruited-nobody", Facts(group=empty[0]))
    if not _connected(counts):
        reach = _reach(counts)
        (a, b) = np.argwhere(~reach)[0].tolist()
        raise Unfit("groups-separate", Facts(group=names[a], other=names[b]))


def _recruits(sample: Sample, groups: Groups) -> Ints:
    """Return the rows whose own group and recruiter's group are known."""
    known = (sample.parent >= 0) & groups.known
    known[known] &= groups.known[sample.parent[known]]
    return np.flatnonzero(known)


def _pairs(sample: Sample, groups: Groups, recruit: Ints) -> Ints:
    """Return one number for the pair of the recruiter's group and the recruit's."""
    return groups.code[sample.parent[recruit]] * len(groups.names) + groups.code[recruit]


def _reach(counts: Floats) -> NDArray[np.bool_]:
    """Return which group can be reached from which, (..., k, k), in any number of steps."""
    k = counts.shape[-1]
    reach = ((counts > 0) | np.eye(k, dtype=bool)).astype(np.float32)
    for _ in range(max(1, int(np.ceil(np.log2(k))))):
        reach = (np.matmul(reach, reach) > 0).astype(np.float32)
    return np.asarray(reach > 0)


def _connected(counts: Floats) -> NDArray[np.bool_]:
    return np.asarray(_reach(counts).all(axis=(-1, -2)))
