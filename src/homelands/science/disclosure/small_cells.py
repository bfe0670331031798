"""Small cells of one table are hidden, and with them enough others that none can be worked out.

Question     Which cells of a table of counts with totals must not be shown?
Formula      Primary: count < k. Secondary: write the totals with a minus sign, then every row
             and column of the table with its margins adds up to zero. A hidden cell x is safe
             when hidden cells close a loop through it along which all can move by k - x with
             signs in turn and none below zero: readers must then allow for a count of k or
             more. The loop costing the fewest shown counts is found as a shortest path.
             One-way: the cells hidden beside x must hold k - x together beyond one person each.
Source       Cox (1980), Journal of the American Statistical Association 75(370), cycles in
             two-way tables; Willenborg and de Waal (2001), Elements of Statistical Disclosure
             Control, on threshold rules and secondary suppression.
Assumptions  Unweighted counts of respondents; readers know the table's sums and nothing else.
             Hidden totals are always a way out, so a safe pattern exists for every table.
Not for      Three variables or more and linked tables (`secondary`, by linear programming),
             and tables beside earlier releases (`releases`); percentages, unless hidden where
             the count is; amounts. A reader who is told which cells are primary knows these to
             be below k: show the same words for both kinds. Safe, not always the smallest.
"""

from dataclasses import dataclass
from heapq import heappop, heappush

import numpy as np
from numpy.typing import NDArray

from homelands.science.publication.thresholds import SMALLEST, check_threshold

Counts = NDArray[np.int64]
Flags = NDArray[np.bool_]
Costs = NDArray[np.float64]


@dataclass(frozen=True, eq=False, slots=True)
class Suppressed:
    """`table` is the counts with their totals in the last column (and, two-way, the last row);
    `primary` and `secondary` have its shape and say which cells are hidden, and why.
    """

    table: Counts
    primary: Flags
    secondary: Flags
    k: int

    @property
    def hidden(self) -> Flags:
        """Return which cells must not be shown."""
        return self.primary | self.secondary


def suppress(counts: Counts, k: int = SMALLEST) -> Suppressed:
    """Add totals to `counts` (c,) or (r, c), whole numbers >= 0, and choose what to hide."""
    check_threshold(k)
    _check(counts)
    table = counts.astype(np.int64)
    for axis in range(counts.ndim):
        table = np.concatenate([table, table.sum(axis=axis, keepdims=True)], axis=axis)
    primary = table < k
    hidden = primary.copy()
    protect = _protect_in_line if counts.ndim == 1 else _protect_in_grid
    for index in sorted(np.flatnonzero(primary).tolist(), key=lambda i: -int(table.flat[i])):
        protect(table, hidden, index, k)
    return Suppressed(table, primary, hidden & ~primary, k)


def _check(counts: Counts) -> None:
    if counts.ndim not in (1, 2) or not counts.size:
        raise ValueError(f"A table has one or two dimensions and a cell, not {counts.shape}.")
    if not np.issubdtype(counts.dtype, np.integer) or counts.min() < 0:
        raise ValueError("The cells of a table must be whole numbers, zero or more.")


def _protect_in_line(table: Counts, hidden: Flags, index: int, k: int) -> None:
    """Hide more of a one-way table until the cell at `index` may be k or more."""
    total = table.size - 1
    if hidden[total]:  # then nothing bounds the cell; and a total below k hides all its cells
        return
    inner = np.arange(total)
    beside = hidden[:total] & (inner != index)
    # Who is named among the hidden has somebody: one of each cannot be elsewhere.
    if table[index] + np.maximum(table[:total][beside] - 1, 0).sum() >= k:
        return
    shown = inner[~hidden[:total]]
    hidden[shown[np.argmin(table[shown])] if shown.size else total] = True


def _protect_in_grid(table: Counts, hidden: Flags, index: int, k: int) -> None:
    """Hide the cheapest loop along which the cell at `index` may rise to k."""
    rows, columns = table.shape
    i, j = divmod(index, columns)
    margin = np.zeros(table.shape, dtype=np.bool_)
    margin[-1, :-1] = margin[:-1, -1] = True
    cost = np.where(hidden, 0.0, table + 1.0)
    enough = table >= k - table[i, j]
    # Walked from row to column an inner cell falls and a total rises; backwards the reverse.
    ahead = np.where(margin | enough, cost, np.inf)
    back = np.where(~margin | enough, cost, np.inf)
    ahead[i, j] = back[i, j] = np.inf
    start, goal = (rows + j, i) if margin[i, j] else (i, rows + j)
    for cell in _path(ahead, back, start, goal):
        hidden[cell] = True


def _path(ahead: Costs, back: Costs, start: int, goal: int) -> list[tuple[int, int]]:
    """Return the cells of the cheapest path; nodes are the rows, then the columns."""
    rows, nodes = len(ahead), sum(ahead.shape)
    best, came = np.full(nodes, np.inf), np.zeros(nodes, dtype=np.int64)
    best[start], queue = 0.0, [(0.0, start)]
    while queue:
        so_far, node = heappop(queue)
        if so_far >= best[goal]:  # nothing left in the queue can shorten the way
            break
        if so_far > best[node]:
            continue
        costs, base = (ahead[node], rows) if node < rows else (back[:, node - rows], 0)
        reached = so_far + costs
        better = np.flatnonzero(reached < best[base : base + costs.size])
        best[base + better], came[base + better] = reached[better], node
        for step in better.tolist():
            heappush(queue, (float(reached[step]), base + step))
    if np.isinf(best[goal]):  # hidden totals always lead there: better no table than an open one
        raise RuntimeError("No loop protects a small cell, so the table must not be shown.")
    cells: list[tuple[int, int]] = []
    while goal != start:
        before = int(came[goal])
        cells.append((min(before, goal), max(before, goal) - rows))
        goal = before
    return cells
