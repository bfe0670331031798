"""Linear and logistic regression on a probability sample, with linearised variances.

Question     How does y go with x in the population, judging by a sample with known chances?
Formula      b solves sum_i w_i x_i (y_i - m_i) = 0, with m_i = x_i'b or 1 / (1 + exp(-x_i'b)).
             Variance as in `survey`, with z_i = A^-1 x_i w_i (y_i - m_i) and A = X'WX, or
             X' diag(w m (1 - m)) X. Intervals use Student's t with df less the predictors.
Source       Binder (1983), International Statistical Review 51(3), 279-292; Lohr (2022),
             Sampling: Design and Analysis, third edition, chapter 11.
Assumptions  Those of `sampling`; the coefficients describe the population's own best fit.
Not for      More predictors than degrees of freedom; causes without a design that supports them.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from homelands.science.analysis.logistic import check_binary, check_separation
from homelands.science.analysis.predictors import Model, prepare
from homelands.science.design.designed import EVERYBODY, Designed, Domain, Row, Told, designed
from homelands.science.design.library import Asked
from homelands.science.design.linearised import errors
from homelands.science.design.sampling import Design

Floats = NDArray[np.float64]
Link = Callable[[Floats], Floats]


def least_squares(design: Design, model: Model, domain: Domain = EVERYBODY) -> Designed:
    """Estimate the constant and the coefficients; collinear predictors are refused."""
    asked, columns = _asked(design, model, domain)
    prepare(model, np.where(asked.inside, design.weights, 0.0))
    told = Told(model.terms, "least-squares-of-design", asked.level, asked.left)
    rows = asked.coefficients(columns, "gaussian")
    return designed(told, _sure(design, model, asked, rows, np.asarray, np.ones_like))


def logistic(design: Design, model: Model, domain: Domain = EVERYBODY) -> Designed:
    """Estimate the constant and the log odds ratios; separation is refused as well."""
    check_binary(model)
    asked, columns = _asked(design, model, domain)
    inside = np.where(asked.inside, design.weights, 0.0)
    check_separation(model, prepare(model, inside), inside)
    told = Told(model.terms, "logistic-of-design", asked.level, asked.left)
    rows = asked.coefficients(columns, "binomial")
    return designed(told, _sure(design, model, asked, rows, expit, lambda m: m * (1 - m)))


def _sure(
    design: Design, model: Model, asked: Asked, rows: list[Row], mean: Link, slope: Link
) -> list[Row]:
    """Return the coefficients with errors that count both stages; svy's count the first alone."""
    inside = asked.inside
    x = np.column_stack([np.ones(int(inside.sum())), model.predictors[inside]])
    fitted = mean(x @ np.array([row.value for row in rows]))
    weight = design.weights[inside]
    bread = (x * (weight * slope(fitted))[:, None]).T @ x
    z = np.zeros((inside.size, x.shape[1]))
    z[inside] = np.linalg.solve(
        bread, (x * (weight * (model.outcome[inside] - fitted))[:, None]).T
    ).T
    made = []
    for row, se in zip(rows, errors(design, z).tolist(), strict=True):
        reach = se * asked.tail(row.df)
        made.append(replace(row, se=se, low=row.value - reach, high=row.value + reach))
    return made


def _asked(design: Design, model: Model, domain: Domain) -> tuple[Asked, list[str]]:
    columns = {f"x{k}": column for k, column in enumerate(model.predictors.T)}
    return Asked(design, domain, {"y": model.outcome, **columns}), list(columns)
