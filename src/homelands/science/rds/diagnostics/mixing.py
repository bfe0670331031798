"""Mixing: how freely recruitment ran between groups, and between countries.

Question     Was everybody within reach, or did the chains stay where they began?
Formula      P is the recruits by group with rows summing to 1; lambda_2 its second largest
             eigenvalue in size. Over 0.8 a chain forgets its start slowly. Between countries:
             the share of recruits that crossed a border; under 5 % the countries are separate
             networks.
Source       Goel and Salganik (2009), Statistics in Medicine 28(17), on the role of the second
             eigenvalue. The limits 0.8 and 5 % are conventions of ours.
Assumptions  Groups are what matters for mixing; a bottleneck inside a group is not seen.
Not for      Groups that recruited nobody: lambda_2 is NaN then.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homelands.science.analysis.groups import Groups
from homelands.science.rds.rds1 import recruitment
from homelands.science.rds.sample import Sample

Floats = NDArray[np.float64]

SLOW, SEPARATE = 0.8, 0.05


@dataclass(frozen=True, eq=False, slots=True)
class Mixing:
    """`counts` (k, k) of recruits by the recruiter's group (row) and their own (column);
    `second` the size of the second eigenvalue, 0 to 1; `across` the share between groups.
    """

    names: tuple[str, ...]
    counts: Floats
    second: float
    across: float

    @property
    def slow(self) -> bool:
        """Say whether chains forget their start slowly."""
        return self.second > SLOW

    @property
    def separate(self) -> bool:
        """Say whether so few recruits crossed that the groups are separate networks."""
        return self.across < SEPARATE


def mixing(sample: Sample, groups: Groups) -> Mixing:
    """Count who recruited whom by group; with countries as groups, by border."""
    counts = recruitment(sample, groups)
    total = float(counts.sum())
    across = 1 - float(np.trace(counts)) / total if total else np.nan
    return Mixing(groups.names, counts, _second(counts), across)


def _second(counts: Floats) -> float:
    row = counts.sum(axis=1, keepdims=True)
    if (row == 0).any():
        return float("nan")
    if len(counts) == 1:
        return 0.0
    sizes = np.sort(np.abs(np.linalg.eigvals(counts / row)))
    return float(min(sizes[-2], 1.0))
