"""Many lists: graphs equal log-linear fits, and the search is what an exhaustive one gives."""

import time
from itertools import combinations

import numpy as np
import pytest

from homelands.science.size.fitted import fitted
from homelands.science.size.graphs import Graph, Margins, as_model, is_decomposable, junctions
from homelands.science.size.lists import Lists, capture_lists
from homelands.science.size.searched import WINDOW, searched
from homelands.science.size.two_lists import chapman


def lists(t: int, people: int = 5000, seed: int = 1) -> Lists:
    """People who differ in how likely they are to be listed; list 2 takes half of list 1."""
    rng = np.random.default_rng(seed)
    base = rng.normal(0, 0.5, people)[:, None] - 1.5 + rng.normal(0, 0.3, t)
    on = rng.random((people, t)) < 1 / (1 + np.exp(-base))
    on[:, 1] |= on[:, 0] & (rng.random(people) < 0.5)
    return capture_lists([f"L{k}" for k in range(t)], on[on.any(axis=1)])


def every(t: int) -> list[Graph]:
    edges = list(combinations(range(t), 2))
    each = [
        frozenset(edge for k, edge in enumerate(edges) if code >> k & 1)
        for code in range(1 << len(edges))
    ]
    return [graph for graph in each if is_decomposable(t, graph)]


def test_decomposable_graphs_are_counted() -> None:
    """61 of four vertices are chordal (Wormald 1985); one of them is the clique of four."""
    assert len(every(4)) == 61 - 1
    assert not is_decomposable(4, frozenset({(0, 1), (1, 2), (2, 3), (0, 3)}))


def test_cliques_and_separators_make_a_tree() -> None:
    for graph in every(5)[::7]:
        cliques, separators = junctions(5, graph)
        assert len(separators) == len(cliques) - 1
        assert {pair for one in cliques for pair in combinations(one, 2)} == set(graph)
        assert sum(map(len, cliques)) - sum(map(len, separators)) == 5


def test_each_graph_gives_what_the_log_linear_model_gives() -> None:
    found = lists(4)
    margins = Margins(found)
    for graph in every(4):
        fast, model = margins.fit(graph), as_model(4, graph)
        slow = fitted(model.name, model.design(found.seen), found, 0.95)
        assert fast.unseen is not None
        assert slow.estimate is not None
        assert found.n + fast.unseen == pytest.approx(slow.estimate.value, rel=1e-6)
        assert fast.bic == pytest.approx(slow.bic, abs=1e-6)


def test_the_search_finds_the_window_of_an_exhaustive_one() -> None:
    found = lists(6, seed=3)
    margins = Margins(found)
    # All chordal graphs of six lists: too many to list by code alone, so those of at most 6 edges.
    edges = list(combinations(range(6), 2))
    graphs = [
        frozenset(chosen)
        for size in range(7)
        for chosen in combinations(edges, size)
        if is_decomposable(6, frozenset(chosen))
    ]
    bic = {graph: margins.fit(graph).bic for graph in graphs}
    best = min(bic.values())
    window = sorted(one for one in bic.values() if one <= best + WINDOW)
    made, told = searched(found)
    assert told.complete
    assert told.fitted < len(graphs)
    shown = sorted(model.bic for model in made.models)
    assert shown[0] == pytest.approx(best, abs=1e-6)
    few = [one for one in shown if any(abs(one - other) < 1e-6 for other in window)]
    assert len(few) >= len(window) - 1


def test_the_average_lies_among_its_models_and_says_what_was_searched() -> None:
    made, told = searched(lists(6))
    average = told.average
    assert average is not None
    weight = np.exp(-0.5 * np.array([one.bic - made.models[0].bic for one in made.models]))
    value = np.array([one.estimate.value for one in made.models if one.estimate])
    assert average.value == pytest.approx(weight @ value / weight.sum())
    assert made.spread is not None
    assert made.spread[0] <= average.value <= made.spread[1]
    assert average.low < average.value < average.high
    codes = {one.code: dict(one.facts) for one in made.cautions}
    assert codes["models-searched"]["fitted"] == told.fitted
    assert codes["models-averaged"] == {"models": len(made.models)}


def test_ten_lists_take_seconds_and_say_that_the_search_was_bounded() -> None:
    began = time.process_time()
    made, told = searched(lists(10))
    assert time.process_time() - began < 30
    assert not told.complete
    codes = {one.code for one in made.cautions}
    assert {"models-search-bounded", "models-window-cut"} <= codes
    assert made.models[0].name.count("-") > 0  # numbers of two digits are told apart


def test_nobody_on_both_lists_has_a_lower_bound_and_no_upper_one() -> None:
    made = chapman(100, 60, 0, ("a", "b"))
    assert made.estimate.high is None
    assert made.estimate.low == pytest.approx(6000 / 2.995732, rel=1e-6)
    # With so many people the chance of nobody on both is one in twenty.
    size = 2003
    chance = np.prod([(size - 100 - k) / (size - k) for k in range(60)])
    assert chance == pytest.approx(0.05, abs=0.01)  # none drawn twice: a little rarer
    facts = {one.code: dict(one.facts) for one in made.cautions}
    assert facts["matches-none-least"]["least"] == made.estimate.low
