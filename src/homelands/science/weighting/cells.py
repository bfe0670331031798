"""Sums over combinations of categories, in few passes over the respondents.

Question     How much weight stands in each category, and in each pair of categories?
Formula      X'w and X' diag(w) X for X of zeros and ones that is never made: respondents are
             counted by whole numbers. Neighbouring variables are counted as one while they have
             at most COMBINED combinations, and the counts are then summed over categories.
Source       None: these are sums.
Assumptions  One category of each variable for everyone.
Not for      Auxiliary variables that are quantities.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import prod

import numpy as np
from numpy.typing import NDArray

from homelands.science.weighting.margins import Margins

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]

COMBINED = 128  # so few that the products of their tables need no second core


@dataclass(frozen=True, eq=False, slots=True)
class Cells:
    """Distinct combinations of categories: `code` (m, c), numbered over all `names` (p).

    Neighbouring variables with few combinations are also read as one: `joint` (j, c) numbers the
    combinations of each such group, and `groups` says which categories they are in. Sums over
    combinations, then over categories, take fewer passes over the cells.
    """

    code: Ints
    names: tuple[str, ...]
    joint: Ints
    groups: tuple["Group", ...]

    def score(self, coefficient: Floats) -> Floats:
        """Return each cell's sum (c,) of the coefficients (p,) of its categories."""
        total = np.zeros(self.code.shape[1])
        for joint, group in zip(self.joint, self.groups, strict=True):
            total += (group.member @ coefficient[group.place]).take(joint)
        return total

    def totals(self, weight: Floats) -> Floats:
        """Return the weight (c,) that stands in each category (p,)."""
        pairs = zip(self.joint, self.groups, strict=True)
        held = [np.bincount(joint, weight, len(g.member)) @ g.member for joint, g in pairs]
        return np.concatenate(held)

    def gram(self, weight: Floats) -> Floats:
        """Return the weight in each pair of categories (p, p): X' diag(weight) X."""
        square = np.zeros((len(self.names), len(self.names)))
        for joint, group in zip(self.joint, self.groups, strict=True):
            held = np.bincount(joint, weight, len(group.member))
            square[group.place, group.place] = group.member.T @ (group.member * held[:, None])
        for (one, a), (two, b) in combinations(zip(self.joint, self.groups, strict=True), 2):
            shape = len(a.member), len(b.member)
            held = np.bincount(one * shape[1] + two, weight, prod(shape)).reshape(shape)
            square[a.place, b.place] = a.member.T @ held @ b.member
            square[b.place, a.place] = square[a.place, b.place].T
        return square


@dataclass(frozen=True, eq=False, slots=True)
class Group:
    """Variables read as one: `member` (q, k) is 1 where a combination is in a category, and the
    k categories stand at `place` among all.
    """

    member: Floats
    place: slice


def combined(margins: Margins, codes: Ints) -> Cells:
    """Read neighbouring variables as one while their combinations stay few; `codes` (m, c)."""
    first, widths = margins.first, np.diff(margins.first).tolist()
    groups: list[list[int]] = [[]]
    for variable, width in enumerate(widths):
        if groups[-1] and prod(widths[v] for v in groups[-1]) * width > COMBINED:
            groups.append([])
        groups[-1].append(variable)
    joint = np.zeros((len(groups), codes.shape[1]), dtype=np.intp)
    for row, group in zip(joint, groups, strict=True):
        for v in group:
            row *= widths[v]
            row += codes[v] - first[v]
    groups_read = tuple(_group([widths[v] for v in group], first[group[0]]) for group in groups)
    return Cells(codes, margins.names, joint, groups_read)


def _group(widths: Sequence[int], first: int) -> Group:
    places = np.indices(widths).reshape(len(widths), -1)
    member = np.zeros((places.shape[1], sum(widths)))
    before = 0
    for width, place in zip(widths, places, strict=True):
        member[np.arange(place.size), before + place] = 1
        before += width
    return Group(member, slice(first, first + before))
