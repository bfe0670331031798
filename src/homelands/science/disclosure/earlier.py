"""A new table beside earlier ones of the same people: protected together, as one publication.

Question     What must be hidden in new tables so that they, with all that was released before
             of the same people, tell of no small cell, old or new?
Formula      The new tables and the earlier ones are one system. What was hidden before stays
             hidden; what was shown before is known and cannot be hidden again. New small cells
             need an interval of k; a cell hidden before keeps the one it had, up to k.
Source       Fischetti and Salazar-Gonzalez (2000), Journal of the American Statistical
             Association 95(451), linked tables as one system; Hundepool and others (2012),
             Statistical Disclosure Control, on tables released one after another.
Assumptions  The earlier tables count the same people at the same time: what both show agrees. An
             earlier count that is hidden and in no new table is not known here; any table that
             fits what was shown stands for it, for intervals do not depend on which.
Not for      Tables of other people or another time: see `releases`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp

from homelands.science.disclosure.audit import audit
from homelands.science.disclosure.primary import Primary
from homelands.science.disclosure.secondary import Open, Suppression, suppress
from homelands.science.disclosure.tables import Dimension, Name, System, Table, link

Flags = NDArray[np.bool_]
Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False, slots=True)
class Earlier:
    """A released table: its variables, and the counts of its cells, None where hidden.

    Cells that it does not name hold nobody.
    """

    dimensions: tuple[Dimension, ...]
    counts: Mapping[Name, int | None]


def agree(system: System, earlier: Sequence[Earlier]) -> bool:
    """Say whether what was shown before is what the system counts now."""
    now = dict(zip(system.names, system.counts.tolist(), strict=True))
    return all(
        count is None or now.get(name, count) == count
        for table in earlier
        for name, count in table.counts.items()
    )


def suppress_after(system: System, small: Primary, earlier: Sequence[Earlier]) -> Suppression:
    """Hide cells of the system so that nothing small is told, new or hidden before."""
    if not earlier:
        return suppress(system, small.cells, small.width)
    whole, new = _together(system, earlier)
    hidden, shown = _before(whole, earlier)
    wanted = np.zeros(whole.counts.size, dtype=np.int64)
    wanted[: new.size] = np.where(small.cells, small.width, 0)
    wanted = np.where(hidden, _kept(earlier, whole, small.k), wanted)
    wanted[shown] = 0
    try:
        found = suppress(whole, wanted > 0, wanted, shown | (hidden & (wanted == 0)))
    except Open:
        raise ValueError(
            "Beside the earlier releases, a small cell can be worked out whatever is hidden now: "
            "publish fewer or broader tables."
        ) from None
    return _of_the_new(found, small, new, hidden)


def _together(system: System, earlier: Sequence[Earlier]) -> tuple[System, Ints]:
    """Return the system with the earlier tables, and the places of the new cells: the first."""
    counts = _filled(system, earlier)
    whole = link([*system.tables, *(_table(one, counts) for one in earlier)])
    return whole, np.arange(system.counts.size)


def _table(one: Earlier, counts: Mapping[Name, int]) -> Table:
    empty = Table(one.dimensions, np.zeros([len(each.codes) for each in one.dimensions], np.int64))
    values = [counts.get(name, 0) for name in empty.names()]
    return Table(one.dimensions, np.array(values, dtype=np.int64).reshape(empty.counts.shape))


def _filled(system: System, earlier: Sequence[Earlier]) -> dict[Name, int]:
    """Return a count of every cell; of those that nobody knows here, one that fits the sums."""
    known = dict(zip(system.names, system.counts.tolist(), strict=True))
    for table in earlier:
        known.update({name: n for name, n in table.counts.items() if n is not None})
    empty = {name for table in earlier for name in table.counts} - known.keys()
    if not empty:
        return known
    zero: dict[Name, int] = {}
    frame = link([_table(one, zero) for one in earlier])
    unknown = np.array([name in empty for name in frame.names])
    counts = np.array([known.get(name, 0) for name in frame.names], dtype=np.float64)
    for least in (1, 0):  # a rule on groups may have hidden zeros
        solved = milp(
            np.zeros(counts.size),
            constraints=LinearConstraint(frame.relations, 0, 0),
            bounds=Bounds(np.where(unknown, least, counts), np.where(unknown, np.inf, counts)),
            integrality=np.ones(counts.size),
        )
        if solved.x is not None:
            found = np.rint(solved.x).astype(np.int64).tolist()
            return known | dict(zip(frame.names, found, strict=True))
    raise ValueError("The sums of an earlier release do not fit: was one of its tables changed?")


def _before(whole: System, earlier: Sequence[Earlier]) -> tuple[Flags, Flags]:
    """Return the cells (m,) that were hidden before, and those that were shown."""
    hidden = {name for table in earlier for name, n in table.counts.items() if n is None}
    shown = {name for table in earlier for name, n in table.counts.items() if n is not None}
    return (
        np.array([name in hidden and name not in shown for name in whole.names]),
        np.array([name in shown for name in whole.names]),
    )


def _kept(earlier: Sequence[Earlier], whole: System, k: int) -> Ints:
    """Return (m,) how wide the earlier releases alone leave each cell, up to k."""
    place = dict(zip(whole.names, whole.counts.tolist(), strict=True))
    old = link([_table(one, place) for one in earlier])
    hidden, _shown = _before(old, earlier)
    found = audit(old, hidden, np.zeros(old.counts.size))
    width = dict(zip(found.cell.tolist(), (found.high - found.low).tolist(), strict=True))
    by_name = {old.names[cell]: int(min(wide, k)) for cell, wide in width.items()}
    return np.array([by_name.get(name, 0) for name in whole.names], dtype=np.int64)


def _of_the_new(found: Suppression, small: Primary, new: Ints, hidden: Flags) -> Suppression:
    """Return what is hidden in the new tables, with the audit of these cells."""
    all_hidden = (found.hidden | hidden)[: new.size]
    here = found.audit.cell < new.size
    audited = type(found.audit)(
        found.audit.cell[here],
        found.audit.low[here],
        found.audit.high[here],
        found.audit.wanted[here],
    )
    return Suppression(small.cells & all_hidden, all_hidden & ~small.cells, audited)
