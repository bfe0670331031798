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
from homelands.science.rds import gile, rds2, successive_sampling, tree
from homelands.science.rds.gile import gile_bootstrap
from homelands.science.rds.neighbourhood import neighbourhood_bootstrap
from homelands.science.rds.tree import tree_bootstrap
from homelands.science.streams import Draws

Floats = NDArray[np.float64]
Interval = tuple[float, float]

Z = 1.959964  # of 95 %


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
    where the method refused the sample), and the widths of two intervals.
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
    ss, by_gile = _gile(met, population.group.size, draws)
    sample = met.sample()
    value, by_tree = _percentile(shares(found, weight, tree_bootstrap(sample, draws)))
    beside = _percentile(shares(found, weight, neighbourhood_bootstrap(sample, draws)))[1]
    simple = Z * float(np.sqrt(value * (1 - value) / met.group.size))
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
    )


def _gile(met: Recruited, population: int, draws: Draws) -> tuple[float, Interval]:
    """Return the successive-sampling share of the first group and its logit interval."""
    degree = met.degree.astype(np.float64)
    found = Groups(("a", "b"), met.group)
    weight = successive_sampling.weights(degree, population)
    try:
        drawn = gile_bootstrap(met.sample(), found, degree, population, draws)
    except ValueError:  # a group recruited nobody: no interval, which the table counts
        return float(weight[met.group == 0].sum() / weight.sum()), (np.nan, np.nan)
    one = intervals.logit(shares(found, weight, drawn))[0]
    return one.value, _bounds(one)


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
