"""Small cells stay hidden: no linear programme bounds a primary cell below the threshold."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import linprog

from homelands.science.disclosure.small_cells import Suppressed, _path, suppress

# Many small cells and a few large ones, as in tables of a diaspora by country.
CELLS = st.one_of(st.integers(0, 12), st.integers(0, 60))
LINES = arrays(np.int64, st.integers(1, 7), elements=CELLS)
GRIDS = arrays(np.int64, st.tuples(st.integers(1, 5), st.integers(1, 5)), elements=CELLS)


def sums(shape: tuple[int, ...]) -> np.ndarray:
    """Return the table's relations: along each line, the total minus its parts is zero."""
    place = np.arange(np.prod(shape)).reshape(shape)
    lines = [place] if len(shape) == 1 else [*place, *place.T]
    relations = np.zeros((len(lines), place.size))
    for relation, line in zip(relations, lines, strict=True):
        relation[line[:-1]], relation[line[-1]] = 1, -1
    return relations


def feasible(found: Suppressed, cell: int) -> tuple[float, float]:
    """Return the least and greatest count that a reader must allow for in the cell."""
    shown = ~found.hidden.ravel()
    bounds = [
        (count, count) if known else (0, None)
        for count, known in zip(found.table.ravel(), shown, strict=True)
    ]
    relations = sums(found.table.shape)
    aim = np.zeros(found.table.size)
    ends = []
    for sign in (1, -1):
        aim[cell] = sign
        solved = linprog(aim, A_eq=relations, b_eq=np.zeros(len(relations)), bounds=bounds)
        ends.append(np.inf * -sign if solved.status == 3 else solved.x[cell])
    return ends[0], ends[1]


@settings(max_examples=60, deadline=None)
@given(st.one_of(LINES, GRIDS), st.integers(5, 12))
def test_no_primary_cell_can_be_recovered(counts: np.ndarray, k: int) -> None:
    found = suppress(counts, k)
    assert (found.primary == (found.table < k)).all()
    assert not (found.primary & found.secondary).any()
    for cell in np.flatnonzero(found.primary):
        least, greatest = feasible(found, int(cell))
        assert least <= found.table.flat[cell]
        assert greatest >= k - 1e-6


def test_a_table_without_small_cells_is_shown_whole() -> None:
    found = suppress(np.array([[20, 30], [40, 50]]))
    assert found.table.tolist() == [[20, 30, 50], [40, 50, 90], [60, 80, 140]]
    assert not found.hidden.any()


def test_one_small_cell_takes_the_cheapest_loop_with_it() -> None:
    found = suppress(np.array([[3, 20, 90], [30, 12, 90], [90, 90, 90]]))
    assert np.argwhere(found.primary).tolist() == [[0, 0]]
    assert np.argwhere(found.secondary).tolist() == [[0, 1], [1, 0], [1, 1]]


def test_in_a_line_the_smallest_sufficient_cell_goes_too() -> None:
    found = suppress(np.array([2, 40, 15, 80]))
    assert found.table.tolist() == [2, 40, 15, 80, 137]
    assert np.flatnonzero(found.primary).tolist() == [0]
    assert np.flatnonzero(found.secondary).tolist() == [2]


def test_small_cells_can_protect_each_other() -> None:
    found = suppress(np.array([5, 6, 60]), k=10)
    assert np.flatnonzero(found.hidden).tolist() == [0, 1]


def test_categories_of_one_person_each_are_not_hidden_alone() -> None:
    """Answers that are listed were given: twelve hidden ones of twelve people have one each."""
    found = suppress(np.array([118, 96, 61, *[1] * 12]))
    assert np.flatnonzero(found.hidden).tolist() == list(range(2, 15))
    assert suppress(np.array([1] * 12)).hidden.all()


def test_a_small_total_hides_all() -> None:
    assert suppress(np.array([14]), k=15).primary.all()
    assert suppress(np.array([2, 5]), k=10).primary.all()


def test_zeros_are_small_and_need_a_full_cell_beside_them() -> None:
    assert suppress(np.array([0, 90, 0]), k=10).secondary.tolist() == [False, True, False, False]


def test_totals_go_where_nothing_else_helps() -> None:
    found = suppress(np.array([[3], [30]]))
    assert found.hidden.tolist() == [[True, True], [True, True], [False, False]]


def test_a_loop_of_zeros_protects_nothing() -> None:
    """Four zeros with zero-sum moves cannot change, so the pattern must reach further."""
    found = suppress(np.array([[0, 0, 40], [0, 0, 40], [40, 40, 40]]))
    for cell in np.flatnonzero(found.primary):
        assert feasible(found, int(cell))[1] >= 10 - 1e-6


@pytest.mark.parametrize(
    ("counts", "k", "sentence"),
    [
        ([[3]], 4, "at least 5, not 4"),
        ([[[3]]], 10, "one or two dimensions"),
        ([], 10, "one or two dimensions"),
        ([[-1]], 10, "zero or more"),
        ([[1.5]], 10, "whole numbers"),
    ],
)
def test_what_is_no_table_is_refused(counts: list[object], k: int, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        suppress(np.array(counts), k)


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        # Of small cells the largest goes first, for its loop protects the others too.
        ([[20, 2], [0, 2]], [[1, 1, 0], [1, 1, 1], [0, 1, 1]]),
        # 32 people in one cell and not 12 and 20 in two; 30 and 22 and not 26 and 26.
        ([[8, 32, 12], [8, 8, 20]], [[1, 1, 0, 0], [1, 1, 0, 0], [0, 0, 0, 0]]),
        ([[10, 8, 8], [11, 30, 22]], [[0, 1, 1, 0], [0, 1, 1, 0], [0, 0, 0, 0]]),
        ([[10, 8, 32], [21, 10, 8]], [[1, 1, 1, 0], [1, 1, 1, 0], [0, 0, 0, 0]]),
    ],
)
def test_a_cell_costs_its_people_and_one_more(
    counts: list[list[int]], hidden: list[list[int]]
) -> None:
    assert suppress(np.array(counts)).hidden.astype(int).tolist() == hidden


def test_without_a_loop_there_is_no_table() -> None:
    """Hidden totals always close one; should they ever not, nothing is shown."""
    closed = np.full((2, 2), np.inf)
    with pytest.raises(RuntimeError, match="the table must not be shown"):
        _path(closed, closed, 0, 2)
