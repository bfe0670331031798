"""The choices of an analysis: which estimator, which bootstrap, which contacts, which N.

Question     How is a figure to be computed, if nobody says, or if somebody does?
Formula      Unless told otherwise: successive sampling with Gile's bootstrap where N is known
             and every group recruited, RDS-II with the tree bootstrap where not.
Source       The coverage of each interval in docs/methods/coverage.md decides the defaults.
Assumptions  N, where given, is that of the very population and country that was sampled.
Not for      Choosing by the result: a plan is made before the figures are seen.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from homelands.science.analysis.groups import Groups
from homelands.science.estimate import Caution
from homelands.science.facts import Facts, Unfit
from homelands.science.rds import degrees, rds1, uncertain_size
from homelands.science.rds.degrees import Treated
from homelands.science.rds.sample import Sample

TREATMENTS: dict[str, Callable[[Sample], Treated]] = {
    "raise": degrees.raised,
    "maximum": degrees.maximum,
    "median": degrees.median,
    "drop": degrees.dropped,
    "model": degrees.modelled,
}
ESTIMATORS = ("rds1", "rds2", "ss")
BOOTSTRAPS = ("gile", "tree", "neighbourhood", "salganik", "none")


@dataclass(frozen=True, slots=True)
class Plan:
    """What was chosen before computing; an empty choice is made as the header says.

    `treatment` one of TREATMENTS; `estimator` of ESTIMATORS; `interval` of BOOTSTRAPS; `population`
    N in people; `level` of the interval between 0 and 1; `seed` of the random numbers;
    `population_draws` of N where it is uncertain, whose median stands for an N not given.
    """

    estimator: str = ""
    interval: str = ""
    treatment: str = "raise"
    population: float | None = None
    replicates: int = 1000
    level: float = 0.95
    seed: int = 1
    with_seeds: bool = True
    population_draws: tuple[float, ...] = ()


PLAN = Plan()


def treated(sample: Sample, groups: Groups, plan: Plan) -> Treated:
    """Return the degrees as the plan treats them; a model fits the groups of the answer apart."""
    if plan.treatment == "model":
        return degrees.modelled(sample, groups)
    return TREATMENTS[plan.treatment](sample)


def chosen(sample: Sample, groups: Groups, plan: Plan) -> tuple[Plan, tuple[Caution, ...]]:
    """Return the plan with its open choices made, and a caution where the usual one fails."""
    _check(plan)
    if plan.population_draws and plan.population is None:
        plan = replace(plan, population=uncertain_size.median(plan.population_draws))
    estimator = plan.estimator or ("rds2" if plan.population is None else "ss")
    if plan.interval or estimator != "ss":
        return replace(plan, estimator=estimator, interval=plan.interval or "tree"), ()
    try:
        rds1.check_connected(rds1.recruitment(sample, groups), groups.names)
    except Unfit as error:
        said = (Caution("interval-fallback", Facts(group=error.facts["group"])),)
        return replace(plan, estimator=estimator, interval="tree"), said
    return replace(plan, estimator=estimator, interval="gile"), ()


def _check(plan: Plan) -> None:
    """Refuse choices that are not offered, or not together."""
    for given, offered in (
        (plan.treatment, tuple(TREATMENTS)),
        (plan.estimator, ("", *ESTIMATORS)),
        (plan.interval, ("", *BOOTSTRAPS)),
    ):
        if given not in offered:
            raise ValueError(
                f"{given!r} is not offered. Choose one of: {', '.join(filter(None, offered))}."
            )
    if plan.interval != "none" and plan.replicates < 2:
        raise ValueError(f"A bootstrap needs at least 2 replicates, not {plan.replicates}.")
    if not 0 < plan.level < 1:
        raise ValueError(f"The level of an interval lies between 0 and 1, not at {plan.level}.")
    if plan.estimator == "rds1" and plan.interval not in {"", "tree", "none"}:
        raise Unfit("interval-not-for-rds1")
