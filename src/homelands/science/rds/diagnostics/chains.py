"""The chains: who began them, how long they are, and how much each seed decides.

Question     How did the recruitment go, and which seed, left out, would change the estimate?
Formula      Counts by seed, wave and number of recruits. Influence of a seed: the estimate
             without its chain, minus the estimate with all.
Source       White and others (2015), Journal of Clinical Epidemiology 68(12), STROBE-RDS, items
             on seeds, waves and coupons; leaving one chain out is the jackknife of clusters.
Assumptions  None: this describes.
Not for      A verdict by itself: one seed may rightly lead to most of a small network.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homelands.science.analysis.groups import Groups, members
from homelands.science.rds.sample import Sample

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False, slots=True)
class Chains:
    """For each seed (s,), by id: `size` of its chain and its last `wave`, with `influence`
    (s, k) on each category's share, NaN where nobody is left without it. `waves` (w,) counts
    respondents by wave, `recruits` (r,) those who brought 0, 1, 2 … others.
    """

    seeds: tuple[str, ...]
    size: Ints
    wave: Ints
    influence: Floats
    waves: Ints
    recruits: Ints


def chains(sample: Sample, groups: Groups, weight: Floats) -> Chains:
    """Describe the chains; `weight` (n,) is the estimator's."""
    rows = sample.order[: sample.seeds]
    place = np.empty(len(sample.ids), dtype=np.int64)
    place[rows] = np.arange(rows.size)
    chain = place[sample.seed]
    last = np.zeros(rows.size, dtype=np.int64)
    np.maximum.at(last, chain, sample.wave)
    return Chains(
        seeds=tuple(sample.ids[row] for row in rows.tolist()),
        size=np.bincount(chain, minlength=rows.size),
        wave=last,
        influence=_influence(chain, rows.size, groups, weight),
        waves=np.bincount(sample.wave),
        recruits=np.bincount(sample.recruits),
    )


def _influence(chain: Ints, seeds: int, groups: Groups, weight: Floats) -> Floats:
    """Return the estimates without each chain, less the one with all, (s, k)."""
    heads = members(groups.code, len(groups.names)) * weight[:, None]
    top = np.zeros((seeds, heads.shape[1]))
    np.add.at(top, chain, heads)
    bottom = top.sum(axis=1, keepdims=True)
    left = bottom.sum() - bottom
    without = np.divide(top.sum(axis=0) - top, left, out=np.full_like(top, np.nan), where=left > 0)
    moved: Floats = without - top.sum(axis=0) / bottom.sum()
    return moved
