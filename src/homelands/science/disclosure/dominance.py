"""Dominance: amounts whose largest contributor could be worked out by the next largest.

Question     In which cells of a table of amounts (remittances, grants) does one contributor, or
             a few, make up so much that the total gives the amount away?
Formula      With contributions x1 >= x2 >= ... to a cell of total X:
             p %: X - x1 - x2 < p / 100 * x1, so that the second could come within p % of x1.
             n, k: x1 + ... + xn > k / 100 * X.
Source       Hundepool and others (2012), Statistical Disclosure Control, sections on the p %
             and the dominance rule; Cox (1981), Journal of the American Statistical Association
             76(375), linear sensitivity measures.
Assumptions  Amounts are zero or more and unweighted; contributors do not act together beyond
             what the rule says. p must not be known to readers.
Not for      Counts of people (see `primary`). The threshold on the number of contributors
             applies as well, and is not replaced by these.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False, slots=True)
class Contributions:
    """`amount` (n,) >= 0 of each contributor and `cell` (n,) where it counts, 0 to `cells` - 1;
    a contributor is in a cell once.
    """

    amount: Floats
    cell: Ints
    cells: int


def within_percent(given: Contributions, p: float = 10.0) -> Flags:
    """Return (cells,) whether the p % rule hides the cell; 0 < p <= 100."""
    _check(given, "p", p)
    largest = _largest(given, 2)
    rest = _totals(given) - largest.sum(axis=1)
    return np.asarray(rest < p / 100 * largest[:, 0])


def dominated(given: Contributions, n: int = 2, k: float = 85.0) -> Flags:
    """Return (cells,) whether the n largest make up more than k % of the cell; 0 < k <= 100."""
    _check(given, "k", k)
    if n < 1:
        raise ValueError(f"The dominance rule needs at least 1 contributor, not {n}.")
    return np.asarray(_largest(given, n).sum(axis=1) > k / 100 * _totals(given))


def _totals(given: Contributions) -> Floats:
    return np.asarray(np.bincount(given.cell, given.amount, given.cells), dtype=np.float64)


def _largest(given: Contributions, n: int) -> Floats:
    """Return (cells, n): the largest amounts of each cell in falling order, zeros beyond."""
    order = np.lexsort((-given.amount, given.cell))
    cell, amount = given.cell[order], given.amount[order]
    rank = np.arange(cell.size) - np.searchsorted(cell, cell)
    found = np.zeros((given.cells, n))
    found[cell[rank < n], rank[rank < n]] = amount[rank < n]
    return found


def _check(given: Contributions, name: str, percent: float) -> None:
    if not 0 < percent <= 100:
        raise ValueError(f"{name} is a percentage above 0 and up to 100, not {percent}.")
    if given.amount.shape != given.cell.shape:
        raise ValueError(
            f"{given.amount.size} amounts do not fit {given.cell.size} cells: give each amount "
            "the cell in which it counts."
        )
    if given.cell.size and not 0 <= given.cell.min() <= given.cell.max() < given.cells:
        raise ValueError(f"Cells are numbered from 0 to {given.cells - 1}.")
    if not np.all(np.isfinite(given.amount) & (given.amount >= 0)):
        raise ValueError("Amounts must be zero or more; split gains from losses first.")
