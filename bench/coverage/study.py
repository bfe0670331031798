"""One simulated study: what each estimator says, and whether each interval holds the truth."""

from dataclasses import astuple, dataclass

import numpy as np
from numpy.typing import NDArray

from bench.coverage.populations import ROWS, Row
from homelands.science.analysis import intervals
from homelands.science.analysis.groups import Groups
from homelands.science.analysis.means import shares
from homelands.science.analysis.replicated import Replicated
from homelands.science.estimate import Estimate
from homelands.science.planning.networks import network
from homelands.science.planning.recruitment import Recruited, recruit
from homelands.science.rds import checks, doubts, gile, rds2, successive_sampling, tree
from homelands.science.rds.gile import gile_bootstrap
from homelands.science.rds.neighbourhood import neighbourhood_bootstrap
from homelands.science.rds.study import RARE
from homelands.science.rds.tree import tree_bootstrap
from homelands.science.streams import Draws

Floats = NDArray[np.float64]
Interval = tuple[float, float]

Z = 1.959964  # of 95 %

#: The checks that are counted, by the fields of Outcome.
CHECKED = {
    "seeds_one_group": "seeds-one-group",
    "recruitment_unequal": "recruitment-unequal",
    "mixing_slow": "mixing-slow",
    "estimate_unsettled": "estimate-unsettled",
    "chain_decides": "chain-decides",
    "population_decides": "population-decides",
}


@dataclass(frozen=True, slots=True)
class Job:
    """The study number `sample` of a row, with `replicates` for each bootstrap; its random
    numbers depend on these and on `seed` alone, so that any worker may do it.
    """

    row: int
    sample: int
    replicates: int
    seed: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """Errors of the estimates, 1 or 0 for each interval that did or did not hold the truth (NaN
    where the method refused the sample), the widths of two intervals, and 1 or 0 for each doubt
    that the product would have told.
    """

    naive: float
    rds2: float
    ss: float
    tree: float
    gile: float
    neighbourhood: float
    simple: float
    tree_width: float
    gile_width: float
    truth: float
    n: float
    died: float
    wide: float
    far: float
    rare: float
    seeds_one_group: float
    recruitment_unequal: float
    mixing_slow: float
    estimate_unsettled: float
    chain_decides: float
    population_decides: float


def compile_at_once() -> None:
    """Make the bootstraps compile in the first study: each is small, but there are thousands."""
    tree.WORTH_COMPILING = gile.WORTH_COMPILING = 0


def run(job: Job) -> Floats:
    """Return the fields of Outcome for one study, as numbers."""
    rng = np.random.default_rng([job.seed, job.row, job.sample])
    return np.array(astuple(_study(ROWS[job.row], job.replicates, rng)))


def _study(row: Row, replicates: int, rng: np.random.Generator) -> Outcome:
    """Draw a network, recruit on it, and put every method to the sample."""
    population = network(row.study.blocks, rng)
    truth = float(np.mean(population.group == 0))
    met = recruit(population, row.study.fieldwork, rng)
    found = Groups(("a", "b"), met.group)
    weight = rds2.weights(met.degree.astype(np.float64))
    draws = Draws(replicates, rng, workers=1)
    size = row.believed * population.group.size
    ss, by_gile, gile_se = _gile(met, size, draws)
    sample = met.sample()
    replicated = shares(found, weight, tree_bootstrap(sample, draws))
    value, by_tree = _percentile(replicated)
    tree_se = float(replicated.se[0])
    beside = _percentile(shares(found, weight, neighbourhood_bootstrap(sample, draws)))[1]
    simple = Z * float(np.sqrt(value * (1 - value) / met.group.size))
    said = _said(met, size, tree_se if np.isnan(gile_se) else gile_se)
    return Outcome(
        naive=float(np.mean(met.group == 0)) - truth,
        rds2=value - truth,
        ss=ss - truth,
        tree=_holds(by_tree, truth),
        gile=_holds(by_gile, truth),
        neighbourhood=_holds(beside, truth),
        simple=_holds((value - simple, value + simple), truth),
        tree_width=by_tree[1] - by_tree[0],
        gile_width=by_gile[1] - by_gile[0],
        truth=truth,
        n=met.group.size,
        died=met.died,
        **_doubted(tree_se, gile_se),
        rare=float(np.sum(met.group == 0) < RARE),
        **{name: float(code in said) for name, code in CHECKED.items()},
    )


def _said(met: Recruited, size: float, se: float) -> set[str]:
    """Return the codes of the doubts that the product would have of this sample."""
    degree = met.degree.astype(np.float64)
    found, sample = Groups(("a", "b"), met.group), met.sample()
    weight = successive_sampling.weights(degree, size)
    value = _share(weight, met)
    both, errors = np.array([value, 1 - value]), np.array([se, se])
    made = checks.Estimated(both, errors, weight, met.day)
    said = {caution.code for caution in checks.of_estimate(sample, found, made)}
    others = []
    for times in (0.5, 2.0):
        if times * size >= met.group.size:
            share = _share(successive_sampling.weights(degree, times * size), met)
            others.append(np.array([share, 1 - share]))
    return said | {one.code for one in checks.of_population(both, others, errors)}


def _doubted(tree: float, gile: float) -> dict[str, float]:
    """Return whether the two bootstraps' errors are apart, as the product tells it."""
    said = {caution.code for caution in doubts.of_spread(gile, tree)} if gile == gile else set()
    far = "bootstraps-far-apart" in said
    return {"wide": float(bool(said)), "far": float(far)}


def _share(weight: Floats, met: Recruited) -> float:
    return float(weight[met.group == 0].sum() / weight.sum())


def _gile(met: Recruited, population: float, draws: Draws) -> tuple[float, Interval, float]:
    """Return the successive-sampling share of the first group, its logit interval and error."""
    degree = met.degree.astype(np.float64)
    found = Groups(("a", "b"), met.group)
    weight = successive_sampling.weights(degree, population)
    try:
        drawn = gile_bootstrap(met.sample(), found, degree, population, draws)
    except ValueError:  # a group recruited nobody: no interval, which the table counts
        return _share(weight, met), (np.nan, np.nan), np.nan
    replicated = shares(found, weight, drawn)
    one = intervals.logit(replicated)[0]
    return one.value, _bounds(one), float(replicated.se[0])


def _percentile(found: Replicated) -> tuple[float, Interval]:
    """Return the first group's share and its percentile interval."""
    one = intervals.percentile(found)[0]
    return one.value, _bounds(one)


def _bounds(one: Estimate) -> Interval:
    """Return the interval; a share without spread has none, and holds only its own value."""
    return one.low if one.low is not None else one.value, one.high or one.value


def _holds(interval: Interval, truth: float) -> float:
    low, high = interval
    return float("nan") if np.isnan(low) else float(low <= truth <= high)
