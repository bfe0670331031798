"""Weighted means and shares, with replicates.

Question     What is the mean of y, or the share of a category, when respondents count unequally?
Formula      mean = sum_i w_i y_i / sum_i w_i over respondents with y known; a share is the mean
             of an indicator. Variance of one observation: sum_i w_i (y_i - mean)^2 / sum_i w_i.
Source       Hajek (1971), comment on Basu, in Foundations of Statistical Inference; replicates
             as in `science.replicates`.
Assumptions  Weights are right up to a common factor. A respondent with y unknown leaves the
             numerator and the denominator: those who did not say are like those who did.
Not for      Totals: those need weights that are right in themselves.
"""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from homelands.science.analysis.groups import Groups, members
from homelands.science.analysis.replicated import Replicated, ReplicateWeights, by, evaluate
from homelands.science.estimate import Caution
from homelands.science.facts import Facts

Floats = NDArray[np.float64]


def means(
    values: Floats, names: Sequence[str], base: Floats, source: ReplicateWeights
) -> Replicated:
    """Return the mean of each column of `values` (n, k), NaN where unknown, with base weights
    (n,) >= 0.
    """
    if values.shape != (base.size, len(names)):
        raise ValueError(
            f"Values of shape {values.shape} do not fit {base.size} weights and {len(names)} names."
        )
    if np.isinf(values).any():
        raise ValueError("Values are finite numbers, or NaN where unknown.")
    known = ~np.isnan(values)
    filled = np.where(known, values, 0.0)
    value, drawn = evaluate(_ratio(filled, known), base, source)
    variance = _ratio(np.where(known, filled - value, 0.0) ** 2, known)(base[None])[0]
    n = known.sum(axis=0)
    method, doubts = by("weighted-mean", source), tuple(_missing(names, base.size, n))
    return Replicated(tuple(names), value, drawn, n, method, source, variance, cautions=doubts)


def shares(groups: Groups, base: Floats, source: ReplicateWeights) -> Replicated:
    """Return the share of each category among respondents whose category is known."""
    if groups.code.size != base.size:
        raise ValueError(f"{groups.code.size} respondents have {base.size} weights.")
    indicator = members(groups.code, len(groups.names))
    known = np.repeat(groups.known[:, None], len(groups.names), axis=1)
    value, drawn = evaluate(_ratio(indicator, known), base, source)
    n = known.sum(axis=0)
    missing = base.size - int(n[0])
    doubts = (Caution("outcome-missing", Facts(missing=missing, people=base.size)),)
    return Replicated(
        names=groups.names,
        value=value,
        drawn=drawn,
        n=n,
        method=by("weighted-share", source),
        source=source,
        variance=value * (1 - value),
        share=True,
        cautions=doubts if missing else (),
    )


def _ratio(top: Floats, known: NDArray[np.bool_]) -> Callable[[Floats], Floats]:
    """Return the function of weights (b, n) to sums of w y over sums of w, by column (b, k)."""
    same = bool((known == known[:, :1]).all())
    bottom = known[:, : 1 if same else None].astype(np.float64)

    def ratio(weight: Floats) -> Floats:
        above, below = weight @ top, weight @ bottom
        below = np.broadcast_to(below, above.shape)
        return np.divide(above, below, out=np.full_like(above, np.nan), where=below > 0)

    return ratio


def _missing(names: Sequence[str], total: int, known: NDArray[np.int64]) -> Iterator[Caution]:
    for name, n in zip(names, known.tolist(), strict=True):
        if n < total:
            yield Caution("variable-missing", Facts(missing=total - n, people=total, name=name))
