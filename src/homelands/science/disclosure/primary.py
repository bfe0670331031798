"""Primary suppression of counts: cells that are too small to show, or that tell of a whole group.

Question     Which cells of a table of counts must not be shown whatever stands beside them?
Formula      Threshold: 0 < x < k. Group: for a variable named as sensitive, in every group of
             the other variables with at least one person, a category with 0 % of the group or
             with 100 %: everybody in the group is then known not to have it, or to have it.
Source       Willenborg and de Waal (2001), Elements of Statistical Disclosure Control, the
             threshold rule; Hundepool and others (2012), Statistical Disclosure Control, group
             attribute disclosure.
Assumptions  Unweighted counts of people. A zero is safe unless it tells of a group: it counts
             nobody. k is 10 unless the data's keeper sets another, and never below 5.
Not for      Weighted counts (apply the rule to the respondents behind them), amounts (see
             `dominance`), and what the shown cells give away (see `secondary`).
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homelands.science.disclosure.tables import System, Table
from homelands.science.publication.thresholds import SMALLEST, check_threshold

Counts = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False, slots=True)
class Primary:
    """`small` and `group` (m,) say which cells of a system each rule hides; `width` (m,) is how
    wide the interval of each must be: k.
    """

    small: Flags
    group: Flags
    k: int

    @property
    def cells(self) -> Flags:
        """Return (m,) the cells that one rule or the other hides."""
        return self.small | self.group

    @property
    def width(self) -> Counts:
        """Return (m,) the width that `secondary.suppress` is to keep open."""
        return np.full(self.small.size, self.k, dtype=np.int64)


def primary(system: System, k: int = SMALLEST, sensitive: Collection[str] = ()) -> Primary:
    """Return the cells of the system that must be hidden; `sensitive` names variables."""
    check_threshold(k)
    known = {dimension.variable for table in system.tables for dimension in table.dimensions}
    if unknown := sorted(set(sensitive) - known):
        raise ValueError(
            f"The table has no variable {unknown[0]!r} to protect. It has: "
            f"{', '.join(sorted(known))}."
        )
    group = np.zeros(system.counts.size, dtype=np.bool_)
    for table, place in zip(system.tables, system.places, strict=True):
        for axis, one in enumerate(table.dimensions):
            if one.variable in sensitive:
                group[place[_tells(table, axis)]] = True
    return Primary((system.counts > 0) & (system.counts < k), group, k)


def _tells(table: Table, axis: int) -> Flags:
    """Return the cells, in the table's shape, that hold none or all of a group of people."""
    whole = np.take(table.counts, [0], axis=axis)
    none_or_all = (table.counts == 0) | (table.counts == whole)
    part = np.arange(table.counts.shape[axis]) > 0  # the total is the group itself
    shape = [1] * table.counts.ndim
    shape[axis] = part.size
    return np.asarray(none_or_all & (whole > 0) & part.reshape(shape))
