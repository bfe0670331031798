"""The chains: how many people each seed led to, in how many waves, and their drawing."""

import numpy as np
from numpy.typing import NDArray

from homelands.mapping.statistics.rules.diagnosis.case import Case
from homelands.mapping.statistics.rules.diagnosis.found import Chain, Node, Recruitment
from homelands.science.publication.thresholds import SMALLEST
from homelands.science.rds.diagnostics.chains import chains
from homelands.science.rds.sample import Sample

#: A drawing of more people says no more and weighs too much: later waves are left out of it.
MOST_DRAWN = 1500


def numbers(sample: Sample) -> dict[str, int]:
    """Numbers the seeds from 1 by the size of their chains, the largest first."""
    sizes = np.bincount(sample.seed, minlength=len(sample.ids))
    rows = sorted(sample.order[: sample.seeds].tolist(), key=lambda row: -sizes[row])
    return {sample.ids[row]: number for number, row in enumerate(rows, start=1)}


def recruitment(case: Case, coupons: int) -> Recruitment:
    """Returns how the recruitment went; seeds are numbered by the size of their chains."""
    found = chains(case.sample, case.told, case.study.weight)
    number = numbers(case.sample)
    rows = zip(found.seeds, found.size.tolist(), found.wave.tolist(), found.influence, strict=True)
    each = [
        Chain(number[seed], people, last, _influence(case, moved, people))
        for seed, people, last, moved in rows
    ]
    forest = _forest(case.sample, list(number))
    return Recruitment(
        people=len(case.sample.ids),
        chains=tuple(sorted(each, key=lambda chain: chain.number)),
        waves=tuple(found.waves.tolist()),
        brought=tuple(found.recruits.tolist()),
        coupons=coupons,
        forest=forest,
        drawn_to=max(node.wave for node in forest),
    )


def _influence(case: Case, moved: NDArray[np.float64], people: int) -> tuple[float | None, ...]:
    if people < SMALLEST:
        return (None,) * len(moved)
    return case.safe(moved.tolist())


def _forest(sample: Sample, seeds: list[str]) -> tuple[Node, ...]:
    """Lays the trees side by side: whoever brought nobody takes a place, recruiters stand amid."""
    across = _across(sample, seeds)
    last = _last_wave(sample)
    kept = [row for row in sample.order.tolist() if sample.wave[row] <= last]
    rows = sorted(kept, key=lambda row: (sample.wave[row], across[row]))  # seeds by their number
    place = {row: number for number, row in enumerate(rows)}
    return tuple(
        Node(across[row], int(sample.wave[row]), place.get(int(sample.parent[row]))) for row in rows
    )


def _across(sample: Sample, seeds: list[str]) -> list[float]:
    """Returns everybody's place across, in whole places for those who brought nobody."""
    row_of = {person: row for row, person in enumerate(sample.ids)}
    across = [0.0] * len(sample.ids)
    free = 0.0
    stack = [row_of[seed] for seed in reversed(seeds)]
    while stack:
        row = stack.pop()
        recruits = _recruits(sample, row)
        if not recruits:
            across[row] = free
            free += 1
        stack.extend(reversed(recruits))
    for row in reversed(sample.order.tolist()):  # recruits come before their recruiters
        recruits = _recruits(sample, row)
        if recruits:
            across[row] = (across[recruits[0]] + across[recruits[-1]]) / 2
    return across


def _recruits(sample: Sample, row: int) -> list[int]:
    recruits: list[int] = sample.child[sample.start[row] : sample.start[row + 1]].tolist()
    return recruits


def _last_wave(sample: Sample) -> int:
    """Returns the last wave up to which no more people stand than can be drawn."""
    reached = np.cumsum(np.bincount(sample.wave))
    return max(0, int(np.searchsorted(reached, MOST_DRAWN, side="right")) - 1)
