"""A study tried on synthetic networks before it goes to the field.

Question     If this plan met a population like this one, what would the estimates look like: how
             far apart, how far off, how wide their intervals, how often covering the truth, and
             how many studies would die?
Formula      For each of S studies draw a network, give the trait to members (with the
             probability of their group), recruit, estimate. deff = variance of estimate - truth,
             divisor S - 1, over mean p (1 - p) / n; coverage = share of intervals that hold the
             truth of their network.
Source       Goel and Salganik (2010), PNAS 107(15), the assessment by simulation; Baraff,
             McCormick and Raftery (2016), PNAS 113(51), the interval of `by_tree`.
Assumptions  Those of the network and of the recruitment: random passing of coupons, true
             degrees. A trial flatters; take the worst of several populations that may be.
Not for      Correcting a finished study: the plan's guesses are not its data.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from homelands.science.analysis.means import means
from homelands.science.planning.networks import Blocks, Network, network
from homelands.science.planning.recruitment import Fieldwork, recruit
from homelands.science.rds import rds2
from homelands.science.rds.sample import Sample
from homelands.science.rds.tree import tree_bootstrap
from homelands.science.streams import Draws

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Study:
    """A plan: the population, the field work, and the probability of the `trait` in each group
    (k,), from 0 to 1; (1, 0) makes the first of two groups the trait itself.
    """

    blocks: Blocks
    fieldwork: Fieldwork
    trait: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What a study would report: the share, its interval and its standard error."""

    value: float
    low: float
    high: float
    se: float


# Takes the sample, degrees (n,) > 0, the trait (n,) 0 or 1, and a generator.
Estimator = Callable[[Sample, Floats, Floats, np.random.Generator], Found]


@dataclass(frozen=True, eq=False, slots=True)
class Trial:
    """S studies; each array (S,): the share found, its interval, its standard error, the truth
    of the network, the share among respondents unweighted, interviews, and whether the study
    died before its size.
    """

    value: Floats
    low: Floats
    high: Floats
    se: Floats
    truth: Floats
    naive: Floats
    n: Ints
    died: NDArray[np.bool_]

    @property
    def bias(self) -> float:
        """Return the mean of estimate - truth."""
        return float(np.mean(self.value - self.truth))

    @property
    def naive_bias(self) -> float:
        """Return the same for the unweighted share."""
        return float(np.mean(self.naive - self.truth))

    @property
    def deff(self) -> float:
        """Return the variance of the estimate over that of a simple random sample."""
        simple = np.mean(self.truth * (1 - self.truth) / self.n)
        return float(np.var(self.value - self.truth, ddof=1) / simple)

    @property
    def coverage(self) -> float:
        """Return the share of intervals that hold the truth."""
        return float(np.mean((self.low <= self.truth) & (self.truth <= self.high)))

    @property
    def coverage_error(self) -> float:
        """Return the standard error that the number of studies leaves to the coverage."""
        return sqrt(self.coverage * (1 - self.coverage) / self.n.size)

    @property
    def width(self) -> float:
        """Return the median width of the intervals."""
        return float(np.median(self.high - self.low))

    @property
    def dead(self) -> float:
        """Return the share of studies that died before their size."""
        return float(np.mean(self.died))


def trial(study: Study, estimate: Estimator, studies: int, rng: np.random.Generator) -> Trial:
    """Try the plan `studies` (>= 2) times; each has its own stream of `rng`.

    A study that dies is estimated from whom it met, as it would be.
    """
    if studies < 2:
        raise ValueError(f"A trial needs at least 2 studies, not {studies}.")
    if len(study.trait) != len(study.blocks.shares):
        raise ValueError(
            f"There are {len(study.trait)} probabilities of the trait for "
            f"{len(study.blocks.shares)} groups."
        )
    if not all(0 <= chance <= 1 for chance in study.trait):
        raise ValueError(f"Probabilities of the trait lie from 0 to 1: {study.trait}.")
    rows = [_once(study, estimate, own) for own in rng.spawn(studies)]
    value, low, high, se, truth, naive, n, died = (
        np.array(column) for column in zip(*rows, strict=True)
    )
    return Trial(value, low, high, se, truth, naive, n, died)


def by_tree(replicates: int = 400, level: float = 0.95) -> Estimator:
    """Return the estimator RDS-II with the percentile interval of the tree bootstrap."""
    tails = [(1 - level) / 2, (1 + level) / 2]

    def estimate(sample: Sample, degree: Floats, trait: Floats, rng: np.random.Generator) -> Found:
        column, weight = trait[:, None], rds2.weights(degree)
        # One thread: a study is so small that starting another would cost more than it saves.
        drawn = tree_bootstrap(sample, Draws(replicates, rng, workers=1))
        replicated = means(column, ("share",), weight, drawn)
        low, high = np.nanquantile(replicated.drawn[:, 0], tails).tolist()
        return Found(float(replicated.value[0]), low, high, float(replicated.se[0]))

    return estimate


Row = tuple[float, float, float, float, float, float, int, bool]


def _once(study: Study, estimate: Estimator, rng: np.random.Generator) -> Row:
    """Run one study on a network of its own."""
    population = network(study.blocks, rng)
    trait = _trait(population, study.trait, rng)
    met = recruit(population, study.fieldwork, rng)
    own = trait[met.member]
    found = estimate(met.sample(), met.degree.astype(np.float64), own, rng)
    truth, naive = float(trait.mean()), float(own.mean())
    return found.value, found.low, found.high, found.se, truth, naive, own.size, met.died


def _trait(population: Network, chance: tuple[float, ...], rng: np.random.Generator) -> Floats:
    """Give the trait, 1 or 0, to each member (N,) with the chance of the group."""
    drawn = rng.random(population.group.size) < np.array(chance)[population.group]
    return np.where(drawn, 1.0, 0.0)
