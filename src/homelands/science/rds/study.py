"""One question of a respondent-driven study, from its sample to its estimates and doubts.

Question     Which share is in each category (or what is the mean), how sure is that, and what
             would another defensible choice have given?
Formula      Those of the chosen estimator and bootstrap. Unless told otherwise: successive
             sampling with Gile's bootstrap where N is known and every group recruited, RDS-II
             with the tree bootstrap where not. Intervals: percentiles of tree, neighbourhood
             and Salganik replicates; for Gile's, normal on the logit scale.
Source       The modules of the methods, each with its own.
Assumptions  Those of the methods. A respondent without an answer stays in the forest and leaves
             the sums.
Not for      Joining samples of several countries: estimate in each, then combine by stocks.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from homelands.science.analysis import intervals
from homelands.science.analysis.groups import Groups, groups
from homelands.science.analysis.means import shares
from homelands.science.analysis.replicated import Replicated, by
from homelands.science.estimate import Caution, Estimate, Method
from homelands.science.facts import Facts, Unfit
from homelands.science.rds import checks, doubts, rds1, rds2, successive_sampling, uncertain_size
from homelands.science.rds.degrees import Treated
from homelands.science.rds.gile import gile_bootstrap
from homelands.science.rds.neighbourhood import neighbourhood_bootstrap
from homelands.science.rds.plan import PLAN, TREATMENTS, Plan, chosen, treated
from homelands.science.rds.salganik import salganik_bootstrap
from homelands.science.rds.sample import Sample
from homelands.science.rds.tree import tree_bootstrap
from homelands.science.rds.turns import restricted
from homelands.science.replicates import Replicates
from homelands.science.streams import Draws

Floats = NDArray[np.float64]

OTHER_SIZES = ("N / 2", "2 N")
RARE = 20  # people who gave an answer, below which its interval misses too often: coverage.md


@dataclass(frozen=True, eq=False, slots=True)
class Variant:
    """What another choice gives: its name, and the value of each category (k,)."""

    name: str
    value: Floats


@dataclass(frozen=True, eq=False, slots=True)
class Study:
    """k categories sorted by name: their estimates, standard errors (NaN without an interval)
    and respondents; `plan` says which choices were made, `variants` what others would give.
    `source` are the replicates that show the precision, `weight` (n,) what they are times.
    """

    plan: Plan
    names: tuple[str, ...]
    estimates: tuple[Estimate, ...]
    se: Floats
    counts: NDArray[np.int64]
    treated: Treated
    weight: Floats
    variants: tuple[Variant, ...]
    cautions: tuple[Caution, ...]
    source: Replicates

    @property
    def design_class(self) -> str:
        """Return B, or C where a diagnostic of the recruitment failed."""
        return checks.design_class(self.cautions)


def study(
    sample: Sample,
    answers: Sequence[str | None],
    plan: Plan = PLAN,
    day: Floats | None = None,
) -> Study:
    """Estimate the share of each category of `answers` (n; None where unknown).

    `day` (n,) of the interviews tells whether the shares settled; without it whole waves do.
    """
    if len(answers) != len(sample.ids):
        raise ValueError(f"There are {len(answers)} outcomes for {len(sample.ids)} respondents.")
    everybody = groups(answers)
    plan, fallback = chosen(sample, everybody, plan)
    contacts = treated(sample, everybody, plan)
    found = everybody if plan.with_seeds else restricted(everybody, sample.parent >= 0)
    case = _Case(sample, found, contacts.degree, plan)
    source = case.replicates(plan.interval)
    replicated = case.replicated(source)
    se = _no_spread(replicated.se) if plan.interval == "none" else replicated.se
    weight = case.weight()
    made = checks.Estimated(replicated.value, se, weight, day)
    variants = tuple(_variants(sample, everybody, plan))
    return Study(
        plan=plan,
        names=found.names,
        estimates=tuple(_doubted(_estimates(replicated, plan), found)),
        se=se,
        counts=np.bincount(found.code[found.known], minlength=len(found.names)),
        treated=contacts,
        weight=weight,
        variants=variants,
        cautions=(
            *fallback,
            *doubts.of_recruitment(sample),
            *doubts.of_groups(sample, found),
            *checks.of_estimate(sample, found, made),
            *checks.of_population(made.value, _of_sizes(variants), se),
            *_apart(case, replicated),
            *contacts.cautions,
            *(uncertain_size.doubts(plan.population_draws) if plan.estimator == "ss" else ()),
        ),
        source=source,
    )


@dataclass(frozen=True, eq=False, slots=True)
class _Case:
    """A sample with its categories, treated degrees (n,) and a plan whose choices are made."""

    sample: Sample
    found: Groups
    degree: Floats
    plan: Plan

    def weight(self) -> Floats:
        """Return the estimator's weights (n,), 0 for who leaves it."""
        degree = np.where(self.found.known, self.degree, np.nan)
        if self.plan.estimator == "ss":
            return successive_sampling.weights(degree, self._population())
        return rds2.weights(degree)

    def replicates(self, interval: str) -> Replicates:
        """Return the bootstrap's replicates, each with an N of its own where N is uncertain."""
        source = self._drawn(interval)
        sizes, uncertain = self.plan.population_draws, self.plan.estimator == "ss"
        if not (sizes and uncertain and source.method):
            return source
        degree = np.where(self.found.known, self.degree, np.nan)
        people = int((~np.isnan(degree)).sum())
        each = uncertain_size.sizes(sizes, len(source), people, self.plan.seed)
        return uncertain_size.carried(source, degree, self.weight(), each)

    def _drawn(self, interval: str) -> Replicates:
        draws = Draws(max(self.plan.replicates, 2), np.random.default_rng(self.plan.seed))
        if interval == "gile":
            return gile_bootstrap(self.sample, self.found, self.degree, self._population(), draws)
        if interval == "salganik":
            return salganik_bootstrap(self.sample, self.found, draws)
        if interval == "neighbourhood":
            return neighbourhood_bootstrap(self.sample, draws)
        if interval == "tree":
            return tree_bootstrap(self.sample, draws)
        return Replicates(np.ones((2, len(self.sample.ids)), dtype=np.int32), "")

    def replicated(self, source: Replicates) -> Replicated:
        """Return the shares with their replicates by the plan's estimator."""
        if self.plan.estimator == "rds1":
            return rds1.shares(self.sample, self.found, self.degree, source)
        found = shares(self.found, self.weight(), source)
        return replace(found, method=by(self.plan.estimator, source))

    def _population(self) -> float:
        if self.plan.population is None:
            raise Unfit("population-missing")
        return self.plan.population


def _estimates(replicated: Replicated, plan: Plan) -> tuple[Estimate, ...]:
    """Return the estimates with the interval that belongs to the bootstrap."""
    if plan.interval == "none":
        method = Method(replicated.method.estimator, interval="none")
        rows = zip(replicated.value.tolist(), replicated.n.tolist(), strict=True)
        return tuple(
            Estimate(value, None, None, plan.level, n, None, method, replicated.cautions)
            for value, n in rows
        )
    if plan.interval == "gile":
        return intervals.logit(replicated, plan.level)
    return intervals.percentile(replicated, plan.level)


def _doubted(estimates: Sequence[Estimate], found: Groups) -> Iterator[Estimate]:
    """Yield the estimates, with a doubt where so few gave the answer that intervals miss."""
    counts = np.bincount(found.code[found.known], minlength=len(found.names)).tolist()
    for name, count, one in zip(found.names, counts, estimates, strict=True):
        rare = () if count >= RARE else (Caution("trait-rare", Facts(name=name, hits=count)),)
        yield replace(one, cautions=(*one.cautions, *rare))


def _apart(case: _Case, replicated: Replicated) -> Iterator[Caution]:
    """Yield a doubt where the tree bootstrap and Gile's are far apart for some category."""
    if case.plan.interval == "gile":
        tree = case.replicated(case.replicates("tree")).se
        pairs = zip(replicated.se.tolist(), tree.tolist(), strict=True)
        said = [said for one, two in pairs for said in doubts.of_spread(one, two)]
        far = [one for one in said if one.code in checks.CHECKS]
        yield from (far or said)[:1]


def _variants(sample: Sample, everybody: Groups, plan: Plan) -> Iterator[Variant]:
    """Yield what other treatments, other sizes, and the other choice on seeds would give."""
    bare = replace(plan, interval="none")
    others = {
        f"contacts: {name}": replace(bare, treatment=name)
        for name in TREATMENTS
        if name != plan.treatment
    }
    seeds = "without seeds" if plan.with_seeds else "with seeds"
    others[seeds] = replace(bare, with_seeds=not plan.with_seeds)
    if plan.estimator == "ss" and plan.population is not None:
        half, twice = OTHER_SIZES
        others[half] = replace(bare, population=plan.population / 2)
        others[twice] = replace(bare, population=plan.population * 2)
    for name, other in others.items():
        try:
            value = _point(sample, everybody, other)
        except ValueError:  # such as N / 2 below the sample's size: there is no such figure
            value = _no_spread(np.empty(len(everybody.names)))
        yield Variant(name, value)


def _of_sizes(variants: Sequence[Variant]) -> Iterator[Floats]:
    """Yield what other sizes of the population give."""
    yield from (one.value for one in variants if one.name in OTHER_SIZES)


def _point(sample: Sample, everybody: Groups, plan: Plan) -> Floats:
    found = everybody if plan.with_seeds else restricted(everybody, sample.parent >= 0)
    case = _Case(sample, found, treated(sample, everybody, plan).degree, plan)
    return case.replicated(case.replicates("none")).value


def _no_spread(values: Floats) -> Floats:
    return np.full(values.shape, np.nan)
