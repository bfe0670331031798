"""The audit: what a reader can work out about each hidden cell from all that is published.

Question     Between which counts must every hidden cell lie, given the shown cells and sums?
Formula      low = min x_c and high = max x_c over R x = 0, x = the count where shown, and x >= 1
             where hidden; rounded inwards to whole numbers. A cell is recovered when low = high,
             and protected when high - low is at least the width wanted.
Source       Fischetti and Salazar-Gonzalez (2000), Journal of the American Statistical
             Association 95(451), the attacker's pair of programmes; Willenborg and de Waal
             (2001), Elements of Statistical Disclosure Control, feasibility intervals.
Assumptions  The reader knows the shown cells, the sums and the rule: zeros are shown, so a hidden
             cell holds somebody. Where a rule hides zeros too (groups), the reader is granted to
             know which hidden cells these are. Only hidden cells are unknown, so each set of
             hidden cells that sums tie together is audited by itself. A bound is settled without
             a programme when some table already found reaches the bound of the single sums.
Not for      Readers who know some of the hidden people (audit again with their own cells
             counted as shown), and the whole-number interval of tables with three variables
             or more, which can be a little narrower than that of the programmes.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csgraph

from homelands.science.disclosure.simplex import Limits, Programme
from homelands.science.disclosure.tables import System

Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

NEAR = 1e-4  # of a count: what solvers leave of a whole number
ROUNDS = 6  # of tightening along single sums


@dataclass(frozen=True, eq=False, slots=True)
class Audit:
    """For h hidden cells: `cell` (h,) their places in the system, `low` and `high` (h,) the least
    and greatest count (high may be infinite), `wanted` (h,) the width each must have: 0 for
    cells that are hidden only for the sake of others.
    """

    cell: Ints
    low: Floats
    high: Floats
    wanted: Floats

    @property
    def recovered(self) -> Flags:
        """Return (h,) whether a reader works the count out exactly."""
        return np.asarray(self.low == self.high)

    @property
    def protected(self) -> Flags:
        """Return (h,) whether the interval is as wide as wanted."""
        return np.asarray(self.high - self.low >= self.wanted)


def audit(system: System, hidden: Flags, wanted: Floats) -> Audit:
    """Return the interval of every cell that is `hidden` (m,); `wanted` (m,) widths >= 0."""
    if hidden.shape != system.counts.shape or wanted.shape != system.counts.shape:
        raise ValueError(
            f"The audit needs a flag and a width for each of {system.counts.size} cells, not "
            f"{hidden.shape} and {wanted.shape}."
        )
    low, high = intervals(system, hidden, np.full(hidden.shape, np.inf))
    cell = np.flatnonzero(hidden)
    return Audit(cell, low[cell], high[cell], wanted[cell])


def intervals(system: System, hidden: Flags, enough: Floats) -> tuple[Floats, Floats]:
    """Return the low and high (m,) of every cell; a shown cell has its count for both.

    enough (m,): a cell is left as soon as its interval is known to be that wide, with the part
    that is known; 0 leaves it at once, infinite gives the whole interval.
    """
    low, high = system.counts.astype(np.float64), system.counts.astype(np.float64)
    for cells, sums in _parts(system, hidden):
        matrix = system.relations[sums][:, cells].tocsr()
        right = matrix @ system.counts[cells].astype(np.float64)
        tables = _Tables(matrix, right, system.counts[cells])
        for place, wide in enumerate(enough[cells].tolist()):
            tables.widen(place, wide)
        low[cells] = np.ceil(tables.least - NEAR) + 0.0  # no zero with a minus sign
        high[cells] = np.floor(tables.most + NEAR)
    return low, high


def _parts(system: System, hidden: Flags) -> list[tuple[Ints, Ints]]:
    """Return the sets of hidden cells that sums tie together, each with its sums."""
    cells = np.flatnonzero(hidden)
    if not cells.size:
        return []
    ties = abs(system.relations[:, cells]).tocsr()
    _, label = csgraph.connected_components(ties.T @ ties)
    order = np.argsort(label, kind="stable")
    groups = np.split(order, np.flatnonzero(np.diff(label[order])) + 1)
    across = ties.tocsc()
    return [(cells[group], np.unique(across[:, group].indices)) for group in groups]


class _Tables:
    """The tables that a reader must allow for, and how far those found so far reach.

    The true table is one of them, so every interval begins at the true count.
    """

    def __init__(self, matrix: Any, right: Floats, counts: Ints) -> None:
        self.least, self.most = counts.astype(np.float64), counts.astype(np.float64)
        floor = least(counts)
        self._floor, self._roof = _by_single_sums(matrix, right, floor)
        self._limits = Limits(matrix, right, floor, np.full(counts.size, np.inf))
        self._programme: Programme | None = None

    def widen(self, place: int, enough: float) -> None:
        """Find the interval of a cell, or a part of it that is `enough` wide."""
        for down in (True, False):
            if self.most[place] - self.least[place] >= enough or self._is_settled(place, down):
                continue
            self._reach(place, down)

    def _is_settled(self, place: int, down: bool) -> bool:
        if down:
            return bool(self.least[place] <= self._floor[place] + NEAR)
        return bool(self.most[place] >= self._roof[place] - NEAR)

    def _reach(self, place: int, down: bool) -> None:
        """Solve for the least (`down`) or the greatest count of a cell."""
        if self._programme is None:
            self._programme = Programme(self._limits, by_bounds=False)
        self._programme.cost(place, 1.0 if down else -1.0)
        table = self._programme.least()
        self._programme.cost(place, 0.0)
        if table is None:
            self.most[place] = np.inf
            return
        np.minimum(self.least, table, out=self.least)
        np.maximum(self.most, table, out=self.most)


def least(counts: Ints) -> Floats:
    """Return what a reader knows each hidden cell to hold at least: zeros are shown."""
    return np.minimum(counts, 1).astype(np.float64)


def _by_single_sums(matrix: Any, right: Floats, floor: Floats) -> tuple[Floats, Floats]:
    """Return bounds (n,) that hold for each cell, from one sum at a time, a few times over."""
    entries = matrix.tocoo()
    row, column = entries.coords
    sign, size = entries.data, matrix.shape[1]
    low, high = floor.copy(), np.full(size, np.inf)
    for _ in range(ROUNDS):
        one, other = sign * low[column], sign * high[column]  # what each entry adds to its sum
        above = right[row] - _of_the_others(row, np.minimum(one, other), -np.inf)
        below = right[row] - _of_the_others(row, np.maximum(one, other), np.inf)
        np.minimum.at(high, column, np.maximum(sign * above, sign * below))
        np.maximum.at(low, column, np.minimum(sign * above, sign * below))
    return low, high


def _of_the_others(row: Ints, values: Floats, infinite: float) -> Floats:
    """Return for each entry the sum of the others in its row, `infinite` if one of them is."""
    endless = np.isinf(values)
    finite = np.where(endless, 0.0, values)
    total = np.bincount(row, finite)[row] - finite
    others = np.bincount(row, endless)[row] - endless
    return np.where(others > 0, infinite, total)
