"""Gile's successive-sampling bootstrap: recruitment run again through a population made anew.

Question     How much would an estimate move if the same study were run again, when the size of
             the population and the ties between the groups are as estimated?
Formula      Cells c are pairs (degree, group); their members N_c are N times their share under
             the weights 1 / pi. Ties between groups, T_ab = (R_ab D_a P_a N + R_ba D_b P_b N)/2,
             with R the recruits by group with rows summing to 1, D mean degrees, P shares. As
             many seeds as there were are drawn in proportion to degree. Each recruiter in turn
             brings as many as some observed recruiter did; each recruit's group is drawn by
             T_ab times what is left of group b's degrees, their cell by its degrees left;
             nobody is drawn twice. Respondent i of cell c counts (drawn from c) / n_c times.
Source       Gile (2011), Journal of the American Statistical Association 106(493), section 5.
Assumptions  Those of successive sampling, and that chains never die out.
Not for      A group that recruited nobody; an undefended N; statistics other than shares of the
             very groups that steered the draws (use the tree bootstrap).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homelands.science.analysis.groups import Groups
from homelands.science.compiled import compiled
from homelands.science.rds import successive_sampling
from homelands.science.rds.rds1 import check_connected, recruitment
from homelands.science.rds.sample import Sample
from homelands.science.rds.turns import restricted, turns
from homelands.science.replicates import Replicates
from homelands.science.streams import Draws, in_blocks

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Counts = NDArray[np.int32]

# The plain walk takes a step of all replicates at a time, the compiled one a replicate at a
# time; with fewer steps than this (some 2 seconds) the plain one is done before a compiler.
WORTH_COMPILING = 1_500_000


@dataclass(frozen=True, eq=False, slots=True)
class Cells:
    """The population made anew: cells (c,) stand by group, then by degree.

    The cells of group g are first[g] to first[g + 1]; a recruiter of group a is drawn to each
    degree left in group b by pull[a, b]; `brought` (r,) are the recruits of those who had any.
    """

    degree: Floats
    members: Floats
    group: Ints
    first: Ints
    pull: Floats
    brought: Ints


def gile_bootstrap(
    sample: Sample, groups: Groups, degree: Floats, population: float, draws: Draws
) -> Replicates:
    """Draw samples of those whose group and degree (n,) are known, from `population` people."""
    known = restricted(groups, ~np.isnan(degree))
    used = known.known
    n = int(used.sum())
    weight = successive_sampling.weights(np.where(used, degree, np.nan), population)
    cells, place = _cells(sample, known, degree, weight)
    seeds = _beginnings(sample, used)
    drawn = np.zeros((draws.replicates, cells.degree.size), dtype=np.int32)
    walk = compiled(_by_replicate, _by_step, draws.replicates * n, WORTH_COMPILING)

    def draw(rows: slice, stream: np.random.Generator) -> None:
        chance = stream.random((n, 3, rows.stop - rows.start))
        walk(drawn[rows], chance, seeds, cells.degree, cells.members, cells.group, cells.first,
             cells.pull, cells.brought)  # fmt: skip

    in_blocks(draw, draws, 3 * n)
    size = np.bincount(place, minlength=cells.degree.size)
    multiplicity = np.zeros((draws.replicates, used.size), dtype=np.float32)
    multiplicity[:, used] = (drawn / size).astype(np.float32)[:, place]
    multiplicity.setflags(write=False)
    return Replicates(multiplicity, "gile")


def _beginnings(sample: Sample, used: NDArray[np.bool_]) -> int:
    """Return how many chains begin: with the seeds, or with their recruits where none is used."""
    seeds = int((sample.parent[used] < 0).sum())
    return seeds or int((~used[sample.parent[used]]).sum())


def _cells(sample: Sample, known: Groups, degree: Floats, weight: Floats) -> tuple[Cells, Ints]:
    """Return the population's cells, and the cell of each respondent who is known."""
    counts = recruitment(sample, known)
    check_connected(counts, known.names)
    turn = turns(sample, known)  # groups stand as the recruitment met them, not by name
    by_turn = np.argsort(turn)
    used = known.known
    table = np.column_stack([turn[known.code[used]], degree[used]])
    key, place = np.unique(table, axis=0, return_inverse=True)
    place = place.reshape(-1)
    group = key[:, 0].astype(np.int64)
    share = _by_group(weight[used], place)
    first = np.searchsorted(group, np.arange(turn.size + 1))
    members = _whole(share)
    pull = _pull(counts[np.ix_(by_turn, by_turn)], share, key[:, 1], members, group)
    recruiter = sample.parent[used & (sample.parent >= 0)]
    brought = np.bincount(recruiter, minlength=used.size)
    return Cells(key[:, 1], members, group, first, pull, np.sort(brought[brought > 0])), place


def _whole(share: Floats) -> Floats:
    """Round the cells' members to whole people, one at least, with the same sum if it can be."""
    share = share.round(9)  # so that the order of summing decides nothing
    floor: Floats = np.maximum(np.floor(share), 1)
    missing = round(share.sum() - floor.sum())
    if missing > 0:
        floor[np.argsort(floor - share, kind="stable")[:missing]] += 1
    return floor


def _pull(counts: Floats, share: Floats, degree: Floats, members: Floats, group: Ints) -> Floats:
    """Return the ties T (a, b) for each degree of the group b, before anybody is drawn."""
    ends = _by_group(share * degree, group)  # D_a P_a N: the ends of ties of group a
    ties = counts / counts.sum(axis=1, keepdims=True) * ends[:, None]
    pull: Floats = (ties + ties.T) / 2 / _by_group(members * degree, group)
    return pull


def _by_replicate(
    drawn: Counts,
    chance: Floats,
    seeds: int,
    degree: Floats,
    members: Floats,
    group: Ints,
    first: Ints,
    pull: Floats,
    brought: Ints,
) -> None:
    """Fill `drawn` (b, c), zeros, a replicate at a time; meant to be compiled."""
    n = chance.shape[0]
    groups = pull.shape[0]
    left = np.empty(degree.size)
    rest = np.empty(groups)
    people = np.empty(groups)
    queue = np.empty(n, dtype=np.int64)
    for b in range(drawn.shape[0]):
        rest[:] = 0
        people[:] = 0
        for c in range(degree.size):
            left[c] = members[c] * degree[c]
            rest[group[c]] += left[c]
            people[group[c]] += members[c]
        head = -1
        open_places = 0
        for step in range(n):
            here = -1
            if step >= seeds:
                while open_places == 0:
                    head += 1
                    open_places = brought[int(chance[head, 2, b] * brought.size)]
                open_places -= 1
                here = queue[head]
            total = 0.0
            for g in range(groups):
                total += rest[g] if here < 0 else pull[here, g] * rest[g]
            alone = total <= 0.0
            if alone:
                for g in range(groups):
                    total += rest[g]
            target = chance[step, 0, b] * total
            picked = 0
            run = 0.0
            for g in range(groups):
                part = rest[g] if here < 0 or alone else pull[here, g] * rest[g]
                if part > 0.0:
                    picked = g
                    run += part
                    if run > target:
                        break
            target = chance[step, 1, b] * rest[picked]
            cell = -1
            run = 0.0
            for c in range(first[picked], first[picked + 1]):
                if left[c] > 0.5 * degree[c]:  # somebody is left, whatever the rounding
                    cell = c
                    run += left[c]
                    if run > target:
                        break
            drawn[b, cell] += 1
            left[cell] -= degree[cell]
            people[picked] -= 1
            rest[picked] = rest[picked] - degree[cell] if people[picked] > 0 else 0.0
            queue[step] = picked


def _by_step(
    drawn: Counts,
    chance: Floats,
    seeds: int,
    degree: Floats,
    members: Floats,
    group: Ints,
    first: Ints,
    pull: Floats,
    brought: Ints,
) -> None:
    """Fill `drawn` (b, c), zeros, a step of all replicates at a time, with the same numbers."""
    n, _, b = chance.shape
    rows = np.arange(b)
    left = np.tile(members * degree, (b, 1))
    rest = np.tile(_by_group(members * degree, group), (b, 1))
    people = np.tile(_by_group(members, group), (b, 1))
    pull = np.vstack([pull, np.ones(len(pull))])  # the last row is for seeds: nobody pulls
    queue = np.empty((n, b), dtype=np.int64)
    head, places = np.full(b, -1), np.zeros(b, dtype=np.int64)
    for step in range(n):
        here = np.full(b, -1)
        if step >= seeds:
            ended = places == 0
            head += ended
            fresh = brought[(chance[head, 2, rows] * brought.size).astype(np.int64)]
            places = np.where(ended, fresh, places) - 1
            here = queue[head, rows]
        part = pull[here] * rest
        part = np.where(part.sum(axis=1, keepdims=True) > 0, part, rest)
        picked = _pick(part, chance[step, 0])
        there = np.where((group == picked[:, None]) & (left > 0.5 * degree), left, 0)
        cell = _pick(there, chance[step, 1], rest[rows, picked])
        drawn[rows, cell] += 1
        left[rows, cell] -= degree[cell]
        people[rows, picked] -= 1
        now = rest[rows, picked] - degree[cell]
        rest[rows, picked] = np.where(people[rows, picked] > 0, now, 0.0)
        queue[step] = picked


def _by_group(values: Floats, group: Ints) -> Floats:
    return np.bincount(group, weights=values).astype(np.float64)


def _pick(part: Floats, chance: Floats, total: Floats | None = None) -> Ints:
    """Return for each row of parts (b, k) the place at which `chance` (b,) of the sum falls."""
    run = np.cumsum(part, axis=1)
    target = chance * (run[:, -1] if total is None else total)
    last = part.shape[1] - 1 - np.argmax(part[:, ::-1] > 0, axis=1)
    return np.asarray(np.minimum((run <= target[:, None]).sum(axis=1), last))
