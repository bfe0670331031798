"""Small recruitment forests for the tests, made by rule."""

import numpy as np

from homelands.science.analysis.groups import Groups, groups
from homelands.science.rds.sample import Sample, from_recruiters

PEOPLE = 60
IDS = [f"p{row:02}" for row in range(PEOPLE)]
RECRUITERS = [None if row < 4 else IDS[row // 2 - 1] for row in range(PEOPLE)]
DEGREES = [3.0 + row % 4 + (row % 7) for row in range(PEOPLE)]
ANSWERS: list[str | None] = ["nurse", "teacher", "other"] * (PEOPLE // 3)


def sample(rows: list[int] | None = None) -> Sample:
    """Make the forest of 60, its rows in another order where one is given."""
    rows = list(range(PEOPLE)) if rows is None else rows
    columns = ([column[row] for row in rows] for column in (IDS, RECRUITERS, DEGREES))
    return from_recruiters(*columns)


def mixed(people: int, seed: int = 3) -> tuple[Sample, Groups]:
    """Make a forest of 12 seeds and two groups, who recruit their own kind a little more."""
    rng = np.random.default_rng(seed)
    before = [-1 if row < 12 else int(rng.integers(0, (row + 1) // 2)) for row in range(people)]
    own: list[str | None] = []
    for parent in before:
        same = rng.random() < 0.65
        own.append("abc"[int(rng.integers(2))] if parent < 0 or not same else own[parent])
    degrees = rng.integers(2, 30, people).astype(float).tolist()
    ids = [str(row) for row in range(people)]
    recruiters = [None if parent < 0 else str(parent) for parent in before]
    return from_recruiters(ids, recruiters, degrees), groups(own)


def shuffled(one: Sample, found: Groups, rows: list[int]) -> tuple[Sample, Groups]:
    """Return the same people in another order."""
    recruiters = [None if one.parent[r] < 0 else one.ids[one.parent[r]] for r in rows]
    other = from_recruiters([one.ids[r] for r in rows], recruiters, one.degree[rows].tolist())
    return other, Groups(found.names, found.code[rows])


def renamed(found: Groups, names: dict[str, str]) -> Groups:
    """Return the same groups under other names, sorted by those."""
    told = [None if code < 0 else names[found.names[code]] for code in found.code.tolist()]
    return groups(told)
