"""Homophily and differential activity: do people recruit, and know, their own kind?

Question     How much likelier is recruitment within a group than if groups played no part, how
             much likelier are ties within it, and does one group have more ties than another?
Formula      Recruitment: sum_a C_aa / sum_a (C_a. C_.a / C..), C as in RDS-I; 1 is none.
             Population, of group a: expected over observed share of ties that cross its border:
             2 q (1 - q) / x over recruiters, with q the share in a and x the mean share of each
             one's recruits on the other side, both weighted by w d, w the estimator's weight.
             Activity: mean degree of a group, weighted by w; its ratio to that of the others.
Source       Gile, Johnston and Salganik (2015), Journal of the Royal Statistical Society A
             178(1), section 4; figures equal those of the R package RDS 0.9-10.
Assumptions  Recruitment shows the ties: nobody prefers to recruit one side or the other.
Not for      Groups that recruited nobody: they have no recruiters to look at, and get NaN.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homelands.science.analysis.groups import Groups, members
from homelands.science.rds.rds1 import recruitment
from homelands.science.rds.sample import Sample

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False, slots=True)
class Homophily:
    """`recruitment` over all groups (NaN if nobody recruited), `population` (k,) and `activity`
    (k,) by group, in the order of `names`; 1 means that the group plays no part.
    """

    names: tuple[str, ...]
    recruitment: float
    population: Floats
    activity: Floats


def homophily(sample: Sample, groups: Groups, degree: Floats, weight: Floats) -> Homophily:
    """Compute the three; `degree` (n,) is treated, `weight` (n,) the estimator's, 0 for nobody."""
    counts = recruitment(sample, groups)
    expected = float((counts.sum(axis=1) * counts.sum(axis=0)).sum())
    ratio = float(np.trace(counts)) * float(counts.sum()) / expected if expected else np.nan
    ends = np.where(groups.known & (weight > 0), weight * np.nan_to_num(degree), 0.0)
    return Homophily(
        names=groups.names,
        recruitment=ratio,
        population=_population(sample, groups, ends),
        activity=_activity(groups, ends, weight),
    )


def _population(sample: Sample, groups: Groups, ends: Floats) -> Floats:
    """Return expected over observed crossing ties of each group (k,), NaN where none was seen."""
    member = members(groups.code, len(groups.names))
    recruit = np.flatnonzero((sample.parent >= 0) & groups.known)
    by = sample.parent[recruit]
    crossed = (member[recruit] != member[by]).astype(np.float64)
    seen = np.bincount(by, minlength=ends.size)
    over = np.zeros_like(member)
    np.add.at(over, by, crossed)
    used = np.where(seen > 0, ends, 0.0)
    share = used @ member / used.sum() if used.any() else np.full(member.shape[1], np.nan)
    mean = over / np.maximum(seen, 1)[:, None]
    observed = used @ mean / used.sum() if used.any() else share
    wanted = 2 * share * (1 - share)
    return _over(wanted, observed)


def _activity(groups: Groups, ends: Floats, weight: Floats) -> Floats:
    """Return each group's mean degree over that of all others (k,), NaN where there are none."""
    member = members(groups.code, len(groups.names))
    heads = np.where(ends > 0, weight, 0.0)
    inside_ends, inside = ends @ member, heads @ member
    outside_ends, outside = ends.sum() - inside_ends, heads.sum() - inside
    top, bottom = inside_ends * outside, outside_ends * inside
    return _over(top, bottom)


def _over(top: Floats, bottom: Floats) -> Floats:
    return np.asarray(np.divide(top, bottom, out=np.full_like(top, np.nan), where=bottom > 0))
