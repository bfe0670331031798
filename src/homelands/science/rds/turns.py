"""The order in which the recruitment met the categories, whatever they are called.

Question     How do random draws by category stay the same when categories get other names?
Formula      turn_k = the place of category k when respondents are taken breadth first.
Source       None: it answers the fault of R's RDS 0.9-10, whose bootstraps index groups by name
             in one place and by first appearance in another.
Assumptions  Categories without a known member come last.
Not for      Display: results are listed by name.
"""

import numpy as np
from numpy.typing import NDArray

from homelands.science.analysis.groups import Groups
from homelands.science.rds.sample import Sample

Ints = NDArray[np.int64]


def turns(sample: Sample, groups: Groups) -> Ints:
    """Return the place of each category (k,) in the order of recruitment, from 0."""
    met = groups.code[sample.order]
    first = [int(np.argmax(met == k)) if (met == k).any() else met.size for k in range(_k(groups))]
    turn = np.empty(_k(groups), dtype=np.int64)
    turn[np.argsort(first, kind="stable")] = np.arange(_k(groups))
    return turn


def restricted(groups: Groups, keep: NDArray[np.bool_]) -> Groups:
    """Return the categories with everybody outside `keep` (n,) unknown."""
    return Groups(groups.names, np.where(keep, groups.code, -1))


def _k(groups: Groups) -> int:
    return len(groups.names)
