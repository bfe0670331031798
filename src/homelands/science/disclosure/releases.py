"""Differencing: a new table beside all that was released before, so that no subtraction tells.

Question     Does a new table, together with earlier ones, single out a few people?
Formula      With f(S) the published count of the people in a selection S, flagged are
             moved: the same S with two counts, 0 < |f1 - f2| < k (a few came or went);
             nested: S in T, published in different releases, 0 < f(T) - f(S) < k;
             rest: T less all of its parts along one variable that any release shows,
             0 < f(T) - sum f(S_i) < k; reopened: hidden now, shown before.
Source       Dinur and Nissim (2003), Principles of Database Systems; Hundepool and others (2012),
             Statistical Disclosure Control, on differencing and nested geographies.
Assumptions  Releases of one universe count the same kind of people, at different times perhaps;
             selections are named alike. A selection is a set of codes for each variable that it
             conditions on, so that 18-64 and 18-65 can be seen to be nested when given as codes.
Not for      Sums over several variables at once: link the tables that count the same people
             (`tables.link`) and audit them with `shown_before` taken from the hidden cells.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from homelands.science.disclosure.tables import TOTAL, System
from homelands.science.publication.thresholds import SMALLEST, check_threshold

Flags = NDArray[np.bool_]
Selection = frozenset[tuple[str, frozenset[str]]]  # (variable, codes) pairs; empty is everybody
Variables = frozenset[str]
Cells = Mapping[Selection, int | None]  # None is hidden


@dataclass(frozen=True, slots=True)
class Release:
    """A published table: whom it counts, and its shown figures and hidden cells by selection."""

    name: str
    universe: str
    shown: dict[Selection, int] = field(hash=False)
    hidden: frozenset[Selection] = frozenset()


@dataclass(frozen=True, slots=True)
class Conflict:
    """Figures `one` and `other` that tell of `difference` people; `code` names the formula."""

    code: str
    one: str
    other: str
    difference: int
    message: str


def selection(conditions: Iterable[tuple[str, Iterable[str]]]) -> Selection:
    """Return a selection: each variable once, with the codes (one or more) that it takes in."""
    found = frozenset((variable, frozenset(codes)) for variable, codes in conditions)
    if len({variable for variable, _ in found}) < len(found) or not all(c for _, c in found):
        raise ValueError("A selection names each variable once, with one code or more.")
    return found


def of_cells(name: str, universe: str, cells: Cells) -> Release:
    """Return the release of counts by selection, None where hidden."""
    shown = {cell: count for cell, count in cells.items() if count is not None}
    return Release(name, universe, shown, frozenset(cells) - shown.keys())


def of_system(name: str, universe: str, system: System, hidden: Flags) -> Release:
    """Return the release of a protected system's shown cells."""
    leaves = _leaves(system)
    chosen = [
        selection((variable, leaves[variable, code]) for variable, code in cell)
        for cell in system.names
    ]
    shown = {
        cell: int(count)
        for cell, count, is_hidden in zip(chosen, system.counts, hidden, strict=True)
        if not is_hidden
    }
    return Release(name, universe, shown, frozenset(chosen) - shown.keys())


def conflicts(earlier: Iterable[Release], new: Release, k: int = SMALLEST) -> tuple[Conflict, ...]:
    """Return what the new release tells with those before; publish it only when there is none."""
    check_threshold(k)
    before = [release for release in earlier if release.universe == new.universe]
    found: list[Conflict] = []
    for old in before:
        found += _reopened(old, new)
        found += _moved(old, new, k)
        found += _nested(old, new, k)
        found += _nested(new, old, k)
    return (*found, *_rests(before, new, k))


def shown_before(earlier: Iterable[Release], universe: str, system: System) -> Flags:
    """Return (m,) the cells of the system whose very count an earlier release shows.

    Taken from the hidden cells before the audit, they are what the reader knows already.
    """
    before = [release.shown for release in earlier if release.universe == universe]
    leaves = _leaves(system)
    cells = [selection((v, leaves[v, code]) for v, code in name) for name in system.names]
    return np.array(
        [
            any(figures.get(cell) == count for figures in before)
            for cell, count in zip(cells, system.counts.tolist(), strict=True)
        ],
        dtype=np.bool_,
    )


def _reopened(old: Release, new: Release) -> Iterator[Conflict]:
    for cell in sorted(new.hidden & old.shown.keys(), key=_words):
        words = f"{_words(cell)} is hidden in {new.name} and shown in {old.name}."
        yield Conflict("reopened", _words(cell), _words(cell), 0, words)


def _moved(old: Release, new: Release, k: int) -> Iterator[Conflict]:
    for cell in sorted(new.shown.keys() & old.shown.keys(), key=_words):
        if 0 < abs(new.shown[cell] - old.shown[cell]) < k:
            yield _conflict("moved", (new, cell), (old, cell), k)


def _nested(outer: Release, inner: Release, k: int) -> Iterator[Conflict]:
    """Yield the figures of `inner` whose people are a part of those of a figure of `outer`."""
    around = _by_variables(outer)
    for variables, parts in _by_variables(inner).items():
        for wider in (wider for wider in around if wider <= variables):
            broad = [cell for cell in around[wider] if any(len(codes) > 1 for _, codes in cell)]
            for part in parts:
                seen = frozenset(pair for pair in part if pair[0] in wider)
                for cell in sorted({*broad, seen} & outer.shown.keys(), key=_words):
                    difference = outer.shown[cell] - inner.shown[part]
                    if 0 < difference < k and _holds(cell, part):
                        yield _conflict("nested", (outer, cell), (inner, part), k)


def _rests(before: list[Release], new: Release, k: int) -> Iterator[Conflict]:
    """Yield figures whose parts along one variable, in any releases, leave a few people over."""
    parts: dict[tuple[Selection, str], dict[frozenset[str], tuple[int, str]]] = defaultdict(dict)
    for release in [*before, new]:
        for cell, count in release.shown.items():
            for pair in cell:
                parts[cell - {pair}, pair[0]][pair[1]] = (count, release.name)
    whole = {
        cell: (count, release.name)
        for release in [*before, new]
        for cell, count in release.shown.items()
    }
    for (cell, variable), found in parts.items():
        apart = _disjoint(found)
        if cell not in whole or len(apart) < 2:
            continue
        count, name = whole[cell]
        names = {name, *(by for _, by in apart)}
        rest = count - sum(part for part, _ in apart)
        if 0 < rest < k and new.name in names and len(names) > 1:
            words = _words(cell)
            yield Conflict(
                "rest", words, variable, rest,
                f"{words} in {name} and its parts by {variable} in {', '.join(sorted(names))} "
                f"leave {rest} over, fewer than {k}.",
            )  # fmt: skip


def _disjoint(found: dict[frozenset[str], tuple[int, str]]) -> list[tuple[int, str]]:
    """Return the parts, the narrowest first, that share no code with those taken before."""
    taken: set[str] = set()
    apart = []
    for codes in sorted(found, key=lambda codes: (len(codes), sorted(codes))):
        if not codes & taken:
            taken |= codes
            apart.append(found[codes])
    return apart


def _conflict(
    code: str, releases: tuple[Release, Selection], other: tuple[Release, Selection], k: int
) -> Conflict:
    (first, cell), (second, part) = releases, other
    difference = abs(first.shown[cell] - second.shown[part])
    return Conflict(
        code, _words(cell), _words(part), difference,
        f"{_words(cell)} in {first.name} and {_words(part)} in {second.name} differ by "
        f"{difference}, fewer than {k}.",
    )  # fmt: skip


def _holds(outer: Selection, inner: Selection) -> bool:
    """Say whether everybody in `inner`, which names the variables of `outer`, is in `outer`."""
    narrow = dict(inner)
    return outer != inner and all(narrow[variable] <= codes for variable, codes in outer)


def _by_variables(release: Release) -> dict[Variables, list[Selection]]:
    found: dict[Variables, list[Selection]] = defaultdict(list)
    for cell in release.shown:
        found[frozenset(variable for variable, _ in cell)].append(cell)
    return found


def _leaves(system: System) -> dict[tuple[str, str], frozenset[str]]:
    """Return the categories that each code of each variable takes in."""
    found: dict[tuple[str, str], frozenset[str]] = {}
    each = (dimension for table in system.tables for dimension in table.dimensions)
    deepest = {one.variable: one for one in sorted(each, key=lambda one: len(one.codes))}
    for one in deepest.values():
        for leaf in one.leaves:
            place = leaf
            while place:  # up to the total, which stands at 0
                key = one.variable, one.codes[place]
                found[key] = found.get(key, frozenset()) | {one.codes[leaf]}
                place = one.parent[place]
    return found


def _words(cell: Selection) -> str:
    named = sorted((variable, sorted(codes)) for variable, codes in cell)
    return ", ".join(f"{variable} {'/'.join(codes)}" for variable, codes in named) or TOTAL
