"""Synthetic networks of groups, on which a study can be tried before it goes to the field.

Question     What does a population look like in which groups of these shares have so many
             contacts each, and so far keep to themselves?
Formula      With s_a = N_a d_a, the contact ends of group a, and S their sum, the ends that join
             a to b are T_ab = (1 - h) s_a s_b / S, and h s_a more where b = a. Each group so has
             its mean degree d_a, and the groups met on a random walk have h for their second
             eigenvalue: 0 is mixing without regard to groups, 1 is groups without a tie between
             them, below 0 avoids the own group. The T_ab / 2 (a = b) or T_ab (a < b) ties are
             put between distinct pairs, the ends drawn in proportion to a weight of each
             member: 1, or gamma with mean 1 and the coefficient of variation `spread`.
Source       Holland, Laskey and Leinhardt (1983), Social Networks 5(2), stochastic block models;
             Karrer and Newman (2011), Physical Review E 83, 016107, the weights of members. The
             numbers of ties are fixed, not drawn, as in Peixoto (2012), Physical Review E 85,
             056122. One h for all groups is ours, for a plan that a person can state.
Assumptions  Ties are reciprocal, and within a pair of groups they fall at random: no friend of a
             friend is likelier to be a friend, unlike in life. Some members may have no tie.
Not for      Describing a real network. It is a place to try a plan, and several unlike ones
             should be tried.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

CROWDED = 0.5  # the part of all possible pairs that may be tied, beyond which drawing crawls
ROUNDS = 200  # draws of the ties still missing, each of which finds most of them


@dataclass(frozen=True, slots=True)
class Blocks:
    """What is wanted: `size` members; `shares` (k,) of the groups, summing to 1; mean `degrees`
    (k,), above 0, whose ratio is the differential activity; `homophily` below 1; `spread`, 0 and
    more, of degrees inside a group, beyond what chance makes.
    """

    size: int
    shares: tuple[float, ...]
    degrees: tuple[float, ...]
    homophily: float = 0.0
    spread: float = 0.0


@dataclass(frozen=True, eq=False, slots=True)
class Network:
    """`group` (N,) of each member, 0 to k - 1 and sorted; the contacts of member i are
    neighbour[start[i]:start[i+1]], sorted; start is (N+1,). Nothing is N x N.
    """

    group: Ints
    start: Ints
    neighbour: Ints

    @property
    def degree(self) -> Ints:
        """Return how many contacts each member has, (N,)."""
        return np.diff(self.start)


def network(blocks: Blocks, rng: np.random.Generator) -> Network:
    """Draw a network whose groups have the wanted sizes, mean degrees and mixing, but for
    rounding.
    """
    _check(blocks)
    bound = np.rint(np.cumsum([0, *blocks.shares]) * blocks.size).astype(np.int64)
    wanted = _ties(blocks, np.diff(bound))
    ends = _cumulated_weights(blocks, rng)
    pairs = [
        _pairs((bound[a], bound[a + 1]), (bound[b], bound[b + 1]), int(wanted[a, b]), ends, rng)
        for a in range(len(blocks.shares))
        for b in range(a, len(blocks.shares))
    ]
    tail, head = np.divmod(np.concatenate(pairs), blocks.size)
    both = np.sort(np.concatenate([tail * blocks.size + head, head * blocks.size + tail]))
    tail, neighbour = np.divmod(both, blocks.size)
    start = np.zeros(blocks.size + 1, dtype=np.int64)
    np.cumsum(np.bincount(tail, minlength=blocks.size), out=start[1:])
    group = np.repeat(np.arange(len(blocks.shares)), np.diff(bound))
    for array in (group, start, neighbour):
        array.setflags(write=False)
    return Network(group, start, neighbour)


def _ties(blocks: Blocks, sizes: Ints) -> Floats:
    """Return the ties wanted between groups a <= b, (k, k); refuse what cannot be drawn."""
    if (sizes == 0).any():
        raise ValueError(f"A group has no member in a population of {blocks.size}: leave it out.")
    ends = sizes * np.array(blocks.degrees)
    joined = (1 - blocks.homophily) * np.outer(ends, ends) / ends.sum()
    joined += np.diag(blocks.homophily * ends)
    if (joined < 0).any():
        raise ValueError(
            f"A homophily of {blocks.homophily} leaves a group fewer than no ties of its own: "
            "groups of these sizes cannot avoid their own so much."
        )
    ties: Floats = np.rint(np.where(np.eye(len(sizes), dtype=bool), joined / 2, joined))
    possible = np.where(np.eye(len(sizes), dtype=bool), 0.5 * (sizes - 1), sizes) * sizes[:, None]
    if (ties > CROWDED * possible).any():
        raise ValueError(
            f"Mean degrees of {blocks.degrees} are too many for groups of {sizes.tolist()}: more "
            f"than {CROWDED:.0%} of all pairs would know each other. Lower them or the homophily."
        )
    return ties


def _cumulated_weights(blocks: Blocks, rng: np.random.Generator) -> Floats:
    """Return the running sum of the members' weights, with a 0 before it, (N+1,)."""
    weight = np.ones(blocks.size)
    if blocks.spread > 0:
        weight = rng.gamma(blocks.spread**-2, blocks.spread**2, blocks.size)
    ends = np.zeros(blocks.size + 1)
    np.cumsum(weight, out=ends[1:])
    return ends


def _pairs(
    one: tuple[int, int],
    other: tuple[int, int],
    wanted: int,
    ends: Floats,
    rng: np.random.Generator,
) -> Ints:
    """Draw `wanted` distinct pairs of members, of rows one[0]..one[1]-1 and of the other group,
    as codes low * N + high.
    """
    size = ends.size - 1
    found = np.empty(0, dtype=np.int64)
    for _ in range(ROUNDS):
        missing = wanted - found.size
        if not missing:
            return found
        tail, head = _members(one, missing, ends, rng), _members(other, missing, ends, rng)
        code = np.minimum(tail, head) * size + np.maximum(tail, head)
        found = np.unique(np.concatenate([found, code[tail != head]]))
    raise ValueError(
        "The ties do not fit between so few members of so unequal degrees: lower the spread or "
        "the mean degrees."
    )


def _members(group: tuple[int, int], count: int, ends: Floats, rng: np.random.Generator) -> Ints:
    """Draw members of a group in proportion to their weights, with replacement."""
    low, high = ends[group[0]], ends[group[1]]
    found = np.searchsorted(ends, low + rng.random(count) * (high - low), side="right") - 1
    rows: Ints = np.clip(found, group[0], group[1] - 1)
    return rows


def _check(blocks: Blocks) -> None:
    """Refuse a description that is no network."""
    shares, degrees = np.array(blocks.shares), np.array(blocks.degrees)
    if not shares.size or shares.shape != degrees.shape:
        raise ValueError(f"There are {shares.size} shares and {degrees.size} mean degrees.")
    if not (shares > 0).all() or abs(shares.sum() - 1) > 1e-9:
        raise ValueError(f"The shares of the groups must be above 0 and sum to 1: {shares}.")
    if not ((degrees > 0) & np.isfinite(degrees)).all():
        raise ValueError(f"The mean degrees of the groups must be above 0: {degrees}.")
    if not -1 <= blocks.homophily < 1:
        raise ValueError(f"Homophily lies from -1 to below 1, not at {blocks.homophily}.")
    if not 0 <= blocks.spread < np.inf:
        raise ValueError(f"The spread of degrees is 0 or more, not {blocks.spread}.")
