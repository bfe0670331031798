"""Two-way shares: of all, of each row, of each column, with replicates.

Question     How are two characteristics distributed together, and one within the other?
Formula      With W_rc the weights summed over respondents in row r and column c:
             cell W_rc / W_.., row W_rc / W_r., column W_rc / W_.c.
Source       Rao and Scott (1984), Annals of Statistics 12(1), 46-60, for shares of two-way
             tables from surveys; replicates as in `science.replicates`.
Assumptions  Respondents with either characteristic unknown are left out of all three tables.
             A category of nobody with weight is left out of the table, and named.
Not for      Saying whether a cell may be shown (see `science.disclosure`); tests of independence.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homelands.science.analysis.groups import Groups, members
from homelands.science.analysis.replicated import Replicated, ReplicateWeights, by, evaluate
from homelands.science.estimate import Caution
from homelands.science.facts import Facts

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False, slots=True)
class CrossTable:
    """Shares of r rows by c columns, each (r c,) by row, then by column: `cell` of all, `row` of
    the row, `column` of the column. `counts` (r, c) are respondents, unweighted.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: Ints
    cell: Replicated
    row: Replicated
    column: Replicated


def cross_table(row: Groups, column: Groups, base: Floats, source: ReplicateWeights) -> CrossTable:
    """Cross two characteristics of the same respondents, with base weights (n,) >= 0."""
    if not row.code.size == column.code.size == base.size:
        raise ValueError(
            f"{row.code.size} rows and {column.code.size} columns do not fit {base.size} weights."
        )
    both = row.known & column.known
    rows, row_doubts = _occupied(row, both, base)
    columns, column_doubts = _occupied(column, both, base)
    shape = (len(rows.names), len(columns.names))
    inside = rows.known & columns.known
    code = np.where(inside, rows.code * shape[1] + columns.code, -1)
    counts = np.bincount(code[inside], minlength=shape[0] * shape[1]).reshape(shape)
    indicator = members(code, counts.size)
    total, drawn = evaluate(lambda weight: weight @ indicator, base, source)
    doubts = (*_left_out(base.size, int(both.sum())), *row_doubts, *column_doubts)

    def shares(word: str, axes: tuple[int, ...]) -> Replicated:
        value = _shares(total[None], shape, axes)[0]
        return Replicated(
            names=tuple(f"{r} × {c}" for r in rows.names for c in columns.names),
            value=value,
            drawn=_shares(drawn, shape, axes),
            n=np.broadcast_to(counts.sum(axis=axes, keepdims=True), shape).ravel(),
            method=by(f"weighted-share-of-{word}", source),
            source=source,
            variance=value * (1 - value),
            share=True,
            cautions=doubts,
        )

    parts = shares("cell", (0, 1)), shares("row", (1,)), shares("column", (0,))
    return CrossTable(rows.names, columns.names, counts, *parts)


def _shares(total: Floats, shape: tuple[int, int], axes: tuple[int, ...]) -> Floats:
    """Divide totals (b, r c) by their sums over the axes of the table; NaN for 0 / 0."""
    table = total.reshape(-1, *shape)
    below = table.sum(axis=tuple(axis + 1 for axis in axes), keepdims=True)
    share = np.divide(table, below, out=np.full_like(table, np.nan), where=below > 0)
    return np.asarray(share.reshape(total.shape))


def _occupied(
    groups: Groups, both: NDArray[np.bool_], base: Floats
) -> tuple[Groups, tuple[Caution, ...]]:
    """Return the categories that have weight, numbered anew, and what to say of the others."""
    weight = np.bincount(groups.code[both], base[both], minlength=len(groups.names))
    keep = weight > 0
    if not keep.any():
        raise ValueError("Nobody with a weight answered both questions.")
    place = np.append(np.where(keep, np.cumsum(keep) - 1, -1), -1)
    names = tuple(name for name, there in zip(groups.names, keep, strict=True) if there)
    empty = [name for name, there in zip(groups.names, keep, strict=True) if not there]
    told = tuple(Caution("category-empty", Facts(name=name)) for name in empty)
    return Groups(names, place[groups.code]), told


def _left_out(total: int, answered: int) -> Iterator[Caution]:
    if answered < total:
        yield Caution("outcome-missing", Facts(missing=total - answered, people=total))
