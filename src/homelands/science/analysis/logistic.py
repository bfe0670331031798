"""Weighted logistic regression, with replicates.

Question     How do the odds of y = 1 change with x, the other predictors being equal?
Formula      b solves sum_i w_i (y_i - p_i) x_i = 0 with p_i = 1 / (1 + exp(-x_i' b)), by Newton's
             steps, halved while the likelihood falls, until no coefficient of a standardised
             predictor moves by more than 1e-9.
Source       Binder (1983), International Statistical Review 51(3), 279-292, logistic regression
             from surveys; Albert and Anderson (1984), Biometrika 71(1), 1-10, for separation;
             Konis (2007), thesis, Oxford, for finding it by linear programming.
Assumptions  A finite b exists: no combination of predictors tells the zeros from the ones without
             error. Where it does in the sample, the regression is refused; where it does in a
             replicate, that replicate is left out, which narrows the interval if there are many.
Not for      Rare outcomes with many predictors; reading odds ratios as ratios of shares.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from homelands.science.analysis.predictors import Fitted, Model, prepare, products, solved
from homelands.science.analysis.replicated import Replicated, ReplicateWeights, by, evaluate

Floats = NDArray[np.float64]

FULL_STEPS, STEPS, HALVINGS, CLOSE = 10, 40, 20, 1e-9


def logistic(model: Model, base: Floats, source: ReplicateWeights) -> Replicated:
    """Return the constant and the log odds ratios, with base weights (n,) >= 0."""
    check_binary(model)
    fitted = prepare(model, base)
    check_separation(model, fitted, base)
    start = _newton(fitted, base[None, fitted.kept], np.zeros((1, len(model.terms))), careful=True)
    if np.isnan(start).any():
        raise ValueError("The logistic regression found no solution: use fewer predictors.")
    value, drawn = evaluate(_coefficients(fitted, start), base, source)
    return Replicated(
        names=model.terms,
        value=value,
        drawn=drawn,
        n=np.full(len(model.terms), fitted.kept.size),
        method=by("weighted-logistic", source),
        source=source,
        cautions=tuple(model.cautions()),
    )


def check_binary(model: Model) -> None:
    """Refuse outcomes other than 0, 1 and NaN."""
    if not np.isin(model.outcome[~np.isnan(model.outcome)], (0, 1)).all():
        raise ValueError("The outcome of a logistic regression is 0 or 1, or NaN where unknown.")


def check_separation(model: Model, fitted: Fitted, base: Floats) -> None:
    """Refuse outcomes that a combination of predictors tells apart without error.

    They are separable if a direction b has (2 y_i - 1) x_i' b >= 0 for all, and > 0 for some.
    """
    from scipy.optimize import linprog  # takes half a second to load

    drawn = base[fitted.kept] > 0
    y = fitted.y[drawn]
    if y.min() == y.max():
        raise ValueError(f"The outcome is {y[0]:.0f} for everybody: there is nothing to explain.")
    signed = np.unique(fitted.x[drawn] * (2 * y - 1)[:, None], axis=0)
    found = linprog(-signed.sum(axis=0), A_ub=-signed, b_ub=np.zeros(len(signed)), bounds=(-1, 1))
    if found.success and -found.fun > 1e-6:
        told = [name for name, b in zip(model.names, found.x[1:], strict=True) if abs(b) > 1e-6]
        raise ValueError(
            f"Separation: {', '.join(f'“{name}”' for name in told)} tell the zeros from the ones "
            "without error for some or all, so that odds ratios are infinite. Leave out or join "
            "categories."
        )


def _coefficients(fitted: Fitted, start: Floats) -> Callable[[Floats], Floats]:
    """Return the function of weights (b, n) to coefficients (b, p), started from the sample's."""

    def coefficients(weight: Floats) -> Floats:
        drawn = weight[:, fitted.kept]
        found = _newton(fitted, drawn, np.repeat(start, len(drawn), axis=0), careful=False)
        again = np.isnan(found[:, 0])
        found[again] = _newton(fitted, drawn[again], np.zeros_like(found[again]), careful=True)
        return fitted.original(found)

    return coefficients


def _newton(fitted: Fitted, weight: Floats, b: Floats, *, careful: bool) -> Floats:
    """Return the solutions (r, p) for weights (r, m), NaN for those not reached.

    Full steps are quick from nearby; halving them is slower and safe from afar.
    """
    total = weight.sum(axis=1, keepdims=True)
    weight = np.divide(weight, total, out=np.zeros_like(weight), where=total > 0)
    pairs, found, p = products(fitted.x), np.full_like(b, np.nan), b.shape[1]
    left = np.flatnonzero(total[:, 0] > 0)
    for _ in range(STEPS if careful else FULL_STEPS):
        if not left.size:
            break
        here = weight[left]
        chance = expit(b[left] @ fitted.x.T)
        score = (here * (fitted.y - chance)) @ fitted.x
        information = ((here * chance * (1 - chance)) @ pairs).reshape(-1, p, p)
        step = solved(information, score)
        fine = np.isfinite(step).all(axis=1)
        left, step = left[fine], step[fine]
        step = _halved(fitted, here[fine], b[left], step) if careful else step
        b[left] += step
        done = np.abs(step).max(axis=1) < CLOSE
        found[left[done]] = b[left[done]]
        left = left[~done]
    return found


def _halved(fitted: Fitted, weight: Floats, b: Floats, step: Floats) -> Floats:
    """Return steps (r, p) that do not lower the likelihood."""
    before = _likelihood(fitted, weight, b)
    for _ in range(HALVINGS):
        worse = _likelihood(fitted, weight, b + step) < before - 1e-12 * np.abs(before)
        if not worse.any():
            break
        step[worse] /= 2
    return step


def _likelihood(fitted: Fitted, weight: Floats, b: Floats) -> Floats:
    """Return the weighted mean log likelihoods (r,)."""
    eta = b @ fitted.x.T
    return np.asarray((weight * (fitted.y * eta - np.logaddexp(0, eta))).sum(axis=1))
