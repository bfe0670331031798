"""Two ways to work out how sure an estimate is, beside each other: the tree's and Gile's."""

import numpy as np
from numpy.typing import NDArray

from homelands.mapping.statistics.rules.diagnosis.case import Case
from homelands.science.analysis.means import shares
from homelands.science.facts import Unfit
from homelands.science.rds import rds1
from homelands.science.rds.gile import gile_bootstrap
from homelands.science.rds.tree import tree_bootstrap
from homelands.science.streams import Draws

Floats = NDArray[np.float64]


def tree_errors(case: Case) -> Floats:
    """Returns the tree bootstrap's standard error of each category (k,)."""
    made = case.study
    if made.plan.interval == "tree":
        return made.se
    source = tree_bootstrap(case.sample, _draws(case))
    if made.plan.estimator == "rds1":
        return rds1.shares(case.sample, case.used, made.treated.degree, source).se
    return shares(case.used, made.weight, source).se


def gile_errors(case: Case) -> tuple[Floats, Unfit | None]:
    """Returns Gile's standard errors (k,), NaN with the reason where there are none."""
    made = case.study
    if made.plan.interval == "gile":
        return made.se, None
    nothing = np.full(len(made.names), np.nan)
    if made.plan.population is None:
        return nothing, Unfit("population-missing")
    if made.plan.estimator == "rds1":
        return nothing, Unfit("interval-not-for-rds1")
    try:
        source = gile_bootstrap(
            case.sample, case.used, made.treated.degree, made.plan.population, _draws(case)
        )
    except Unfit as error:
        return nothing, error
    return shares(case.used, made.weight, source).se, None


def _draws(case: Case) -> Draws:
    plan = case.study.plan
    return Draws(max(plan.replicates, 2), np.random.default_rng(plan.seed))
