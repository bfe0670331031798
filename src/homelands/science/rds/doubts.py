"""What stands against an estimate from a recruitment, said in plain sentences.

Question     Which features of the sample should a reader know before trusting a figure?
Formula      Counts and shares against the limits below.
Source       White and others (2015), STROBE-RDS, for what must be told; Parker and others
             (2017) for 30 respondents. Limits on seeds, waves and one seed's share are
             conventions of the field, not theorems.
Assumptions  None: each caution names what was seen.
Not for      A verdict on publishing: that is the gate's.
"""

from collections.abc import Iterator

import numpy as np

from homelands.science.analysis.groups import Groups
from homelands.science.estimate import Caution
from homelands.science.facts import Facts
from homelands.science.publication.samples import FEW_WAVES, MOST_OF_ONE_SEED
from homelands.science.rds.sample import Sample

FEW_SEEDS, MANY_CATEGORIES = 3, 30
# Ratios of two standard errors: above the first a reader is told, above the second the estimate is
# indicative. The tree's errs on the safe side, so that it is twice Gile's in many good studies, and
# three times in few of them (docs/methods/coverage.md).
APART, FAR_APART = 2.0, 3.0


def of_recruitment(sample: Sample) -> Iterator[Caution]:
    """Yield the doubts about the recruitment itself."""
    seeds, waves = sample.seeds, int(sample.wave.max())
    if seeds < FEW_SEEDS:
        yield Caution("seeds-few", Facts(seeds=seeds))
    if seeds == len(sample.ids):
        yield Caution("recruits-none")
    elif waves < FEW_WAVES:
        yield Caution("waves-few", Facts(waves=waves))
    largest = float(np.bincount(sample.seed).max() / len(sample.ids))
    if seeds > 1 and largest > MOST_OF_ONE_SEED:
        yield Caution("seed-dominates", Facts(share=largest))


def of_groups(sample: Sample, groups: Groups) -> Iterator[Caution]:
    """Yield the doubts about groups that did not pass coupons on, and about odd outcomes."""
    if len(groups.names) == 1:
        yield Caution("outcome-constant", Facts(answer=groups.names[0]))
    if len(groups.names) > MANY_CATEGORIES and all(map(_number, groups.names)):
        yield Caution("outcome-many-values", Facts(values=len(groups.names)))
    for name in silent(sample, groups):
        yield Caution("group-recruited-nobody", Facts(group=name))


def silent(sample: Sample, groups: Groups) -> list[str]:
    """Return the groups that recruited nobody whose group is known, where anybody did."""
    recruit = np.flatnonzero((sample.parent >= 0) & groups.known)
    by = groups.code[sample.parent[recruit]]
    brought = np.bincount(by[by >= 0], minlength=len(groups.names))
    if not brought.any():
        return []
    return [name for name, count in zip(groups.names, brought, strict=True) if not count]


def of_spread(se: float, other: float) -> Iterator[Caution]:
    """Yield a doubt where the tree bootstrap's standard error is far from the one shown."""
    if not min(se, other) > 0:
        return
    ratio = max(se, other) / min(se, other)
    if ratio > FAR_APART:
        yield Caution("bootstraps-far-apart", Facts(tree=other, gile=se))
    elif ratio > APART:
        yield Caution("bootstraps-differ", Facts(tree=other, gile=se))


def _number(name: str) -> bool:
    try:
        float(name)
    except ValueError:
        return False
    return True
