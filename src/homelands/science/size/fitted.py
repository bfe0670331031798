"""One log-linear model of the lists, with its number, its interval and whether it exists.

Question     What does this model say of the size, and may it be believed to say anything?
Formula      The fit of `loglinear` on the face of `existence`, the interval of `profile`.
             df = cells - parameters.
Source       See those modules.
Assumptions  Named in the model: whatever its columns leave out is zero.
Not for      Choosing a model: the figures of all models belong side by side.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homelands.science.estimate import Estimate, Method
from homelands.science.size.existence import Existence, Unseen, existence
from homelands.science.size.lists import Lists
from homelands.science.size.loglinear import Cells, Fit, criteria, fit
from homelands.science.size.profile import profile_interval

Floats = NDArray[np.float64]

METHOD, BARE = Method("log-linear", interval="profile"), Method("log-linear", interval="none")

REASONS = {
    Unseen.DETERMINED: (
        "on the boundary: the model expects nobody on exactly {empty}, so that some of its "
        "parameters run to minus infinity; the number of people is determined all the same"
    ),
    Unseen.NOBODY: (
        "no estimate exists: with nobody on exactly {empty} the likelihood keeps rising as the "
        "number unseen falls to zero, so that {n:,} is the count of people seen"
    ),
    Unseen.INFINITE: (
        "no estimate exists: with nobody on exactly {empty} the likelihood keeps rising as the "
        "number unseen grows without end"
    ),
    Unseen.OPEN: (
        "no estimate exists: with nobody on exactly {empty} these lists do not determine the "
        "number unseen"
    ),
}


@dataclass(frozen=True, slots=True)
class Model:
    """`estimate` is None where the lists determine no number, without an interval where it is a
    limit only; `se` is of N; `exists` whether the maximum likelihood estimate does, `reason`
    why not (empty where it does).
    """

    name: str
    estimate: Estimate | None
    se: float | None
    deviance: float
    df: int
    aic: float
    bic: float
    exists: bool
    reason: str


def fitted(name: str, design: Floats, lists: Lists, level: float) -> Model:
    """Fit the columns `design` (c, p), the first all 1 and the others 0 for those on no list."""
    cells, parameters = design.shape
    if np.linalg.matrix_rank(design) < parameters:
        raise ValueError(f"{len(lists.names)} lists are too few for the model {name}.")
    whole = Cells(design, lists.count.astype(np.float64), np.eye(parameters)[0])
    found = existence(whole)
    there = whole if found.exists else _on_face(whole, found)
    best = fit(there)
    aic, bic = criteria(best.log_likelihood, parameters, lists.n)
    estimate = _estimate(there, best, found.unseen, level)
    se = best.se if found.unseen is Unseen.DETERMINED else None
    df, reason = cells - parameters, _reason(found, lists)
    return Model(name, estimate, se, best.deviance, df, aic, bic, found.exists, reason)


def _on_face(whole: Cells, found: Existence) -> Cells:
    """Return the cells of the face, with as many columns as they determine."""
    rows = whole.design[found.face]
    if found.unseen is Unseen.DETERMINED:
        rows = np.vstack([rows, whole.unseen])
    left, size, _ = np.linalg.svd(rows, full_matrices=False)
    basis = left[:, size > 1e-9 * size[0]] * np.sqrt(len(rows))
    count = whole.count[found.face]
    if found.unseen is Unseen.DETERMINED:
        return Cells(basis[:-1], count, basis[-1])
    return Cells(basis, count, np.zeros(basis.shape[1]))


def _estimate(cells: Cells, best: Fit, unseen: Unseen, level: float) -> Estimate | None:
    """Return the number of people, with an interval where the lists determine one."""
    n = int(cells.count.sum())
    if unseen is Unseen.DETERMINED:
        low, high = profile_interval(cells, best, level)
        return Estimate(n + best.unseen, low, high, level, n, None, METHOD)
    if unseen is Unseen.NOBODY:
        return Estimate(float(n), None, None, level, n, None, BARE)
    return None


def _reason(found: Existence, lists: Lists) -> str:
    """Return why the maximum likelihood estimate does not exist, in words."""
    if found.exists:
        return ""
    rows = np.flatnonzero(~found.face).tolist()
    empty = ", ".join(f"({lists.history(row)})" for row in rows)
    return REASONS[found.unseen].format(empty=empty, n=lists.n)
