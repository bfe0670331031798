"""Small cells stay hidden: no linear programme bounds a primary cell below the threshold."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import linprog

from homelands.science.disclosure.small_cells import Suppressed, suppress

# Many small cells and a few large ones, as in tables of a diaspora by country.
CELLS = st.one_of(st.integers(0, 12), st.integers(0, 60))
LINES = arrays(np.int64, st.integers(1, 7), elements=CELLS)


def feasible(found: Suppressed, cell: int) -> tuple[float, float]:
    """Return the least and greatest count that a reader must allow for in the cell."""
    shown = ~found.hidden
    # A zero is shown as zero where the total is: so whatever is hidden has somebody in it.
    bounds = [
        (count, count) if known else (1, None)
        for count, known in zip(found.table, shown, strict=True)
    ]
    relations = np.array([[*[1] * (found.table.size - 1), -1]])
    aim = np.zeros(found.table.size)
    ends = []
    for sign in (1, -1):
        aim[cell] = sign
        solved = linprog(aim, A_eq=relations, b_eq=[0], bounds=bounds)
        ends.append(np.inf * -sign if solved.status == 3 else solved.x[cell])
    return ends[0], ends[1]


@settings(max_examples=60, deadline=None)
@given(LINES, st.integers(5, 12))
def test_no_primary_cell_can_be_recovered(counts: np.ndarray, k: int) -> None:
    found = suppress(counts, k)
    if 0 < counts.sum() < k:
        assert found.primary.all()
        return
    assert (found.primary == ((found.table > 0) & (found.table < k))).all()
    assert not (found.primary & found.secondary).any()
    assert (found.table[found.hidden] > 0).all()
    for cell in np.flatnonzero(found.primary):
        least, greatest = feasible(found, int(cell))
        assert least <= found.table.flat[cell]
        assert greatest >= k - 1e-6


def test_a_table_without_small_cells_is_shown_whole() -> None:
    found = suppress(np.array([20, 30, 0]))
    assert found.table.tolist() == [20, 30, 0, 50]
    assert not found.hidden.any()


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


def test_a_zero_is_shown_as_zero() -> None:
    assert not suppress(np.array([0, 90, 0])).hidden.any()
    assert not suppress(np.array([0, 0])).hidden.any()
    assert suppress(np.array([0, 90, 3, 50])).hidden.tolist() == [False, False, True, True, False]


def test_of_few_people_no_zero_is_shown() -> None:
    """Of one respondent the only answer that is not zero is the one that was given."""
    assert suppress(np.array([0, 1, 0])).hidden.all()
    assert suppress(np.array([0, 9, 0])).hidden.all()
    assert not suppress(np.array([0, 10, 0])).hidden.any()


def test_the_total_goes_where_nothing_else_helps() -> None:
    found = suppress(np.array([9, 1]))
    assert found.table[-1] == 10
    assert found.hidden.tolist() == [True, True, True]


@pytest.mark.parametrize(
    ("counts", "k", "sentence"),
    [
        ([3], 4, "at least 5, not 4"),
        ([[3]], 10, "1 dimensions"),
        ([], 10, "1 dimensions"),
        ([-1], 10, "zero or more"),
        ([1.5], 10, "whole numbers"),
    ],
)
def test_what_is_no_table_is_refused(counts: list[object], k: int, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        suppress(np.array(counts), k)
