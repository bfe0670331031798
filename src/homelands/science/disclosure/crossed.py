"""A cross-table of two questions, beside the counts of each that everybody has seen already.

Question     Which cells of a two-way table must not be shown, when its totals are published?
Formula      Rows and columns whose totals are hidden are taken together as the rest, which the
             reader knows by subtraction. Primary: 0 < count < k. A primary cell x is safe when
             hidden cells close a loop through it along which all can move by k - x with signs in
             turn and none below one: readers must then allow for a count of k or more. The loop
             costing the fewest shown counts is found as a shortest path. Where there is none, the
             smaller of the cell's row and column joins the rest, and a rest of one line is given a
             second; then all is tried again.
Source       Cox (1980), Journal of the American Statistical Association 75(370), cycles in
             two-way tables; Willenborg and de Waal (2001), Elements of Statistical Disclosure
             Control, on threshold rules and secondary suppression.
Assumptions  Unweighted counts of respondents. The reader knows every total that is shown, the
             totals of both rests, and the rule: zeros are shown as zeros, so a hidden cell has
             somebody in it. As no total is unknown, tables of one question with several others
             share nothing that is hidden, and each can be protected alone.
Not for      Readers who put three two-way tables together (they bound their three-way table), and
             tables of three questions: offer neither filters one upon the other, nor a filtered
             cross-table.
"""

from dataclasses import dataclass
from heapq import heappop, heappush

import numpy as np
from numpy.typing import NDArray

from homelands.science.disclosure.small_cells import (
    Counts,
    Flags,
    check_counts,
    is_primary,
    largest_first,
)
from homelands.science.publication.thresholds import SMALLEST, check_threshold

Costs = NDArray[np.float64]
Cell = tuple[int, int]


@dataclass(frozen=True, eq=False, slots=True)
class Crossed:
    """`rows` (r,) and `columns` (c,) say which stand apart; `table` has these in their order, and
    after them the rest, where there is one; `hidden` has its shape.
    """

    rows: Flags
    columns: Flags
    table: Counts
    hidden: Flags


def cross(
    counts: Counts, hidden_rows: Flags, hidden_columns: Flags, k: int = SMALLEST
) -> Crossed | None:
    """Choose what to hide of `counts` (r, c), whole numbers >= 0, given whose totals are hidden.

    Returns None where nothing can be shown beside the totals.
    """
    check_threshold(k)
    check_counts(counts, 2)
    if (hidden_rows.size, hidden_columns.size) != counts.shape:
        raise ValueError(
            f"A flag is needed for each of {counts.shape} rows and columns, not "
            f"{hidden_rows.size} and {hidden_columns.size}."
        )
    rows, columns = ~hidden_rows, ~hidden_columns
    while rows.any() and columns.any():
        table = _merged(_merged(counts, rows).T, columns).T
        hidden, open_cell = _protected(table, k)
        if open_cell is None:
            return Crossed(rows, columns, table, hidden)
        _join_the_rest(rows, columns, table, open_cell)
    return None


def _merged(counts: Counts, apart: Flags) -> Counts:
    """Return the rows that stand apart, and after them the sum of the others."""
    if apart.all():
        return counts
    return np.concatenate([counts[apart], counts[~apart].sum(axis=0, keepdims=True)])


def _join_the_rest(rows: Flags, columns: Flags, table: Counts, cell: Cell) -> None:
    """Take the smaller of a cell's row and column to the rest, or what the rest needs."""
    axes = ((rows, table.sum(axis=1), cell[0]), (columns, table.sum(axis=0), cell[1]))
    lines = [line for apart, totals, at in axes for line in _lines(apart, totals, at)]
    if not lines:
        lines = [line for apart, totals, _at in axes for line in _all_lines(apart, totals)]
    _rank, apart, place = min(lines, key=lambda line: line[0])
    apart[place] = False


Line = tuple[tuple[bool, int], Flags, int]  # its rank, where it stands, and its place there


def _lines(apart: Flags, totals: Counts, at: int) -> list[Line]:
    """Return the line that a cell stands on; a rest of one line is no shelter and needs a second,
    which comes before all else.
    """
    if at < apart.sum():
        return [((True, int(totals[at])), apart, int(np.flatnonzero(apart)[at]))]
    if (~apart).sum() == 1 < apart.sum():
        rank, flags, place = min(_all_lines(apart, totals), key=lambda line: line[0])
        return [((False, rank[1]), flags, place)]
    return []


def _all_lines(apart: Flags, totals: Counts) -> list[Line]:
    places = np.flatnonzero(apart).tolist()
    return [((True, int(totals[at])), apart, place) for at, place in enumerate(places)]


def _protected(table: Counts, k: int) -> tuple[Flags, Cell | None]:
    """Return which cells to hide, and a cell that no loop protects, if there is one."""
    primary = is_primary(table, k)
    hidden = primary.copy()
    columns = table.shape[1]
    for index in largest_first(table, primary):
        cell = divmod(index, columns)
        loop = _loop(table, hidden, cell, k)
        if loop is None:
            return hidden, cell
        for place in loop:
            hidden[place] = True
    return hidden, None


def _loop(table: Counts, hidden: Flags, cell: Cell, k: int) -> list[Cell] | None:
    """Return the cheapest loop along which the cell may rise to k: a path from row to column."""
    cost = np.where(hidden, 0.0, table + 1.0)
    cost[table == 0] = np.inf  # it is known to be zero
    # Walked from row to column a cell falls, and keeps somebody; backwards it rises.
    ahead, back = np.where(table > k - table[cell], cost, np.inf), cost.copy()
    ahead[cell] = back[cell] = np.inf
    return shortest_path(ahead, back, cell[0], len(table) + cell[1])


def shortest_path(ahead: Costs, back: Costs, start: int, goal: int) -> list[Cell] | None:
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
    if np.isinf(best[goal]):
        return None
    cells: list[Cell] = []
    while goal != start:
        before = int(came[goal])
        cells.append((min(before, goal), max(before, goal) - rows))
        goal = before
    return cells
