"""The recruitment forest of a respondent-driven sample: who brought whom, and in which wave.

Question     Which respondent recruited which, from which seed, in how many steps?
Formula      wave(seed) = 0; wave(i) = wave(recruiter of i) + 1; found breadth first.
Source       Heckathorn (1997), Social Problems 44(2), the recruitment by coupons;
             Volz and Heckathorn (2008), the sample as a set of trees.
Assumptions  Each respondent took part once and came through at most one recruiter; a coupon
             brings one person. Rows may come in any order: arrays keep the caller's order,
             and `order` gives the one order that depends on the ids alone.
Not for      Snowball samples without recorded recruiters, and several unconnected surveys
             read as one: build a sample for each.
"""

from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homelands.science.facts import Facts, Unfit

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

MOST_NAMED = 10  # people whom a refusal names


@dataclass(frozen=True, eq=False, slots=True)
class Sample:
    """n respondents as a forest; every array is read-only.

    parent (n,) row of the recruiter, -1 for a seed; wave (n,) 0 for a seed; seed (n,) row of
    the seed that the chain began with; degree (n,) reported contacts, >= 0, NaN where missing;
    start (n+1,) and child (n - seeds,): the recruits of row i are child[start[i]:start[i+1]],
    sorted by id; order (n,) rows breadth first, seeds sorted by id.
    """

    ids: tuple[str, ...]
    parent: Ints
    wave: Ints
    seed: Ints
    degree: Floats
    start: Ints
    child: Ints
    order: Ints

    @property
    def recruits(self) -> Ints:
        """Return how many respondents each one brought, (n,)."""
        return np.diff(self.start)

    @property
    def ties(self) -> Ints:
        """Return how many ties of each one the recruitment showed: recruits and recruiter, (n,)."""
        return self.recruits + (self.parent >= 0)

    @property
    def seeds(self) -> int:
        """Return how many respondents were recruited by nobody."""
        return int((self.parent < 0).sum())


def from_recruiters(
    ids: Sequence[str],
    recruiters: Sequence[str | None],
    degrees: Sequence[float | None],
    *,
    coupons: Sequence[int] | None = None,
) -> Sample:
    """Build the forest from each respondent's recruiter: an id, or None for a seed.

    `coupons`, where known, is how many each respondent was given: nobody may bring more.
    """
    quota: Sequence[float] = [np.inf] * len(ids) if coupons is None else coupons
    _same_length(ids, recruiters, degrees, quota)
    row = _rows(ids)
    _refuse_recruiters(ids, recruiters, quota)
    parent = np.array([-1 if r is None else row[r] for r in recruiters], dtype=np.int64)
    return _forest(tuple(ids), parent, _degrees(ids, degrees))


def from_coupons(
    ids: Sequence[str],
    own: Sequence[str | None],
    issued: Sequence[Sequence[str]],
    degrees: Sequence[float | None],
    *,
    reusable: AbstractSet[str] = frozenset(),
) -> Sample:
    """Build the forest from coupons: the one each respondent came with, and those given out.

    `own` is None for a seed. `reusable` names codes that may be redeemed again, such as a code
    that a study keeps for recruits who lost their paper. As any other coupon brings one person,
    nobody can exceed the coupons given.
    """
    _same_length(ids, own, issued, degrees)
    _rows(ids)
    holders: dict[str, list[str]] = {}
    for person, codes in zip(ids, issued, strict=True):
        for code in dict.fromkeys(codes):
            holders.setdefault(code, []).append(person)
    _refuse_coupons(ids, own, holders, reusable)
    recruiters = [None if code is None else holders[code][0] for code in own]
    return from_recruiters(ids, recruiters, degrees)


def _refuse_recruiters(
    ids: Sequence[str], recruiters: Sequence[str | None], quota: Sequence[float]
) -> None:
    """Raise where a recruiter is unknown, is the recruit, or brought more than the quota."""
    brought = Counter(recruiters)
    known = {None, *ids}
    if lost := [i for i, r in zip(ids, recruiters, strict=True) if r not in known]:
        raise Unfit("recruiter-unknown", Facts(people=lost[:MOST_NAMED], count=len(lost)))
    if own := [i for i, r in zip(ids, recruiters, strict=True) if i == r]:
        raise Unfit("recruiter-self", Facts(people=own[:MOST_NAMED], count=len(own)))
    if over := [i for i, most in zip(ids, quota, strict=True) if brought[i] > most]:
        raise Unfit("coupons-exceeded", Facts(people=over[:MOST_NAMED], count=len(over)))


def _refuse_coupons(
    ids: Sequence[str],
    own: Sequence[str | None],
    holders: dict[str, list[str]],
    reusable: AbstractSet[str],
) -> None:
    """Raise where a redeemed coupon is unknown, was given to two people, or was used twice."""
    redeemed: dict[str, list[str]] = {}
    for person, code in zip(ids, own, strict=True):
        if code is not None:
            redeemed.setdefault(code, []).append(person)
    if lost := [p for code, people in redeemed.items() if code not in holders for p in people]:
        raise Unfit("coupon-not-given", Facts(people=lost[:MOST_NAMED], count=len(lost)))
    for code, people in redeemed.items():
        if len(people) > 1 and code not in reusable:
            raise Unfit("coupon-redeemed-twice", Facts(coupon=code, people=people[:MOST_NAMED]))
        if len(holders[code]) > 1:
            several = holders[code][:MOST_NAMED]
            raise Unfit("coupon-given-to-several", Facts(coupon=code, people=several))


def _forest(ids: tuple[str, ...], parent: Ints, degree: Floats) -> Sample:
    """Walk breadth first from the seeds; whoever is not reached stands in a cycle."""
    n = len(ids)
    by_id = np.array(sorted(range(n), key=ids.__getitem__), dtype=np.int64)
    start, child = _children(parent, by_id)
    wave, seed = np.zeros(n, dtype=np.int64), np.arange(n, dtype=np.int64)
    order: list[int] = [int(i) for i in by_id if parent[i] < 0]
    for node in order:  # grows while it is walked: the queue of the breadth-first search
        brought = child[start[node] : start[node + 1]]
        wave[brought], seed[brought] = wave[node] + 1, seed[node]
        order.extend(brought.tolist())
    if len(order) < n:
        reached = set(order)
        circle = [ids[i] for i in by_id if i not in reached]
        raise Unfit("recruitment-circle", Facts(people=circle[:MOST_NAMED], count=len(circle)))
    arrays = (parent, wave, seed, degree, start, child, np.array(order, dtype=np.int64))
    for array in arrays:
        array.setflags(write=False)
    return Sample(ids, *arrays)


def _children(parent: Ints, by_id: Ints) -> tuple[Ints, Ints]:
    """Return the start of each row's recruits, and the recruits, sorted by id within each."""
    recruited = by_id[parent[by_id] >= 0]
    child = recruited[np.argsort(parent[recruited], kind="stable")]
    start = np.zeros(parent.size + 1, dtype=np.int64)
    np.cumsum(np.bincount(parent[recruited], minlength=parent.size), out=start[1:])
    return start, child


def _rows(ids: Sequence[str]) -> dict[str, int]:
    """Return each id's row; refuse an empty sample and an id that occurs twice."""
    if not ids:
        raise Unfit("sample-empty")
    if twice := [i for i, c in Counter(ids).items() if c > 1]:
        raise Unfit("ids-twice", Facts(people=twice[:MOST_NAMED], count=len(twice)))
    return {person: row for row, person in enumerate(ids)}


def _degrees(ids: Sequence[str], degrees: Sequence[float | None]) -> Floats:
    """Return degrees as floats with NaN for a missing one; refuse negative and infinite ones."""
    degree = np.array([np.nan if d is None else d for d in degrees], dtype=np.float64)
    if wrong := [ids[i] for i in np.flatnonzero((degree < 0) | np.isinf(degree)).tolist()]:
        raise Unfit("degrees-impossible", Facts(people=wrong[:MOST_NAMED], count=len(wrong)))
    return degree


def _same_length(*columns: Sequence[object]) -> None:
    if len({len(column) for column in columns}) != 1:
        lengths = ", ".join(str(len(column)) for column in columns)
        raise ValueError(f"The columns of the sample differ in length: {lengths}.")
