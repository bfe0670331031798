"""The tree bootstrap: the draws are lawful, and the same for any row order and either walk."""

from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homelands.science.compiled import Loop, compiled
from homelands.science.rds import tree
from homelands.science.rds.sample import Sample, from_recruiters
from homelands.science.rds.tree import tree_bootstrap
from homelands.science.streams import Draws

Columns = tuple[list[str], list[str | None]]


@st.composite
def forests(draw: st.DrawFn) -> Columns:
    """Draw ids and recruiters of 2 to 25 people, each a seed or recruited by an earlier one."""
    size = draw(st.integers(2, 25))
    before = [draw(st.integers(-1, row - 1)) for row in range(size)]
    return [f"p{row}" for row in range(size)], [None if b < 0 else f"p{b}" for b in before]


def large(people: int) -> Sample:
    """Make a forest of 20 seeds in which the first half of the people recruit."""
    rng = np.random.default_rng(1)
    before = [-1 if row < 20 else int(rng.integers(0, (row + 1) // 2)) for row in range(people)]
    recruiters = [None if b < 0 else str(b) for b in before]
    return from_recruiters([str(row) for row in range(people)], recruiters, [1.0] * people)


def draw(sample: Sample, walk: Loop, replicates: int) -> np.ndarray:
    """Run one of the walks by itself."""
    count = sample.recruits[sample.order]
    seeds = int((sample.parent < 0).sum())
    drawn = np.zeros((replicates, len(sample.ids)), dtype=np.int32)
    walk(drawn, seeds + np.cumsum(count) - count, count, seeds, np.random.default_rng(5))
    return drawn


@given(forests())
def test_each_draw_follows_the_tree(columns: Columns) -> None:
    sample = from_recruiters(*columns, [1.0] * len(columns[0]))
    drawn = tree_bootstrap(sample, Draws(5, np.random.default_rng(3))).multiplicity
    seeds = sample.parent < 0
    assert (drawn[:, seeds].sum(axis=1) == seeds.sum()).all()
    for row, recruits in enumerate(sample.recruits):
        children = sample.child[sample.start[row] : sample.start[row + 1]]
        assert (drawn[:, children].sum(axis=1) == drawn[:, row] * recruits).all()


@given(forests(), st.randoms())
def test_row_order_changes_nothing(columns: Columns, shuffle: Random) -> None:
    ids, recruiters = columns
    rows = list(range(len(ids)))
    shuffle.shuffle(rows)
    one = from_recruiters(ids, recruiters, [1.0] * len(ids))
    other = from_recruiters([ids[r] for r in rows], [recruiters[r] for r in rows], [1.0] * len(ids))
    first = tree_bootstrap(one, Draws(4, np.random.default_rng(8))).multiplicity
    second = tree_bootstrap(other, Draws(4, np.random.default_rng(8))).multiplicity
    assert (first[:, rows] == second).all()


@settings(max_examples=50)
@given(forests())
def test_the_two_walks_draw_the_same(columns: Columns) -> None:
    sample = from_recruiters(*columns, [1.0] * len(columns[0]))
    assert (draw(sample, tree._by_node, 4) == draw(sample, tree._by_wave, 4)).all()


def test_the_compiled_walk_draws_the_same() -> None:
    pytest.importorskip("numba", reason="numba is not installed: the compiled walk is NOT tested")
    sample = large(400)
    fast = compiled(tree._by_node, tree._by_wave, work=1, worth=0)
    assert fast is not tree._by_wave
    assert (draw(sample, fast, 50) == draw(sample, tree._by_wave, 50)).all()


def test_much_work_goes_to_the_compiled_walk(monkeypatch: pytest.MonkeyPatch) -> None:
    sample = large(100)
    plain = tree_bootstrap(sample, Draws(20, np.random.default_rng(2))).multiplicity
    monkeypatch.setattr(tree, "WORTH_COMPILING", 0)
    fast = tree_bootstrap(sample, Draws(20, np.random.default_rng(2))).multiplicity
    assert (plain == fast).all()


def test_the_number_of_workers_changes_nothing() -> None:
    sample = large(2000)
    one, three = (
        tree_bootstrap(sample, Draws(1500, np.random.default_rng(2), workers)).multiplicity
        for workers in (1, 3)
    )
    assert (one == three).all()
    assert len(np.unique(one, axis=0)) == 1500


def test_the_size_is_right_on_average() -> None:
    sample = large(200)
    drawn = tree_bootstrap(sample, Draws(4000, np.random.default_rng(4))).multiplicity
    sizes = drawn.sum(axis=1)
    assert abs(sizes.mean() - 200) < 4 * sizes.std() / np.sqrt(4000)


def test_one_replicate_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 2 replicates, not 1"):
        tree_bootstrap(large(30), Draws(1, np.random.default_rng(4)))
