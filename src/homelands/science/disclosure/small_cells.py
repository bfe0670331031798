"""Small cells of one line of counts are hidden, and enough others that none can be worked out.

Question     Which cells of a row of counts with its total must not be shown?
Formula      Primary: 0 < count < k, and every cell where the total is: of one person the zeros
             would tell the answer. Secondary: the cells hidden beside x must hold k - x together
             beyond one person each, so that x may be k or more; where they do not, the smallest
             shown count goes too, and where there is none, the total.
Source       Willenborg and de Waal (2001), Elements of Statistical Disclosure Control, on
             threshold rules and secondary suppression.
Assumptions  Unweighted counts of respondents; readers know the sum and the rule: a zero is shown
             as zero, so whatever is hidden has somebody in it. A hidden total is always a way out.
Not for      Two variables (`crossed`), more or linked tables (`secondary`, by linear
             programming), and tables beside earlier releases (`releases`); percentages, unless
             hidden where the count is; amounts. A reader who is told which cells are primary knows
             these to be below k: show the same words for both kinds.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homelands.science.publication.thresholds import SMALLEST, check_threshold

Counts = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False, slots=True)
class Suppressed:
    """`table` (c + 1,) is the counts with their total at the end; `primary` and `secondary` have
    its shape and say which cells are hidden, and why.
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
    """Add the total to `counts` (c,), whole numbers >= 0, and choose what to hide."""
    check_threshold(k)
    check_counts(counts, 1)
    table = np.append(counts, counts.sum()).astype(np.int64)
    primary = is_primary(table, k) | is_primary(table[-1:], k)
    hidden = primary.copy()
    for index in largest_first(table, primary):
        _protect(table, hidden, index, k)
    return Suppressed(table, primary, hidden & ~primary, k)


def check_counts(counts: Counts, dimensions: int) -> None:
    """Refuse what is no table of counts with so many dimensions."""
    if counts.ndim != dimensions or not counts.size:
        raise ValueError(
            f"A table of {dimensions} dimensions with a cell is needed, not {counts.shape}."
        )
    if not np.issubdtype(counts.dtype, np.integer) or counts.min() < 0:
        raise ValueError("The cells of a table must be whole numbers, zero or more.")


def is_primary(table: Counts, k: int) -> Flags:
    """Return which cells hold somebody, and fewer than k people."""
    return np.asarray((table > 0) & (table < k))


def largest_first(table: Counts, primary: Flags) -> list[int]:
    """Return the places of the primary cells: what protects a large one protects others too."""
    return sorted(np.flatnonzero(primary).tolist(), key=lambda index: -int(table.flat[index]))


def _protect(table: Counts, hidden: Flags, index: int, k: int) -> None:
    """Hide more of the line until the cell at `index` may be k or more."""
    total = table.size - 1
    if hidden[total]:  # then nothing bounds the cell; and a total below k hides all its cells
        return
    inner = np.arange(total)
    beside = hidden[:total] & (inner != index)
    # Who is named among the hidden has somebody: one of each cannot be elsewhere.
    if table[index] + np.maximum(table[:total][beside] - 1, 0).sum() >= k:
        return
    shown = inner[~hidden[:total] & (table[:total] > 0)]
    hidden[shown[np.argmin(table[shown])] if shown.size else total] = True
