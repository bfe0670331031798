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

import numpy as np

from homelands.science.analysis.logistic import check_binary, check_separation
from homelands.science.analysis.predictors import Model, prepare
from homelands.science.design.designed import EVERYBODY, Designed, Domain, Told, designed
from homelands.science.design.library import Asked
from homelands.science.design.sampling import Design


def least_squares(design: Design, model: Model, domain: Domain = EVERYBODY) -> Designed:
    """Estimate the constant and the coefficients; collinear predictors are refused."""
    asked, columns = _asked(design, model, domain)
    prepare(model, np.where(asked.inside, design.weights, 0.0))
    told = Told(model.terms, "least-squares-of-design", asked.level, asked.left)
    return designed(told, asked.coefficients(columns, "gaussian"))


def logistic(design: Design, model: Model, domain: Domain = EVERYBODY) -> Designed:
    """Estimate the constant and the log odds ratios; separation is refused as well."""
    check_binary(model)
    asked, columns = _asked(design, model, domain)
    inside = np.where(asked.inside, design.weights, 0.0)
    check_separation(model, prepare(model, inside), inside)
    told = Told(model.terms, "logistic-of-design", asked.level, asked.left)
    return designed(told, asked.coefficients(columns, "binomial"))


def _asked(design: Design, model: Model, domain: Domain) -> tuple[Asked, list[str]]:
    columns = {f"x{k}": column for k, column in enumerate(model.predictors.T)}
    return Asked(design, domain, {"y": model.outcome, **columns}), list(columns)
