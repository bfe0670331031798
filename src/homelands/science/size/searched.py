"""Six to ten lists: the best graphical models, searched for within bounds, and their average.

Question     All models of many lists cannot be fitted. Which are worth showing, and what was left?
Formula      From independence on, every graph within NEAR of the best BIC so far is opened: its
             neighbours, one edge more or fewer, are fitted, until none is left or MOST_FITTED are.
             Shown are those within 2 log 20 of the best (Occam's window), at most MOST_SHOWN. Their
             weights are exp(-BIC / 2), made to sum to one. The average is sum w N; its interval
             holds the middle of the mixture of log-normals of the unseen, one for each model.
Source       Madigan and Raftery (1994), Journal of the American Statistical Association 89(428),
             1535-1546, Occam's window; Madigan and York (1997), Biometrika 84(1), 19-31; Raftery
             (1995), Sociological Methodology 25, 111-163, for BIC as a weight.
Assumptions  Those of multiple systems. Models outside of the search are worth nothing: what was
             searched is said in words and numbers with every result.
Not for      People who differ in ways that no ties between lists describe: then all graphs may be
             alike and wrong (see `heterogeneity`). Five lists or fewer, of which all models (of
             pairs) are fitted. The average without the spread.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from math import exp, log, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from homelands.science.estimate import Caution, Estimate, Method
from homelands.science.facts import Facts
from homelands.science.size.fitted import Model, fitted
from homelands.science.size.graphs import LARGEST, Fast, Graph, Margins, as_model, neighbours
from homelands.science.size.lists import Lists
from homelands.science.size.systems import ASSUMPTIONS, MultipleSystems, doubts, spread_of

Floats = NDArray[np.float64]

NEAR, WINDOW = 10.0, 2 * log(20)
MOST_FITTED, MOST_SHOWN = 4000, 25
METHOD = Method("graphs-averaged", interval="mixture")


@dataclass(frozen=True, slots=True)
class Searched:
    """How many graphs were `fitted`, whether that was all there was to open (`complete`), how many
    are in the window and the `average` over those shown, None where none gives an interval.
    """

    fitted: int
    complete: bool
    window: int
    average: Estimate | None


def searched(lists: Lists, level: float = 0.95) -> tuple[MultipleSystems, Searched]:
    """Search the decomposable models of six lists or more, and average those worth showing.

    The spread is that of all that were fitted, `spread_existing` that of those shown.
    """
    found, complete = _search(lists)
    best = min(one.bic for one in found)
    window = sorted((one for one in found if one.bic <= best + WINDOW), key=lambda one: one.bic)
    models = []
    for one in window[:MOST_SHOWN]:
        model = as_model(len(lists.names), one.graph)
        models.append(fitted(model.name, model.design(lists.seen), lists, level))
    average = _average(models, lists, level)
    told = Searched(len(found), complete, len(window), average)
    existing = spread_of([one for one in models if one.exists])
    each = [lists.n + one.unseen for one in found if one.unseen is not None]
    whole = (min(each), max(each)) if each else None
    said = (*doubts(models, whole, existing, lists), *_said(told, lists, len(models)))
    made = MultipleSystems(
        lists.names, lists.n, whole, existing, tuple(models), ASSUMPTIONS, tuple(said)
    )
    return made, told


def _search(lists: Lists) -> tuple[list[Fast], bool]:
    """Return every graph that was fitted, and whether the search ended by itself."""
    margins, t = Margins(lists), len(lists.names)
    first = margins.fit(frozenset())
    known: dict[Graph, Fast] = {first.graph: first}
    best, turn = first.bic, 0
    todo: list[tuple[float, int, Graph]] = [(first.bic, turn, first.graph)]
    while todo:
        bic, _turn, graph = heappop(todo)
        if bic > best + NEAR and len(known) > 1:
            break  # the nearest is too far: so are all others
        for other in neighbours(t, graph):
            if other in known:
                continue
            if len(known) >= MOST_FITTED:
                return list(known.values()), False
            known[other] = one = margins.fit(other)
            best, turn = min(best, one.bic), turn + 1
            if one.unseen is not None:
                heappush(todo, (one.bic, turn, other))
    return list(known.values()), True


def _average(models: list[Model], lists: Lists, level: float) -> Estimate | None:
    parts = [(one, one.estimate) for one in models if one.estimate and one.se is not None]
    if not parts:
        return None
    best = min(model.bic for model, _one in parts)
    weight = np.array([exp((best - model.bic) / 2) for model, _one in parts])
    weight /= weight.sum()
    unseen = np.array([max(one.value - lists.n, 1e-9) for _model, one in parts])
    spread = np.array([sqrt(log(1 + ((model.se or 0.0) / u) ** 2))
                       for (model, _one), u in zip(parts, unseen, strict=True)])  # fmt: skip
    tails = ((1 - level) / 2, (1 + level) / 2)
    ends = [_quantile(weight, np.log(unseen), spread, p) for p in tails]
    value = lists.n + float(weight @ unseen)
    low, high = (lists.n + exp(end) for end in ends)
    return Estimate(value, low, high, level, lists.n, None, METHOD)


def _quantile(weight: Floats, middle: Floats, spread: Floats, p: float) -> float:
    """Return where a mixture of normals reaches p, by halving."""
    reach = np.maximum(spread, 1e-9)
    low, high = float((middle - 12 * reach).min()), float((middle + 12 * reach).max())
    for _ in range(100):
        here = (low + high) / 2
        under = float(weight @ ndtr((here - middle) / reach)) < p
        low, high = (here, high) if under else (low, here)
    return (low + high) / 2


def _said(told: Searched, lists: Lists, shown: int) -> Iterator[Caution]:
    t = len(lists.names)
    facts = Facts(fitted=told.fitted, lists=t, largest_clique=LARGEST, window=told.window)
    yield Caution("models-searched", facts)
    if not told.complete:
        yield Caution("models-search-bounded", Facts(fitted=told.fitted))
    if told.window > shown:
        yield Caution("models-window-cut", Facts(window=told.window, shown=shown))
    if told.average:
        yield Caution("models-averaged", Facts(models=shown))
