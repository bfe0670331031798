"""A plan before going out: how many interviews, and what they would meet on simulated networks."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any

import numpy as np

from homelands.science.planning.networks import Blocks
from homelands.science.planning.power import (
    Plan,
    detectable,
    power_of,
    size_for_difference,
    size_for_width,
)
from homelands.science.planning.recruitment import Fieldwork
from homelands.science.planning.trial import Estimator, Study, by_tree, trial

#: Design effects to plan with: what was once proposed, mild networks, and a bottleneck.
EFFECTS = (2.0, 4.0, 12.0)
STUDIES, REPLICATES, SEED = 30, 60, 1
MOST_PEOPLE, MOST_INTERVIEWS = 20_000, 1_000
DEGREE = 10.0  # mean contacts of the simulated people


@dataclass(frozen=True)
class Asked:
    """What is planned: the `share` expected, the `width` of its interval, the share that it is
    compared with, and the field work among `population` people.
    """

    share: float
    width: float
    other: float | None
    interviews: int
    population: int
    seeds: int
    coupons: int
    redeemed: float
    homophily: float


@dataclass(frozen=True)
class Sized:
    """For one design effect: interviews for the width, for the difference, and what is seen."""

    effect: float
    for_width: Plan
    for_difference: Plan | None
    power: float | None
    rise: float | None


@dataclass(frozen=True)
class Tried:
    """What `studies` simulated ones came to: design effect, median width, the part of intervals
    that held the truth, how many died out, and the median number of interviews.
    """

    studies: int
    effect: float
    width: float
    covers: float
    dead: int
    interviews: int


def sizes(asked: Asked) -> list[Sized]:
    """Returns what each design effect asks for; a ValueError says what cannot be planned."""
    return [_sized(asked, effect) for effect in EFFECTS]


def _sized(asked: Asked, effect: float) -> Sized:
    other, n = asked.other, asked.interviews
    return Sized(
        effect=effect,
        for_width=size_for_width(asked.share, asked.width, effect),
        for_difference=size_for_difference(asked.share, other, effect) if other else None,
        power=power_of(asked.share, other, n, effect).power if other else None,
        rise=detectable(asked.share, n, effect),
    )


def tried(asked: Asked, note: Callable[[int], None] = lambda done: None) -> Tried:
    """Tries the field work on simulated networks; a ValueError says what cannot be tried.

    `note` is told how many studies are over.

    Larger populations are tried as MOST_PEOPLE: beyond that the size hardly matters.
    """
    people = min(asked.population, MOST_PEOPLE)
    blocks = Blocks(people, (asked.share, 1 - asked.share), (DEGREE, DEGREE), asked.homophily)
    field = Fieldwork(asked.interviews, asked.seeds, asked.coupons, asked.redeemed)
    study = Study(blocks, field, (1.0, 0.0))
    estimate = _counted(by_tree(REPLICATES), note)
    found = trial(study, estimate, STUDIES, np.random.default_rng(SEED))
    return Tried(
        studies=STUDIES,
        effect=found.deff,
        width=found.width,
        covers=found.coverage,
        dead=int(np.count_nonzero(found.died)),
        interviews=int(np.median(found.n)),
    )


def _counted(estimate: Estimator, note: Callable[[int], None]) -> Estimator:
    """Returns the estimator, which says after each study how many are over."""
    number = count(1)

    def counted(*given: Any) -> Any:
        found = estimate(*given)
        note(next(number))
        return found

    return counted
