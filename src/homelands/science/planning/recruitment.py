"""Respondent-driven recruitment on a synthetic network, one interview after the other.

Question     Whom does a study meet that starts with these seeds and coupons, and does it last?
Formula      Seeds are drawn without replacement in proportion to their degrees. At an interview
             the `coupons` are handed to contacts drawn at random among those who neither took
             part nor accepted a coupon. Each accepts with the probability `redeemed` of the own
             group, times what the recruiter's group `brings`, and then comes after an exponential
             delay. Interviews follow by day until there are `size`, or until nobody is left.
Source       Heckathorn (1997), Social Problems 44(2), the field work; Gile and Handcock (2010),
             Sociological Methodology 40(1), such simulations, there with a fixed number of
             recruits each.
Assumptions  Coupons are passed at random among contacts and come back independently; everybody
             knows the own degree. Real recruiters choose, and real degrees are guessed: real
             studies do worse than these.
Not for      Proof that a study will work. A plan that fails here will fail outside.
"""

from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from math import log1p

import numpy as np
from numpy.typing import NDArray

from homelands.science.planning.networks import Network
from homelands.science.rds.sample import Sample, from_recruiters

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

Coming = tuple[float, int, int, int]  # day, turn (to break ties), member, row of the recruiter


@dataclass(frozen=True, slots=True)
class Fieldwork:
    """`size` interviews wanted; `seeds`, a number, or one for each group (k,); `coupons` each;
    the probability `redeemed` of a coupon, one for all or one for each group (k,) of the person
    asked; the mean `delay` in days between an interview and that of a recruit.
    """

    size: int
    seeds: int | tuple[int, ...] = 10
    coupons: int = 3
    redeemed: float | tuple[float, ...] = 0.5
    delay: float = 7.0
    brings: tuple[float, ...] = ()


@dataclass(frozen=True, eq=False, slots=True)
class Recruited:
    """n interviews in order of the day, at most `size` of them; arrays are (n,).

    member: row in the network; recruiter: row of the interview, -1 for a seed; degree and group
    of the member; wave, 0 for a seed; day since the start. `handed` coupons were given, `kept`
    found no contact to go to, `redeemed` brought or would have brought somebody; `died` tells
    that recruitment ended before `size`.
    """

    member: Ints
    recruiter: Ints
    degree: Ints
    group: Ints
    wave: Ints
    day: Floats
    handed: int
    kept: int
    redeemed: int
    died: bool

    def sample(self) -> Sample:
        """Return the forest as a study would have recorded it, with rows in the same order."""
        ids = [f"{row:07d}" for row in range(self.member.size)]
        recruiters = [None if r < 0 else ids[r] for r in self.recruiter.tolist()]
        return from_recruiters(ids, recruiters, self.degree.tolist())


def recruit(network: Network, field: Fieldwork, rng: np.random.Generator) -> Recruited:
    """Simulate the field work from the seeds to the last interview."""
    _check(network, field)
    chance = np.broadcast_to(np.array(field.redeemed, dtype=np.float64), _groups(network))
    seeds = _seeds(network, field, rng)
    asked = _Asked(network, chance[network.group].tolist(), field, rng)
    rows = asked.walk(seeds)
    member, recruiter = (np.array([row[k] for row in rows], dtype=np.int64) for k in (2, 3))
    return Recruited(
        member=member,
        recruiter=recruiter,
        degree=network.degree[member],
        group=network.group[member],
        wave=_waves(recruiter),
        day=np.array([row[0] for row in rows]),
        handed=asked.handed,
        kept=field.coupons * len(rows) - asked.handed,
        redeemed=asked.redeemed,
        died=len(rows) < field.size,
    )


class _Asked:
    """The state of one study in the field. Plain lists: faster than arrays for single members."""

    def __init__(
        self, network: Network, chance: list[float], field: Fieldwork, rng: np.random.Generator
    ) -> None:
        self.start, self.neighbour = network.start.tolist(), network.neighbour.tolist()
        self.chance, self.field = chance, field
        self.eager, self.group = field.brings, network.group.tolist()
        self.random = rng.random((field.size, field.coupons, 3)).tolist()
        self.taken = bytearray(network.group.size)
        self.handed = self.redeemed = 0

    def walk(self, seeds: list[int]) -> list[Coming]:
        """Interview whoever comes next until there are enough or nobody is left to come."""
        coming: list[Coming] = [(0.0, turn, seed, -1) for turn, seed in enumerate(seeds)]
        heapify(coming)
        for seed in seeds:
            self.taken[seed] = 1
        rows: list[Coming] = []
        while coming and len(rows) < self.field.size:
            rows.append(heappop(coming))
            for come in self._accepted(rows[-1], len(rows) - 1, len(seeds)):
                heappush(coming, come)
        return rows

    def _accepted(self, interview: Coming, row: int, turns: int) -> list[Coming]:
        """Hand out the coupons of one interview; return who accepted and when they come."""
        day, _, member, _ = interview
        contacts = self.neighbour[self.start[member] : self.start[member + 1]]
        free = [contact for contact in contacts if not self.taken[contact]]
        comings: list[Coming] = []
        eager = self.eager[self.group[member]] if self.eager else 1.0
        for which, accept, wait in self.random[row][: len(free)]:
            pick = int(which * len(free))
            contact, free[pick] = free[pick], free[-1]
            free.pop()
            self.handed += 1
            if accept < self.chance[contact] * eager:
                self.taken[contact] = 1
                self.redeemed += 1
                later = day - self.field.delay * log1p(-wait)
                comings.append((later, turns + self.redeemed, contact, row))
        return comings


def _seeds(network: Network, field: Fieldwork, rng: np.random.Generator) -> list[int]:
    """Draw the seeds in proportion to degree, from everybody or from each group its number."""
    everybody = np.arange(network.group.size)
    if isinstance(field.seeds, int):
        return _draw(everybody, field.seeds, network, rng)
    drawn = [
        _draw(everybody[network.group == group], count, network, rng)
        for group, count in enumerate(field.seeds)
    ]
    return [seed for seeds in drawn for seed in seeds]


def _draw(among: Ints, count: int, network: Network, rng: np.random.Generator) -> list[int]:
    degree = network.degree[among]
    if count > np.count_nonzero(degree):
        raise ValueError(f"{count} seeds are wanted, but fewer members have any contact.")
    if not count:
        return []
    drawn: list[int] = rng.choice(among, count, replace=False, p=degree / degree.sum()).tolist()
    return drawn


def _waves(recruiter: Ints) -> Ints:
    """Return the wave of each interview; a recruiter always stands before the recruits."""
    wave: list[int] = []
    for row in recruiter.tolist():
        wave.append(0 if row < 0 else wave[row] + 1)
    return np.array(wave, dtype=np.int64)


def _groups(network: Network) -> int:
    return int(network.group.max()) + 1


def _check(network: Network, field: Fieldwork) -> None:
    """Refuse field work that cannot begin on this network."""
    groups = _groups(network)
    seeds = np.atleast_1d(field.seeds)
    chance = np.atleast_1d(field.redeemed)
    if {seeds.size, chance.size} - {1, groups}:
        raise ValueError(
            f"Seeds and redemption are one number, or one for each of {groups} groups."
        )
    if (seeds < 0).any() or not 1 <= seeds.sum() <= field.size:
        raise ValueError(f"Seeds must be from 1 to the {field.size} interviews: {field.seeds}.")
    if field.brings and (len(field.brings) != groups or min(field.brings) < 0):
        raise ValueError(f"What {groups} groups bring is a number for each, 0 or more.")
    if field.size > network.group.size:
        raise ValueError(
            f"{field.size} interviews are wanted of a population of {network.group.size}."
        )
    if field.coupons < 1 or not ((chance >= 0) & (chance <= 1)).all():
        raise ValueError(
            f"Each needs a coupon or more, redeemed with a chance from 0 to 1; not "
            f"{field.coupons} and {field.redeemed}."
        )
    if not 0 <= field.delay < np.inf:
        raise ValueError(f"The mean delay is a number of days, 0 or more, not {field.delay}.")
