"""Tables of counts, with all their totals, and the sums that a reader of them can do.

Question     Which cells does a publication show, and which sums tie them to each other?
Formula      A variable's codes form a tree: its total, groups if wanted, categories. Along
             every variable, with the others held fixed: the sum of a code's children minus the
             code itself is zero. All such sums together are R x = 0, R sparse (sums, cells).
             Tables that count the same people are linked through the cells that both show.
Source       Fischetti and Salazar-Gonzalez (2000), Journal of the American Statistical
             Association 95(451), tables as systems M y = b with linked and hierarchical tables
             as cases; Willenborg and de Waal (2001), Elements of Statistical Disclosure Control.
Assumptions  Counts are unweighted counts of people, each in one category of each variable.
             A combination that no row names has a count of zero.
Not for      Tables of different people (see `releases`), and cells that are tied by more than
             the sums above: three two-way tables also bound their unpublished three-way table.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Counts = NDArray[np.int64]
Name = tuple[tuple[str, str], ...]  # a cell's (variable, code) pairs without totals, sorted
Relations = Any  # scipy.sparse.csr_array, which has no types

TOTAL = "Total"
MOST_CELLS = 250_000


@dataclass(frozen=True, slots=True)
class Dimension:
    """A variable: `codes` begin with its total, `parent` is the code each one adds to (-1)."""

    variable: str
    codes: tuple[str, ...]
    parent: tuple[int, ...]

    @property
    def leaves(self) -> tuple[int, ...]:
        """Return the places of the codes that nothing adds to: the categories."""
        above = set(self.parent)
        return tuple(place for place in range(len(self.codes)) if place not in above)

    @property
    def sums(self) -> Relations:
        """Return (parents, codes): 1 for each child of a parent, -1 for the parent itself."""
        parents = sorted(set(self.parent) - {-1})
        found = sparse.lil_array((len(parents), len(self.codes)))
        for row, parent in enumerate(parents):
            found[row, parent] = -1
            for code, above in enumerate(self.parent):
                if above == parent:
                    found[row, code] = 1
        return found.tocsr()


@dataclass(frozen=True, eq=False, slots=True)
class Table:
    """`counts` has an axis for each dimension and a place for each of its codes, totals too."""

    dimensions: tuple[Dimension, ...]
    counts: Counts

    def names(self) -> list[Name]:
        """Return the name of every cell, in the order of `counts.ravel()`."""
        codes = [
            [None if place == 0 else (one.variable, code) for place, code in enumerate(one.codes)]
            for one in self.dimensions
        ]
        return [
            tuple(sorted(pair for pair in pairs if pair is not None)) for pairs in product(*codes)
        ]

    def relations(self) -> Relations:
        """Return the sparse (sums, cells) of the formula."""
        sides = [len(one.codes) for one in self.dimensions]
        blocks = []
        for axis, dimension in enumerate(self.dimensions):
            left, right = int(np.prod(sides[:axis])), int(np.prod(sides[axis + 1 :]))
            inner = sparse.kron(dimension.sums, sparse.eye_array(right), format="csr")
            blocks.append(sparse.kron(sparse.eye_array(left), inner, format="csr"))
        return sparse.vstack(blocks, format="csr")


@dataclass(frozen=True, eq=False, slots=True)
class System:
    """`names` and `counts` (m,) of every published cell once; `relations` (r, m) @ counts = 0;
    `places[t]` has the shape of `tables[t]` and says which of the cells stands where.
    """

    tables: tuple[Table, ...]
    names: tuple[Name, ...]
    counts: Counts
    relations: Relations
    places: tuple[Counts, ...]


def link(tables: Sequence[Table]) -> System:
    """Join tables of the same people: cells of the same name are one cell."""
    _check_codes(tables)
    index: dict[Name, int] = {}
    counts: list[int] = []
    places, blocks = [], []
    for table in tables:
        place = np.empty(table.counts.size, dtype=np.int64)
        for cell, (name, count) in enumerate(
            zip(table.names(), table.counts.ravel().tolist(), strict=True)
        ):
            place[cell] = index.setdefault(name, len(counts))
            if place[cell] == len(counts):
                counts.append(count)
            _check_same(name, counts[place[cell]], count)
        places.append(place.reshape(table.counts.shape))
        blocks.append((table.relations().tocoo(), place))
    width = len(counts)
    moved = [
        sparse.csr_array((r.data, (r.coords[0], place[r.coords[1]])), shape=(r.shape[0], width))
        for r, place in blocks
    ]
    relations = sparse.vstack(moved, format="csr")
    return System(tuple(tables), tuple(index), np.array(counts), relations, tuple(places))


def tabulate(
    rows: Iterable[tuple[Sequence[str], int]],
    variables: Sequence[str],
    groups: Mapping[str, Mapping[str, str]] | None = None,
    also: Mapping[str, Iterable[str]] | None = None,
) -> Table:
    """Make the table of `rows`: the category of each variable, and a count >= 0.

    groups: for a variable, the group each category adds to (and the group of a group).
    also: for a variable, categories that it has in other tables, with nobody in this one.
    """
    cells: dict[tuple[str, ...], int] = {}
    for categories, count in rows:
        _check_row(cells, tuple(categories), count, variables)
        cells[tuple(categories)] = int(count)
    if not variables or not cells:
        raise ValueError("A table needs at least one variable and one row of counts.")
    dimensions = tuple(
        dimension(
            variable,
            {key[axis] for key in cells} | set((also or {}).get(variable, ())),
            (groups or {}).get(variable, {}),
        )
        for axis, variable in enumerate(variables)
    )
    return Table(dimensions, _filled(dimensions, cells))


def dimension(variable: str, categories: Iterable[str], groups: Mapping[str, str]) -> Dimension:
    """Return a variable with its codes from the total down, groups before what is in them."""
    depth = {category: _way(variable, category, groups) for category in sorted(set(categories))}
    above = sorted({group for way in depth.values() for group in way[1:]})
    for code in [*above, *depth]:
        if code == TOTAL or (code in above and code in depth):
            raise ValueError(
                f"Variable {variable!r}: {code!r} is a category and a total at once. Give inner "
                "cells only, the totals are made here, or rename the category."
            )
    codes = (TOTAL, *above, *depth)
    place = {code: number for number, code in enumerate(codes)}
    parents = (place[groups[code]] if code in groups else 0 for code in codes[1:])
    return Dimension(variable, codes, (-1, *parents))


def _way(variable: str, category: str, groups: Mapping[str, str]) -> list[str]:
    """Return a category and the groups above it."""
    way = [category]
    while (group := groups.get(way[-1])) is not None:
        if group in way:
            raise ValueError(f"Variable {variable!r}: the groups above {category!r} form a ring.")
        way.append(group)
    return way


def _filled(dimensions: tuple[Dimension, ...], cells: dict[tuple[str, ...], int]) -> Counts:
    """Return the counts of all codes: the categories as given, the others as their sums."""
    sides = [len(one.codes) for one in dimensions]
    if (size := int(np.prod([float(side) for side in sides]))) > MOST_CELLS:
        raise ValueError(
            f"The table has {size:,} cells with its totals, more than the {MOST_CELLS:,} that can "
            "be protected together: take fewer variables or broader categories."
        )
    counts = np.zeros(sides, dtype=np.int64)
    place = [{code: number for number, code in enumerate(one.codes)} for one in dimensions]
    for key, count in cells.items():
        counts[tuple(of[code] for of, code in zip(place, key, strict=True))] = count
    for axis, one in enumerate(dimensions):
        moved = np.moveaxis(counts, axis, 0)
        for code in _upwards(one):
            moved[one.parent[code]] += moved[code]
    return counts


def _upwards(one: Dimension) -> list[int]:
    """Return all codes but the total so that each comes before the code it adds to."""
    order, above = [], [0]
    while above:
        code = above.pop()
        order.append(code)
        above += [child for child, parent in enumerate(one.parent) if parent == code]
    return order[:0:-1]


def _check_row(
    cells: dict[tuple[str, ...], int], key: tuple[str, ...], count: int, variables: Sequence[str]
) -> None:
    if len(key) != len(variables) or not all(key):
        raise ValueError(f"The row {key} must name a category of each of {', '.join(variables)}.")
    if key in cells:
        raise ValueError(f"The cell {', '.join(key)} stands there twice: give every cell once.")
    if count != int(count) or count < 0:
        raise ValueError(f"The cell {', '.join(key)} has the count {count}: give whole numbers.")


def _check_same(name: Name, one: int, other: int) -> None:
    if one != other:
        cell = ", ".join(f"{variable} {code}" for variable, code in name) or TOTAL
        raise ValueError(
            f"The tables disagree on {cell}: {one} and {other}. Linked tables must count the same "
            "people; tables of different people are compared as releases."
        )


def _parts(one: Dimension) -> dict[str, frozenset[str]]:
    """Return the codes that add to each code with any: a table may be coarser than another."""
    found: dict[str, set[str]] = {}
    for code, parent in zip(one.codes[1:], one.parent[1:], strict=True):
        found.setdefault(one.codes[parent], set()).add(code)
    return {code: frozenset(parts) for code, parts in found.items()}


def _check_codes(tables: Sequence[Table]) -> None:
    known: dict[tuple[str, str], frozenset[str]] = {}
    for one in (one for table in tables for one in table.dimensions):
        parts = {(one.variable, code): parts for code, parts in _parts(one).items()}
        if any(known.setdefault(code, found) != found for code, found in parts.items()):
            raise ValueError(
                f"Variable {one.variable!r} has other categories in one linked table than in "
                "another: name every category in both, with counts of zero where nobody is."
            )
