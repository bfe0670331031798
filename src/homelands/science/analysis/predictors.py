"""What a regression is fitted to: an outcome and its predictors, checked for collinearity.

Question     Can the coefficients of these predictors be told apart at all?
Formula      x is centred on its weighted mean and divided by its weighted spread, which changes
             no fit. Predictor j is collinear if what the ones before it leave unexplained,
             |R_jj| of the QR decomposition of sqrt(w) x, is below 1e-7 of its own length.
Source       Belsley, Kuh and Welsch (1980), Regression Diagnostics, chapter 3; Golub and Van
             Loan (2013), Matrix Computations, section 5.2, for QR.
Assumptions  Rows with the outcome or a predictor unknown are left out, and counted.
Not for      Categories with more than two levels as one column: give an indicator for each level
             but one.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homelands.science.estimate import Caution
from homelands.science.facts import Facts

Floats = NDArray[np.float64]

COLLINEAR = 1e-7


@dataclass(frozen=True, eq=False, slots=True)
class Model:
    """`outcome` (n,) and `predictors` (n, p) with their `names` (p); NaN where unknown. The
    constant is added by the regressions and comes first.
    """

    outcome: Floats
    predictors: Floats
    names: tuple[str, ...]

    def __post_init__(self) -> None:
        if self.predictors.shape != (self.outcome.size, len(self.names)):
            raise ValueError(
                f"Predictors of shape {self.predictors.shape} do not fit {self.outcome.size} "
                f"outcomes and {len(self.names)} names."
            )
        if np.isinf(self.predictors).any() or np.isinf(self.outcome).any():
            raise ValueError("Outcome and predictors are finite numbers, or NaN where unknown.")

    @property
    def terms(self) -> tuple[str, ...]:
        """Return the names of the coefficients (p + 1,)."""
        return ("constant", *self.names)

    @property
    def complete(self) -> NDArray[np.bool_]:
        """Return where nothing is unknown, (n,)."""
        return ~(np.isnan(self.outcome) | np.isnan(self.predictors).any(axis=1))

    def cautions(self) -> Iterator[Caution]:
        """Yield what to say of the rows left out."""
        left = int((~self.complete).sum())
        if left:
            yield Caution("outcome-missing", Facts(missing=left, people=self.outcome.size))


@dataclass(frozen=True, eq=False, slots=True)
class Fitted:
    """Complete rows only: `y` (m,), `x` (m, p + 1) with the constant first and the others centred
    on `centre` and divided by `spread` (p,); `kept` (m,) which rows they are.
    """

    y: Floats
    x: Floats
    centre: Floats
    spread: Floats
    kept: NDArray[np.intp]

    def original(self, coefficient: Floats) -> Floats:
        """Return coefficients (b, p + 1) of the predictors as given, from those of x."""
        slope = coefficient[:, 1:] / self.spread
        constant = coefficient[:, :1] - (slope @ self.centre)[:, None]
        return np.hstack([constant, slope])


def prepare(model: Model, base: Floats) -> Fitted:
    """Centre and scale the complete rows; refuse too few of them, and collinear predictors."""
    if base.shape != model.outcome.shape:
        raise ValueError(f"{model.outcome.size} respondents have {base.size} weights.")
    kept = np.flatnonzero(model.complete)
    weight, given = base[kept], model.predictors[kept]
    if (weight > 0).sum() <= len(model.terms):
        raise ValueError(
            f"{int((weight > 0).sum())} complete answers cannot tell {len(model.terms)} "
            "coefficients: use fewer predictors."
        )
    share = weight / weight.sum()
    centre = share @ given
    spread = np.sqrt(share @ (given - centre) ** 2)
    flat = spread <= COLLINEAR * np.abs(given).max(axis=0)
    if flat.any():
        name = model.names[int(np.argmax(flat))]
        raise ValueError(f"The predictor “{name}” is the same for everybody: leave it out.")
    x = np.column_stack([np.ones(kept.size), (given - centre) / spread])
    left = np.abs(np.diag(np.linalg.qr(np.sqrt(share)[:, None] * x, mode="r")))
    if (left < COLLINEAR).any():
        name = model.terms[int(np.argmax(left < COLLINEAR))]
        raise ValueError(
            f"The predictor “{name}” is collinear: it follows exactly from those before it. "
            "Leave one of them out."
        )
    return Fitted(model.outcome[kept], x, centre, spread, kept)


def solved(matrix: Floats, right: Floats) -> Floats:
    """Return solutions (b, p) of systems (b, p, p) of x'wx, NaN where these are singular."""
    scale = np.sqrt(np.diagonal(matrix, axis1=1, axis2=2))
    fine = np.asarray(np.isfinite(matrix).all(axis=(1, 2)) & (scale > 0).all(axis=1))
    scale = np.where(fine[:, None], scale, 1.0)
    even = matrix / (scale[:, :, None] * scale[:, None, :])
    even[~fine] = np.eye(matrix.shape[1])
    fine &= np.linalg.eigvalsh(even)[:, 0] > COLLINEAR**2 * matrix.shape[1]
    even[~fine] = np.eye(matrix.shape[1])
    found = np.linalg.solve(even, (right / scale)[:, :, None])[:, :, 0] / scale
    found[~fine] = np.nan
    return np.asarray(found)


def products(x: Floats) -> Floats:
    """Return the products of each pair of predictors (m, p p), for x'wx as weights times them."""
    return np.asarray((x[:, :, None] * x[:, None, :]).reshape(len(x), -1))
