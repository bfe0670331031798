"""Secondary suppression: which further cells must be hidden so that no sum gives one away.

Question     Which shown cells must go too, at the least loss, before a table with hidden cells
             may be published with its totals and the tables linked to it?
Formula      A primary cell p with the interval [l, h] is protected when h - l >= width wanted
             (by default the threshold k; as l <= x_p < k, h is then k or more). For each p
             whose interval is narrower with the primaries alone hidden: the cheapest way
             y = up - down, R y = 0, down < x, y_p = l + width - x_p, of making p larger, with
             the cost sum_c x_c |y_c| over shown cells; the cells it moves are hidden and cost
             nothing afterwards. A second pass in reverse order over the hidden cells alone
             releases those that are not needed. Each kept way is a table that the reader must
             allow for, so protection is proved as the pattern is built, and audited after.
Source       Fischetti and Salazar-Gonzalez (2000), Journal of the American Statistical
             Association 95(451), the programmes; Kelly, Golden and Assad (1992), Networks
             22(4), the order of one sensitive cell after another with a clean-up.
Assumptions  Readers know what `audit` says. Shown zeros stay shown: readers often know which
             combinations cannot occur. A way always exists, through the cell's own totals.
Not for      The least possible loss, which is a programme in whole numbers: the pattern is
             safe, not always the smallest.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from homelands.science.disclosure.audit import NEAR, Audit, audit, intervals, least
from homelands.science.disclosure.simplex import Limits, Programme
from homelands.science.disclosure.tables import TOTAL, Dimension, System, Table

Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

WHOLE = 1_500  # cells that one programme may hold; beyond, each way has a small one of its own
NEAR_CELLS = 600  # about as many cells make up that


class Open(RuntimeError):
    """A small cell cannot be protected, whatever else is hidden."""


@dataclass(frozen=True, eq=False, slots=True)
class Suppression:
    """`primary` and `secondary` (m,) say which cells of the system are hidden, and why; `audit`
    is what readers can still work out about them.
    """

    primary: Flags
    secondary: Flags
    audit: Audit

    @property
    def hidden(self) -> Flags:
        """Return (m,) which cells must not be shown."""
        return self.primary | self.secondary


def suppress(
    system: System, primary: Flags, width: Ints, fixed: Flags | None = None
) -> Suppression:
    """Hide more of the system than `primary` (m,) until each of these has an interval of
    `width` (m,), whole numbers >= 1 (others are not read); `fixed` (m,) cells stay shown.
    """
    _check(system, primary, width)
    wanted = (width * primary).astype(np.float64)
    low, high = intervals(system, primary, wanted)
    open_cells = np.flatnonzero(high - low < wanted)
    goal = low + wanted
    order = open_cells[np.argsort(-system.counts[open_cells], kind="stable")].tolist()
    usable = primary | (system.counts > 0)
    if fixed is not None:
        usable &= primary | ~fixed
    first = _Ways(system, usable, primary)
    first.take(order, goal)
    second = _Ways(system, first.hidden, primary, first)
    second.take(reversed(order), goal)
    kept = second.hidden
    audited = audit(system, kept, wanted)
    if not audited.protected.all():  # the ways prove it, so only a solver's fault leads here
        raise RuntimeError("The audit finds an open cell, so the table must not be shown.")
    return Suppression(primary, kept & ~primary, audited)


def _check(system: System, primary: Flags, width: Ints) -> None:
    if primary.shape != system.counts.shape or width.shape != system.counts.shape:
        raise ValueError(
            f"A flag and a width are needed for each of {system.counts.size} cells, not "
            f"{primary.shape} and {width.shape}."
        )
    if primary.any() and width[primary].min() < 1:
        raise ValueError("The interval wanted for a primary cell must be at least 1 wide.")


class _Ways:
    """The cheapest ways through the `usable` cells, and the cells hidden so far."""

    def __init__(
        self, system: System, usable: Flags, hidden: Flags, before: "_Ways | None" = None
    ) -> None:
        self._system, self._usable = system, usable
        self.hidden = hidden.copy()
        self._counts = system.counts.astype(np.float64)
        self._columns = system.relations.tocsc()
        self._above = {
            (one.variable, code): one.codes[parent]
            for table in system.tables
            for one in table.dimensions
            for code, parent in zip(one.codes[1:], one.parent[1:], strict=True)
        }
        self._most = self._counts.copy()  # the largest counts in the tables found so far
        # By cell: the cells that move on the way which made it largest; of the pass before, too.
        self._raised: dict[int, Ints] = {}
        self._known = {} if before is None else before._raised
        cells = np.flatnonzero(usable)
        self._net = _Net(system, self._columns, cells) if cells.size <= WHOLE else None

    def take(self, order: Iterable[int], goal: Floats) -> None:
        """Hide cells so that each cell in order may be as large as its goal."""
        for cell in order:
            if self._most[cell] < goal[cell] - NEAR:
                self._take(cell, goal[cell])

    def _take(self, cell: int, goal: float) -> None:
        """Hide what the cheapest way moves that lets one cell reach its goal.

        In a large table it is looked for among few codes of each variable first: not much
        dearer, far less work.
        """
        net = self._net or _Net(self._system, self._columns, self._near(cell))
        way = net.way(cell, goal, self.hidden)
        if way is None:
            net = self._net = _Net(self._system, self._columns, np.flatnonzero(self._usable))
            way = net.way(cell, goal, self.hidden)
        if way is None:  # through the cell's own totals there is one, unless these are fixed
            raise Open("No way protects a small cell, so the table must not be shown.")
        moved, reached = net.cells[np.abs(way) > NEAR / 100], self._counts[net.cells] + way
        self.hidden[moved] = True
        larger = reached > self._most[net.cells]
        self._raised.update(dict.fromkeys(net.cells[larger].tolist(), moved))
        self._most[net.cells[larger]] = reached[larger]

    def _near(self, cell: int) -> Ints:
        """Return the usable cells (n,), sorted, whose codes stand out beside the cell."""
        name = dict(self._system.names[cell])
        codes: dict[str, set[str]] = {}
        pairs = list(zip(self._system.tables, self._system.places, strict=True))
        for table, place in pairs:
            self._add_codes(codes, table, place, name)
        taken = [
            place[np.ix_(*(_among(codes[one.variable], one) for one in table.dimensions))].ravel()
            for table, place in pairs
        ]
        known = self._known.get(cell, np.array([cell]))  # a way of the pass before is enough
        cells: Ints = np.unique(np.concatenate([*taken, known]))
        return cells[self._usable[cells]]

    def _add_codes(
        self, codes: dict[str, set[str]], table: Table, place: Ints, name: dict[str, str]
    ) -> None:
        """Add a table's codes that stand out: on each line through the cell, the fullest hidden
        ones and the cheapest shown ones, and the codes that all these add to.
        """
        here = [
            one.codes.index(self._within(one, name.get(one.variable, TOTAL)))
            for one in table.dimensions
        ]
        few = _few(len(here))
        for axis, one in enumerate(table.dimensions):
            leaves = np.array(one.leaves)
            at: list[int | Ints] = list(here)
            at[axis] = leaves
            line = place[tuple(at)]
            count, usable, hidden = self._counts[line], self._usable[line], self.hidden[line]
            fullest = np.argsort(np.where(usable & hidden, -count, np.inf), kind="stable")
            cheapest = np.argsort(np.where(usable & ~hidden, count, np.inf), kind="stable")
            chosen = codes.setdefault(one.variable, set())
            for code in [here[axis], *leaves[fullest[:few]], *leaves[cheapest[:few]]]:
                while code >= 0:
                    chosen.add(one.codes[code])
                    code = one.parent[code]

    def _within(self, one: Dimension, code: str) -> str:
        """Return a code, or the nearest one above it that this variable has in its table."""
        while code not in one.codes:
            code = self._above[one.variable, code]
        return code


def _among(codes: set[str], one: Dimension) -> list[int]:
    """Return the places of those of the codes that the variable has in its table."""
    return [place for place, code in enumerate(one.codes) if code in codes]


def _few(variables: int) -> int:
    """Return how many codes of each variable make up about NEAR_CELLS, half of each kind."""
    return max(2, int(NEAR_CELLS ** (1 / variables) / 2 - 1))


class _Net:
    """The programme of ways through `cells` (n,), sorted: n columns up, then n down."""

    def __init__(self, system: System, columns: Any, cells: Ints) -> None:
        self.cells, self._counts = cells, system.counts[cells].astype(np.float64)
        across = columns[:, cells]
        sums, n = across.tocsr()[np.unique(across.indices)], cells.size
        self._high = np.append(np.full(n, np.inf), self._counts - least(system.counts[cells]))
        self._low = np.zeros(self._high.size)
        both = sparse.hstack([sums, -sums], format="csc")
        right = np.zeros(sums.shape[0])
        self._programme = Programme(Limits(both, right, self._low, self._high), by_bounds=True)
        self._prices = np.zeros(n)

    def way(self, cell: int, goal: float, hidden: Flags) -> Floats | None:
        """Return how much each of the cells moves, or None where they give no way."""
        self._set_prices(np.where(hidden[self.cells], 0.0, self._counts + 1))
        at, n = int(np.searchsorted(self.cells, cell)), self.cells.size
        step = goal - self._counts[at]
        self._programme.bound(at, step, step)
        self._programme.bound(n + at, 0.0, 0.0)
        found = self._programme.least()
        for column in (at, n + at):
            self._programme.bound(column, self._low[column], self._high[column])
        return None if found is None else found[:n] - found[n:]

    def _set_prices(self, prices: Floats) -> None:
        for place in np.flatnonzero(prices != self._prices).tolist():
            self._programme.cost(place, prices[place])
            self._programme.cost(place + self.cells.size, prices[place])
        self._prices = prices
