"""Decomposable graphs of lists, and the size that each gives, by a formula.

Question     Which lists may depend on which, when there are too many models to fit them all?
Formula      A graph joins lists that may depend on each other; it is decomposable if it is a tree
             of cliques C with separators S. Put u unseen people into the cell of nobody: with n_C
             the counts over the lists of C, the fitted count of a history is
             prod n_C / prod n_S, and the likelihood is highest where the fitted count of nobody is
             u itself: u = prod (a_C + u) / prod (a_S + u), with a_C the people on no list of C and
             n + u for an empty S. Parameters: 1 + sum (2^|C| - 1) - sum (2^|S| - 1).
Source       Lauritzen (1996), Graphical Models, sections 4.4 and 5.2; Madigan and York (1997),
             Biometrika 84(1), 19-31, for decomposable models of lists. The fit equals that of
             `loglinear` for the terms of the graph.
Assumptions  Those of log-linear models. The largest term within a clique is free, so pairs of three
             lists without their three-way term are no model here.
Not for      Cliques of more than LARGEST lists: their cells are empty.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from homelands.science.size.lists import Lists
from homelands.science.size.loglinear import criteria
from homelands.science.size.models import Hierarchical, Term

Floats = NDArray[np.float64]
Edge = tuple[int, int]
Graph = frozenset[Edge]

LARGEST = 3
FARTHEST, STEPS = 1e6, 400  # times the people seen; places at which a root is looked for


@dataclass(frozen=True, slots=True)
class Fast:
    """A graph's number of people `unseen`, None where the likelihood grows without end."""

    graph: Graph
    unseen: float | None
    bic: float


class Margins:
    """The counts over any few of the lists, each worked out once."""

    def __init__(self, lists: Lists) -> None:
        self.lists, self.n = lists, float(lists.n)
        self._held: dict[Term, Floats] = {}
        self._constant = float(_log_factorials(lists.count).sum())

    def of(self, term: Term) -> Floats:
        """Return the counts (2^|term|,) of those seen; the first is on no list of the term."""
        if term not in self._held:
            code = self.lists.seen[:, list(term)] @ (1 << np.arange(len(term)))
            people = self.lists.count.astype(np.float64)
            self._held[term] = np.asarray(
                np.bincount(code, people, minlength=1 << len(term)), dtype=np.float64
            )
        return self._held[term]

    def fit(self, graph: Graph) -> Fast:
        """Return what a decomposable graph gives."""
        cliques, separators = junctions(len(self.lists.names), graph)
        unseen = self._unseen(cliques, separators)
        if unseen is None:
            return Fast(graph, None, float("inf"))
        likelihood = sum(self._part(clique, unseen) for clique in cliques)
        likelihood -= sum(self._part(separator, unseen) for separator in separators)
        likelihood -= self.n + self._constant
        parameters = 1 + sum(2 ** len(one) - 1 for one in cliques)
        parameters -= sum(2 ** len(one) - 1 for one in separators)
        return Fast(graph, unseen, criteria(likelihood, parameters, self.lists.n)[1])

    def _part(self, term: Term, unseen: float) -> float:
        """Return sum y log m of a clique or a separator, m with the unseen in its first cell."""
        seen = self.of(term)
        fitted = seen.copy()
        fitted[0] += unseen
        some = seen > 0
        return float(seen[some] @ np.log(fitted[some]))

    def _unseen(self, cliques: list[Term], separators: list[Term]) -> float | None:
        """Return the lowest u at which the fitted count of nobody falls below u itself."""
        over = np.array([self.of(one)[0] for one in cliques])
        under = np.array([self.of(one)[0] for one in separators])

        def above(log_u: Floats) -> Floats:
            u = np.exp(log_u)[:, None]
            made = np.log(over + u).sum(axis=1) - np.log(under + u).sum(axis=1) - log_u
            return np.asarray(made)

        places = np.linspace(np.log(1e-6), np.log(FARTHEST * self.n), STEPS)
        height = above(places)
        falls = np.flatnonzero((height[:-1] > 0) & (height[1:] <= 0))
        if not falls.size:
            return 0.0 if height[0] <= 0 else None
        low, high = places[falls[0]], places[falls[0] + 1]
        for _ in range(60):
            middle = (low + high) / 2
            low, high = (middle, high) if above(np.array([middle]))[0] > 0 else (low, middle)
        return float(np.exp((low + high) / 2))


def junctions(lists: int, graph: Graph) -> tuple[list[Term], list[Term]]:
    """Return the cliques and separators of a decomposable graph, by maximum cardinality search."""
    beside = _beside(lists, graph)
    order: list[int] = []
    cliques: list[set[int]] = []
    separators: list[set[int]] = []
    for _ in range(lists):
        left = [one for one in range(lists) if one not in order]
        one = max(left, key=lambda place: (len(beside[place] & set(order)), -place))
        earlier = beside[one] & set(order)
        grown = next((clique for clique in cliques[-1:] if earlier == clique), None)
        if grown is not None:
            grown.add(one)
        else:
            if cliques:
                separators.append(set(earlier))
            cliques.append({one, *earlier})
        order.append(one)
    return [tuple(sorted(one)) for one in cliques], [tuple(sorted(one)) for one in separators]


def is_decomposable(lists: int, graph: Graph) -> bool:
    """Say whether every cycle has a chord, and no clique is larger than LARGEST."""
    beside = _beside(lists, graph)
    left = set(range(lists))
    while left:
        for one in left:
            near = beside[one] & left
            if len(near) < LARGEST and all(b in beside[a] for a, b in combinations(near, 2)):
                left.remove(one)
                break
        else:
            return False
    return True


def neighbours(lists: int, graph: Graph) -> Iterator[Graph]:
    """Yield the decomposable graphs that have one edge more or one fewer."""
    for edge in combinations(range(lists), 2):
        other = graph ^ {edge}
        if is_decomposable(lists, other):
            yield other


def as_model(lists: int, graph: Graph) -> Hierarchical:
    """Return the graph as the log-linear model that it is."""
    cliques, _separators = junctions(lists, graph)
    terms = {
        part
        for clique in cliques
        for size in range(2, len(clique) + 1)
        for part in combinations(clique, size)
    }
    return Hierarchical(lists, tuple(sorted(terms, key=lambda term: (len(term), term))))


def _beside(lists: int, graph: Graph) -> list[set[int]]:
    beside: list[set[int]] = [set() for _ in range(lists)]
    for a, b in graph:
        beside[a].add(b)
        beside[b].add(a)
    return beside


def _log_factorials(count: NDArray[np.int64]) -> Floats:
    from scipy.special import gammaln

    return np.asarray(gammaln(count + 1.0))
