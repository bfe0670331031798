"""Whether a log-linear model has a maximum, and what becomes of the unseen where it has none.

Question     Some combinations of lists are empty. Does the estimate of the model exist?
Formula      The maximum exists when no direction v has A v = 0 on the cells with people and
             A v <= 0, not all 0, on the empty ones. Otherwise the likelihood keeps rising along
             such v: the empty cells with A v < 0 run to zero and the rest is the face. The
             unseen are determined on the face when a0 v = 0 for all v with A v = 0 on it; or
             else they run to nobody (a0 v <= 0 for all such v), to infinity, or are open.
Source       Fienberg and Rinaldo (2012), Annals of Statistics 40(2), 996-1023: the face of the
             cone of sufficient statistics. Chan, Silverman and Vincent (2021), Journal of the
             American Statistical Association 116(535), 1297-1306: empty overlaps of lists, and
             whether the rest is identified. Linear programs by HiGHS.
Assumptions  A design of full rank.
Not for      Judging whether a model is true: an estimate that exists may be far off.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from homelands.science.size.loglinear import Cells

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

NEAR_ZERO = 1e-9


class Unseen(StrEnum):
    """What the likelihood says of the number unseen."""

    DETERMINED = "determined"
    NOBODY = "nobody"
    INFINITE = "infinite"
    OPEN = "open"


@dataclass(frozen=True, eq=False, slots=True)
class Existence:
    """`exists`: all parameters have a finite estimate; `face` (c,): cells whose fitted count is
    above zero; `unseen`: whether their number has a limit all the same.
    """

    exists: bool
    face: Flags
    unseen: Unseen


def existence(cells: Cells) -> Existence:
    """Tell whether the maximum likelihood estimate of `cells` exists."""
    empty = np.flatnonzero(cells.count == 0)
    face = np.ones(cells.count.size, dtype=np.bool_)
    free = _null(cells.design[cells.count > 0])
    if not free.shape[1]:
        return Existence(True, face, Unseen.DETERMINED)
    falling = _falling(cells.design[empty] @ free)
    face[empty[falling]] = False
    if face.all():
        return Existence(True, face, Unseen.DETERMINED)
    free = free @ _null(cells.design[empty[~falling]] @ free)
    return Existence(False, face, _fate(cells.design[empty[falling]] @ free, cells.unseen @ free))


def _null(rows: Floats) -> Floats:
    """Return a basis (p, k) of the directions that leave every row (r, p) at zero."""
    if not len(rows):
        return np.eye(rows.shape[1])
    _, size, basis = np.linalg.svd(rows)
    rank = int((size > NEAR_ZERO * max(1.0, size[0] if size.size else 0.0)).sum())
    return basis[rank:].T


def _falling(empty: Floats) -> Flags:
    """Return which rows (z, k) can be below zero for some direction with all at zero or below."""
    from scipy.optimize import linprog

    cells, free = empty.shape
    found = linprog(
        np.repeat([0.0, -1.0], [free, cells]),
        A_ub=np.hstack([empty, np.eye(cells)]),
        b_ub=np.zeros(cells),
        bounds=[(None, None)] * free + [(0, 1)] * cells,
        method="highs",
    )
    if not found.success:
        raise ValueError(f"Whether the estimate exists could not be told: {found.message}")
    return np.asarray(found.x[free:] > 0.5)


def _fate(falling: Floats, unseen: Floats) -> Unseen:
    """Return where the number unseen goes as the rows `falling` (z, k) go to minus infinity."""
    if np.all(np.abs(unseen) < NEAR_ZERO):
        return Unseen.DETERMINED
    rises, falls = _farthest(falling, unseen), _farthest(falling, -unseen)
    if rises < NEAR_ZERO:
        return Unseen.NOBODY
    return Unseen.INFINITE if falls < NEAR_ZERO else Unseen.OPEN


def _farthest(falling: Floats, unseen: Floats) -> float:
    """Return how far `unseen` (k,) can rise while the rows fall by 1 in all."""
    from scipy.optimize import linprog

    found = linprog(
        -unseen,
        A_ub=np.vstack([falling, -falling.sum(axis=0)]),
        b_ub=np.append(np.zeros(len(falling)), 1.0),
        bounds=(None, None),
        method="highs",
    )
    return np.inf if not found.success else -float(found.fun)
