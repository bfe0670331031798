"""Synthetic networks have the groups, the degrees and the mixing that were asked for."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homelands.science.planning.mixing import mixing
from homelands.science.planning.networks import Blocks, Network, network


@st.composite
def blocks(draw: st.DrawFn) -> Blocks:
    """Draw one to four groups of 100 people and more, knowing 2 to 12 others each."""
    parts = draw(st.lists(st.integers(1, 4), min_size=1, max_size=4))
    degrees = draw(st.lists(st.floats(2, 12), min_size=len(parts), max_size=len(parts)).map(tuple))
    shares = tuple(part / sum(parts) for part in parts)
    homophily = draw(st.floats(0, 0.8)) if len(parts) > 1 else 0.0
    return Blocks(100 * sum(parts), shares, degrees, homophily, draw(st.sampled_from([0.0, 0.5])))


def rows(drawn: Network) -> np.ndarray:
    """Return the row of the member at whom each tie begins."""
    return np.repeat(np.arange(drawn.group.size), drawn.degree)


@settings(max_examples=40, deadline=None)
@given(blocks(), st.integers(0, 99))
def test_what_was_asked_for_is_drawn(asked: Blocks, seed: int) -> None:
    drawn = network(asked, np.random.default_rng(seed))
    sizes = np.bincount(drawn.group)
    assert sizes == pytest.approx(np.array(asked.shares) * asked.size, abs=1)
    found = mixing(drawn)
    # Numbers of ties are rounded once for each pair of groups: half a tie, two ends at most.
    assert found.degree * sizes == pytest.approx(np.array(asked.degrees) * sizes, abs=5)
    if len(asked.shares) > 1:
        assert found.homophily == pytest.approx(asked.homophily, abs=0.02)


@settings(max_examples=30, deadline=None)
@given(blocks(), st.integers(0, 99))
def test_ties_are_reciprocal_distinct_and_with_others(asked: Blocks, seed: int) -> None:
    drawn = network(asked, np.random.default_rng(seed))
    tail = rows(drawn)
    assert (tail != drawn.neighbour).all()
    there = tail * asked.size + drawn.neighbour
    assert (np.diff(there) > 0).all()  # sorted, none twice
    assert (np.sort(drawn.neighbour * asked.size + tail) == there).all()


def test_spread_makes_degrees_unequal() -> None:
    even = network(Blocks(4000, (1.0,), (10.0,)), np.random.default_rng(1)).degree
    uneven = network(Blocks(4000, (1.0,), (10.0,), spread=0.8), np.random.default_rng(1)).degree
    assert even.mean() == uneven.mean() == 10
    # Variance of a Poisson degree is its mean; gamma weights add the square of spread * mean.
    assert even.var() == pytest.approx(10, rel=0.1)
    assert uneven.var() == pytest.approx(10 + 64, rel=0.15)


def test_groups_may_avoid_their_own() -> None:
    drawn = network(Blocks(1000, (0.5, 0.5), (6.0, 6.0), -0.9), np.random.default_rng(1))
    assert mixing(drawn).homophily == pytest.approx(-0.9, abs=0.01)


def test_a_large_population_takes_memory_by_ties_alone() -> None:
    drawn = network(Blocks(100_000, (0.2, 0.8), (8.0, 8.0), 0.5), np.random.default_rng(1))
    assert (drawn.start.size, drawn.neighbour.size) == (100_001, 800_000)
    assert mixing(drawn).connected > 0.999


def test_the_connected_share_counts_the_largest_part() -> None:
    # 0 - 1 - 2 and 3 - 4; 5 stands alone.
    start, neighbour = np.array([0, 1, 3, 4, 5, 6, 6]), np.array([1, 0, 2, 1, 4, 3])
    found = mixing(Network(np.zeros(6, dtype=np.int64), start, neighbour))
    assert (found.connected, found.alone, found.homophily) == (0.5, pytest.approx(1 / 6), 0.0)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (Blocks(100, (0.5, 0.5), (5.0,)), "2 shares and 1 mean degrees"),
        (Blocks(100, (0.5, 0.4), (5.0, 5.0)), "sum to 1"),
        (Blocks(100, (0.5, 0.5), (5.0, 0.0)), "must be above 0"),
        (Blocks(100, (0.5, 0.5), (5.0, 5.0), 1.0), "from -1 to below 1, not at 1.0"),
        (Blocks(100, (0.2, 0.8), (5.0, 5.0), -0.9), "cannot avoid their own so much"),
        (Blocks(10, (0.5, 0.5), (8.0, 8.0)), "all pairs would know each other"),
        (Blocks(10, (0.001, 0.999), (2.0, 2.0)), "A group has no member in a population of 10"),
        (Blocks(100, (1.0,), (5.0,), spread=-1.0), "spread of degrees is 0 or more"),
        (Blocks(100, (1.0,), (20.0,), spread=30.0), "do not fit between so few members"),
    ],
)
def test_what_is_no_network_is_refused(asked: Blocks, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        network(asked, np.random.default_rng(1))


def test_a_group_without_ties_has_no_mixing() -> None:
    alone = Network(np.array([0, 0, 1]), np.array([0, 1, 2, 2]), np.array([1, 0]))
    with pytest.raises(ValueError, match="A group has no tie at all"):
        mixing(alone)
