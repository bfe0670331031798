"""Overlapping lists of one population, as counts of people by capture history.

Question     How many people stand on exactly these lists and on none of the others?
Formula      With t lists there are 2^t - 1 histories that can be seen; the count of each is the
             sum of the frequencies of the rows that have it, zero where no row has.
Source       Fienberg (1972), Biometrika 59(3), 591-603: the incomplete 2^t table.
Assumptions  A person is one row, or one unit of frequency: the lists were linked without error,
             which is the first thing to doubt. A missed link looks like two people and raises
             every estimate; a false link lowers it.
Not for      Lists of different populations, places or periods.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Counts = NDArray[np.int64]

MOST_LISTS = 10  # 1,023 histories; beyond, hardly a history is seen twice


@dataclass(frozen=True, eq=False, slots=True)
class Lists:
    """`seen` (2^t - 1, t) are all histories, `count` (2^t - 1,) the people of each; row r is the
    history whose list i is seen where bit i of r + 1 is set, for any order of the input.
    """

    names: tuple[str, ...]
    seen: Flags
    count: Counts

    @property
    def n(self) -> int:
        """Return the number of different people seen."""
        return int(self.count.sum())

    def history(self, row: int) -> str:
        """Return a history in words: the lists that it is on, joined by `and`."""
        on = zip(self.names, self.seen[row].tolist(), strict=True)
        return " and ".join(name for name, seen in on if seen)


def capture_lists(
    names: Sequence[str], rows: ArrayLike, frequency: ArrayLike | None = None
) -> Lists:
    """Count the histories of `rows` (r, t) of 0 and 1, each standing for `frequency` (r,) people.

    Without frequencies every row is one person. Rows of one history are added up.
    """
    on = np.asarray(rows, dtype=np.float64)
    _check_lists(names, on)
    people = _people(frequency, len(on))
    nowhere = np.flatnonzero((on.sum(axis=1) == 0) & (people > 0))
    if nowhere.size:
        raise ValueError(
            f"Row {nowhere[0] + 1} counts people who are on no list. Nobody can have seen them: "
            "leave the row out."
        )
    lists = len(names)
    code = on.astype(np.int64) @ (1 << np.arange(lists))
    count = np.bincount(code, weights=people, minlength=1 << lists)[1:].astype(np.int64)
    seen = (np.arange(1, 1 << lists)[:, None] >> np.arange(lists) & 1).astype(np.bool_)
    _check_people(names, count, seen)
    return Lists(tuple(names), seen, count)


def _check_lists(names: Sequence[str], on: Floats) -> None:
    """Refuse a table that is no set of lists."""
    if on.ndim != 2 or not len(on) or on.shape[1] != len(names):
        raise ValueError(f"Rows of shape {on.shape} do not fit {len(names)} lists.")
    if len(names) < 2:
        raise ValueError(
            f"{len(names)} list cannot tell how many people are on none: give at least two lists "
            "that overlap."
        )
    if len(names) > MOST_LISTS:
        raise ValueError(
            f"{len(names)} lists are too many: merge lists of one kind until at most "
            f"{MOST_LISTS} are left."
        )
    if len(set(names)) < len(names):
        raise ValueError("Two lists have the same name: give each a name of its own.")
    wrong = np.argwhere((on != 0) & (on != 1))
    if wrong.size:
        row, column = wrong[0]
        raise ValueError(
            f"Row {row + 1}, list {names[column]}: {on[row, column]:g} is neither 0 nor 1."
        )


def _people(frequency: ArrayLike | None, rows: int) -> Floats:
    """Return how many people each row stands for."""
    if frequency is None:
        return np.ones(rows)
    people = np.asarray(frequency, dtype=np.float64)
    if people.shape != (rows,):
        raise ValueError(f"Frequencies of shape {people.shape} do not fit {rows} rows.")
    wrong = np.flatnonzero(~((people >= 0) & (people == np.floor(people)) & np.isfinite(people)))
    if wrong.size:
        raise ValueError(
            f"Row {wrong[0] + 1}: the frequency {people[wrong[0]]:g} is not a whole number of "
            "people, zero or more."
        )
    return people


def _check_people(names: Sequence[str], count: Counts, seen: Flags) -> None:
    """Refuse lists that hold nobody."""
    if not count.sum():
        raise ValueError("Nobody is on any list, so there is nothing to estimate from.")
    empty = np.flatnonzero(count @ seen == 0)
    if empty.size:
        raise ValueError(
            f"Nobody is on the list {names[empty[0]]}: leave it out, it says nothing about the "
            "others."
        )
