"""The estimators of respondent-driven samples, beside R's figures as they are quoted."""

from collections.abc import Callable, Iterator
from time import perf_counter

import numpy as np

from bench.science import Row, rdstools
from homelands.science.analysis.groups import Groups
from homelands.science.analysis.means import shares
from homelands.science.rds import rds2, successive_sampling
from homelands.science.rds.gile import gile_bootstrap
from homelands.science.rds.neighbourhood import neighbourhood_bootstrap
from homelands.science.rds.salganik import salganik_bootstrap
from homelands.science.rds.sample import Sample, from_recruiters
from homelands.science.rds.tree import tree_bootstrap
from homelands.science.streams import Draws

SIZES = (500, 2_000, 10_000, 100_000)
REPLICATES = 1_000
PEERS = "R, quoted"
#: Sizes at which a peer in Python is timed beside, where it is installed.
RDSTOOLS = (500, 2_000)
#: CPU seconds of R for 1,000 replicates, by size, from the reference measurements.
QUOTED = {
    "successive-sampling weights": {500: 0.06, 2_000: 0.21, 10_000: 0.99},
    "tree bootstrap": {500: 2.0, 2_000: 8.0, 10_000: 44.0},
    "Gile's bootstrap": {500: 0.32, 2_000: 3.08, 10_000: 46.3},
    "neighbourhood bootstrap": {500: 7.2, 2_000: 45.0, 10_000: 536.0},
    "Salganik bootstrap": {500: 36.0, 2_000: 220.0, 10_000: 5_960.0},
}


def rows() -> Iterator[Row]:
    """Time each method at each size, compiling apart; 100,000 only with fewer replicates."""
    for people in SIZES:
        sample, found = _sample(people)
        replicates = REPLICATES if people <= 10_000 else 100
        for name, work in _works(sample, found, replicates).items():
            for _ in range(3):
                work()  # compiles where that pays, and warms the memory
            began = perf_counter()
            work()
            label = f"{name}, n = {people:,}, B = {replicates:,}"
            spent = perf_counter() - began
            yield Row(label, spent, QUOTED[name].get(people), PEERS)
            if name == "tree bootstrap" and people in RDSTOOLS:
                yield Row(label, spent, *rdstools.seconds(sample, replicates))


def _works(sample: Sample, found: Groups, replicates: int) -> dict[str, Callable[[], object]]:
    degree, population = sample.degree, 20 * len(sample.ids)
    weight = successive_sampling.weights(degree, population)

    def draws() -> Draws:
        return Draws(replicates, np.random.default_rng(1))

    return {
        "successive-sampling weights": lambda: successive_sampling.weights(degree, population),
        "tree bootstrap": lambda: shares(
            found, rds2.weights(degree), tree_bootstrap(sample, draws())
        ),
        "Gile's bootstrap": lambda: shares(
            found, weight, gile_bootstrap(sample, found, degree, population, draws())
        ),
        "neighbourhood bootstrap": lambda: shares(
            found, rds2.weights(degree), neighbourhood_bootstrap(sample, draws())
        ),
        "Salganik bootstrap": lambda: shares(
            found, rds2.weights(degree), salganik_bootstrap(sample, found, draws())
        ),
    }


def _sample(people: int) -> tuple[Sample, Groups]:
    """Make a forest of 20 seeds, three coupons each, with two groups and long-tailed degrees."""
    rng = np.random.default_rng(people)
    before = [
        -1 if row < 20 else int(rng.integers(row // 3, row // 2 + 1)) for row in range(people)
    ]
    degree = np.maximum(rng.lognormal(2.3, 0.6, people).round(), 1)
    ids = [str(row) for row in range(people)]
    recruiters = [None if parent < 0 else str(parent) for parent in before]
    group = np.zeros(people, dtype=np.int64)
    for row, parent in enumerate(before):
        same = parent >= 0 and rng.random() < 0.5
        group[row] = group[parent] if same else int(rng.random() < 0.4)
    return from_recruiters(ids, recruiters, degree.tolist()), Groups(("a", "b"), group)
