"""Weighted quantiles, such as the median, with replicates.

Question     Which value has the share p of all people at it or below?
Formula      q_p = the smallest observed y with sum_{y_i <= y} w_i >= p sum_i w_i, taken to be met
             within 1e-9 of the total, so that rounding does not move it to the next value. With
             equal weights this is the inverse of the empirical distribution, type 1 of Hyndman
             and Fan: the median of an even number is the lower of the two in the middle.
Source       Francisco and Fuller (1991), Annals of Statistics 19(1), 454-469, quantiles from the
             weighted distribution; Hyndman and Fan (1996), The American Statistician 50(4), for
             the type; replicates as in `science.replicates`.
Assumptions  Weights are right up to a common factor; respondents with y unknown are left out. The
             bootstrap needs a distribution that is smooth about the quantile.
Not for      Answers with few values (give shares instead): the quantile jumps between them.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from homelands.science.analysis.replicated import Replicated, ReplicateWeights, by, evaluate
from homelands.science.estimate import Caution
from homelands.science.facts import Facts

Floats = NDArray[np.float64]

ROUNDING = 1e-9


def quantiles(
    values: Floats, at: Sequence[float], base: Floats, source: ReplicateWeights
) -> Replicated:
    """Return the quantiles of `values` (n,), NaN where unknown, at shares between 0 and 1."""
    if values.shape != base.shape:
        raise ValueError(f"Values of shape {values.shape} do not fit {base.size} weights.")
    if np.isinf(values).any():
        raise ValueError("Values are finite numbers, or NaN where unknown.")
    if not at or not all(0 < p < 1 for p in at):
        raise ValueError(f"Quantiles are asked for at shares between 0 and 1, not at {list(at)}.")
    order = np.argsort(values, kind="stable")[: int((~np.isnan(values)).sum())]
    value, drawn = evaluate(lambda w: _inverse(values[order], w[:, order], at), base, source)
    left = values.size - order.size
    told = Caution("outcome-missing", Facts(missing=left, people=values.size))
    return Replicated(
        names=tuple(f"{100 * p:g} %" for p in at),
        value=value,
        drawn=drawn,
        n=np.full(len(at), order.size),
        method=by("weighted-quantile", source),
        source=source,
        cautions=(told,) if left else (),
    )


def _inverse(ordered: Floats, weight: Floats, at: Sequence[float]) -> Floats:
    """Return for each row of weights (b, n) the values at which its shares are reached, (b, k)."""
    found = np.full((len(weight), len(at)), np.nan)
    if not ordered.size:
        return found
    upto = np.cumsum(weight, axis=1)
    total = upto[:, -1]
    drawn = total > 0
    for k, p in enumerate(at):
        reached = upto >= ((p - ROUNDING) * total)[:, None]
        found[drawn, k] = ordered[reached.argmax(axis=1)[drawn]]
    return found
