"""Percentages of a table with hidden cells: hidden wherever they would give a count away.

Question     Which percentages of a table may be shown when some of its counts are hidden?
Formula      share = x / base, base the total along one variable. Any two of share, count and
             base give the third: a share is shown only where its count and its base both are.
Source       Willenborg and de Waal (2001), Elements of Statistical Disclosure Control.
Assumptions  The counts were protected (`secondary`) with their bases among the cells.
Not for      Weighted shares: hide them by the respondents' counts behind them, as here.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]
Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False, slots=True)
class Shares:
    """`value` has the table's shape, from 0 to 1, NaN where hidden or where the base is zero;
    `hidden` says which of the two it is.
    """

    value: Floats
    hidden: Flags


def shares(counts: Counts, hidden: Flags, axis: int) -> Shares:
    """Return each count over the total along `axis`, which stands at place 0 of that axis."""
    if counts.shape != hidden.shape or not -counts.ndim <= axis < counts.ndim:
        raise ValueError(
            f"Counts {counts.shape}, hidden cells {hidden.shape} and axis {axis} do not fit."
        )
    base = np.take(counts, [0], axis=axis)
    unseen = hidden | np.take(hidden, [0], axis=axis)
    value = np.full(counts.shape, np.nan)
    np.divide(counts, base, out=value, where=~unseen & (base > 0))
    return Shares(value, unseen)
