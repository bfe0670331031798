"""All hierarchical log-linear models of t lists: which lists may depend on which.

Question     Which models of dependence between the lists are there?
Formula      A model is a set of terms (subsets of the lists) that holds every subset of its
             terms and each list by itself, but never the term of all lists. There are 8 of them
             for three lists and 113 for four. A model is named by its largest terms:
             [12,34] lets list 1 depend on 2, and 3 on 4.
Source       Fienberg (1972), Biometrika 59(3); Bishop, Fienberg and Holland (1975), Discrete
             Multivariate Analysis, chapter 6.
Assumptions  With five lists the terms of three and more are left out (6,893 models otherwise):
             1,024 models remain.
Not for      More than five lists: see `searched`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Term = tuple[int, ...]

FEWEST, MOST, MOST_IN_FULL = 3, 5, 4


@dataclass(frozen=True, slots=True)
class Hierarchical:
    """`terms` of two lists or more, each a tuple of positions from 0, shortest first; all lists
    by themselves are in every model.
    """

    lists: int
    terms: tuple[Term, ...]

    @property
    def name(self) -> str:
        """Return the largest terms in brackets, with the lists counted from 1."""
        alone: list[Term] = [(i,) for i in range(self.lists)]
        terms = [*self.terms, *alone]
        largest = [a for a in terms if not any(set(a) < set(b) for b in terms)]
        shown = sorted(largest, key=lambda term: (-len(term), term))
        between = "-" if self.lists > 9 else ""  # of ten lists, 110 could be 1 and 10 or 11 and 0
        return "[" + ",".join(between.join(str(i + 1) for i in term) for term in shown) + "]"

    def design(self, seen: Flags) -> Floats:
        """Return the columns (c, p) for histories `seen` (c, t): 1, each list, each term."""
        terms = [np.all(seen[:, term], axis=1) for term in self.terms]
        columns = [np.ones(len(seen)), *seen.T, *terms]
        return np.column_stack(columns).astype(np.float64)


def hierarchical(lists: int) -> tuple[Hierarchical, ...]:
    """Return every model of `lists` lists, 3 to 5, from independence to the richest."""
    if lists < FEWEST:
        raise ValueError(
            f"{lists} lists do not show whether they depend on each other: with two lists only "
            "Chapman's estimate can be made, on the assumption that they are independent."
        )
    if lists > MOST:
        raise ValueError(
            f"{lists} lists have too many models to show: search them (`searched`), or merge lists "
            f"of one kind until at most {MOST} are left."
        )
    largest = lists - 1 if lists <= MOST_IN_FULL else 2
    hierarchicals = (Hierarchical(lists, terms) for terms in _grow(lists, 2, largest, frozenset()))
    return tuple(sorted(hierarchicals, key=lambda model: (len(model.terms), model.terms)))


def _grow(
    lists: int, size: int, largest: int, below: frozenset[Term]
) -> Iterator[tuple[Term, ...]]:
    """Yield every closed set of terms of `size` and more that can stand upon those `below`."""
    if size > largest:
        yield ()
        return
    possible = [
        term
        for term in combinations(range(lists), size)
        if size == 2 or all(part in below for part in combinations(term, size - 1))
    ]
    for count in range(len(possible) + 1):
        for chosen in combinations(possible, count):
            for above in _grow(lists, size + 1, largest, frozenset(chosen)):
                yield chosen + above
