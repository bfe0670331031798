"""A Poisson log-linear model of the histories that were seen, and what it says of the unseen.

Question     If the model holds, how many people are on none of the lists?
Formula      count_h ~ Poisson(mu_h), log mu = A b over the 2^t - 1 histories seen; those unseen
             are u = exp(a0 b), a0 the row of the history of nobody. N = n + u,
             var N = u + u^2 a0 V a0', V = (A' W A)^-1, W = diag(mu).
             deviance = 2 sum(y log(y / mu) - (y - mu)); AIC = 2 p - 2 log L;
             BIC = p log n - 2 log L.
Source       Fienberg (1972), Biometrika 59(3); Cormack (1989), Biometrics 45(2), 395-413, for
             the Poisson form; variance as in Rivest and Levesque (2001), Canadian Journal of
             Statistics 29(4). Weighted least squares in turn from mu = y + 0.1, until the deviance
             changes by less than 1e-8 of itself; V from the weights of the last step. These are
             the conventions of R's glm: our figures differ from its by less than 1e-10.
Assumptions  The interaction of all t lists is zero, and every other term that A leaves out. A
             closed population; no errors of linkage; people are on lists independently.
Not for      A design whose maximum does not exist: ask `existence` first and fit its face.
"""

from dataclasses import dataclass
from math import exp, lgamma, log, sqrt

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

START, TOLERANCE, STEPS, HALVES = 0.1, 1e-8, 200, 60
FARTHEST = 300.0  # of log mu: beyond it a step went astray and is halved


@dataclass(frozen=True, eq=False, slots=True)
class Cells:
    """`design` (c, p) of full rank, `count` (c,) of people >= 0, `unseen` (p,): the row of the
    history of nobody.
    """

    design: Floats
    count: Floats
    unseen: Floats


@dataclass(frozen=True, eq=False, slots=True)
class Fit:
    """`coefficient` (p,); `mean` (c,) fitted counts; `unseen` people, with `se` of N = n + unseen;
    `log_likelihood` of the Poisson counts.
    """

    coefficient: Floats
    mean: Floats
    unseen: float
    se: float
    deviance: float
    log_likelihood: float


def fit(cells: Cells) -> Fit:
    """Fit by maximum likelihood; the maximum must exist."""
    y = cells.count
    coefficient, mean, inverse = climb(cells.design, y, y + START)
    unseen = exp(float(cells.unseen @ coefficient))
    variance = float(cells.unseen @ inverse @ cells.unseen)
    likelihood = float(np.sum(y * np.log(mean) - mean)) - sum(lgamma(k + 1) for k in y.tolist())
    se = sqrt(unseen + unseen**2 * variance)
    return Fit(coefficient, mean, unseen, se, deviance(y, mean), likelihood)


def criteria(likelihood: float, parameters: int, n: int) -> tuple[float, float]:
    """Return AIC and BIC of a model with `parameters` on n people."""
    return 2 * parameters - 2 * likelihood, parameters * log(n) - 2 * likelihood


def deviance(count: Floats, mean: Floats) -> float:
    """Return twice the distance of `mean` (c,) > 0 from the counts (c,) >= 0, in log likelihood."""
    some = count > 0
    y, mu = count[some], mean[some]
    return 2 * float(np.sum(y * np.log(y / mu)) - np.sum(count) + np.sum(mean))


def climb(design: Floats, count: Floats, mean: Floats) -> tuple[Floats, Floats, Floats]:
    """Climb to the maximum from `mean` (c,) > 0; return coefficients, fitted counts and V.

    A step that lowers the likelihood is halved until it does not.
    """
    eta, old = np.log(mean), deviance(count, mean)
    last: Floats | None = None
    for _ in range(STEPS):
        information = design.T @ (design * mean[:, None])
        target = design.T @ (mean * eta + count - mean)
        found = np.asarray(np.linalg.solve(information, target), dtype=np.float64)
        eta, mean, distance = _reach(design, count, found)
        for _ in range(HALVES):
            if last is None or distance <= old + TOLERANCE * (old + 0.1):
                break
            found = (found + last) / 2
            eta, mean, distance = _reach(design, count, found)
        if abs(distance - old) < TOLERANCE * (abs(distance) + 0.1):
            return found, mean, np.asarray(np.linalg.inv(information), dtype=np.float64)
        last, old = found, distance
    raise ValueError("The fit did not settle: the counts are too sparse for this model.")


def _reach(design: Floats, count: Floats, coefficient: Floats) -> tuple[Floats, Floats, float]:
    """Return the predictor, the fitted counts and the deviance at `coefficient`."""
    eta = np.clip(design @ coefficient, -FARTHEST, FARTHEST)
    mean = np.exp(eta)
    return eta, mean, deviance(count, mean)
