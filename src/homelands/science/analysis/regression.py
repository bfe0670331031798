"""Weighted least squares, with replicates.

Question     How much does the mean of y differ with x, the other predictors being equal?
Formula      b minimises sum_i w_i (y_i - b_0 - x_i' b)^2: b = (X'WX)^-1 X'Wy.
Source       Fuller (1975), Sankhya C 37, 117-132, regression for survey data; Lohr (2022),
             Sampling: Design and Analysis, third edition, chapter 11; replicates as in
             `science.replicates`.
Assumptions  The coefficients describe the population's own best line: they need no model that
             holds exactly. Replicates in which predictors become collinear (nobody of a small
             group was drawn) are left out.
Not for      Outcomes of 0 and 1 (see `logistic`); causes without a design that supports them.
"""

import numpy as np
from numpy.typing import NDArray

from homelands.science.analysis.predictors import Model, prepare, products, solved
from homelands.science.analysis.replicated import Replicated, ReplicateWeights, by, evaluate

Floats = NDArray[np.float64]


def least_squares(model: Model, base: Floats, source: ReplicateWeights) -> Replicated:
    """Return the constant and the coefficients, with base weights (n,) >= 0."""
    fitted = prepare(model, base)
    p = len(model.terms)
    pairs, with_outcome = products(fitted.x), fitted.x * fitted.y[:, None]

    def coefficients(weight: Floats) -> Floats:
        drawn = weight[:, fitted.kept]
        gram = (drawn @ pairs).reshape(-1, p, p)
        return fitted.original(solved(gram, drawn @ with_outcome))

    value, drawn = evaluate(coefficients, base, source)
    return Replicated(
        names=model.terms,
        value=value,
        drawn=drawn,
        n=np.full(p, fitted.kept.size),
        method=by("weighted-least-squares", source),
        source=source,
        cautions=tuple(model.cautions()),
    )
