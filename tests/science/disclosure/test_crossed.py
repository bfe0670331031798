"""A cross-table beside its totals: whoever knows these and the rule finds no small cell."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import Bounds, LinearConstraint, milp

from homelands.science.disclosure.crossed import Crossed, cross, shortest_path
from homelands.science.disclosure.small_cells import suppress

# Many small cells and a few large ones, as in tables of a diaspora by country.
CELLS = st.one_of(st.integers(0, 12), st.integers(0, 60))
GRIDS = arrays(np.int64, st.tuples(st.integers(1, 5), st.integers(1, 5)), elements=CELLS)
NONE = np.zeros(9, dtype=bool)


def crossed(counts: list[list[int]] | np.ndarray, k: int = 10) -> Crossed | None:
    """Return the table beside totals that are hidden by the rule of one line."""
    table = np.array(counts)
    rows, columns = (suppress(table.sum(axis=axis), k).hidden for axis in (1, 0))
    if rows[-1]:  # then nothing is shown at all
        return None
    return cross(table, rows[:-1], columns[:-1], k)


def reach(found: Crossed, row: int, column: int) -> tuple[int, int]:
    """Return the least and greatest whole count that a reader must allow for in a cell."""
    table, size = found.table, found.table.size
    place = np.arange(size).reshape(table.shape)
    lines = [*place, *place.T]
    sums = np.zeros((len(lines), size))
    for number, line in enumerate(lines):
        sums[number, line] = 1
    totals = sums @ table.ravel()
    hidden = found.hidden.ravel()
    low = np.where(hidden, 1, table.ravel())
    high = np.where(hidden, np.inf, table.ravel())
    aim, ends = np.zeros(size), []
    for sign in (1, -1):
        aim[place[row, column]] = sign
        solved = milp(
            aim,
            constraints=LinearConstraint(sums, totals, totals),
            bounds=Bounds(low, high),
            integrality=np.ones(size),
        )
        ends.append(round(solved.x[place[row, column]]))
    return ends[0], ends[1]


@settings(max_examples=150, deadline=None)
@given(GRIDS, st.integers(5, 12))
def test_no_small_cell_can_be_recovered(counts: np.ndarray, k: int) -> None:
    found = crossed(counts, k)
    if found is None:
        return
    small = (found.table > 0) & (found.table < k)
    assert (found.hidden | ~small).all()
    assert (found.table[found.hidden] > 0).all()
    for row, column in np.argwhere(small):
        least, greatest = reach(found, row, column)
        assert least <= found.table[row, column]
        assert greatest >= k


@settings(max_examples=60, deadline=None)
@given(GRIDS)
def test_the_rest_is_the_sum_of_all_that_do_not_stand_apart(counts: np.ndarray) -> None:
    found = crossed(counts)
    if found is None:
        return
    apart = counts[found.rows][:, found.columns]
    assert found.table[: len(apart), : apart.shape[1]].tolist() == apart.tolist()
    assert found.table.sum() == counts.sum()
    assert found.rows.any()
    assert found.columns.any()


def test_a_table_without_small_cells_is_shown_whole() -> None:
    found = crossed([[20, 30], [40, 0]])
    assert found is not None
    assert found.table.tolist() == [[20, 30], [40, 0]]
    assert not found.hidden.any()
    assert found.rows.all()
    assert found.columns.all()


def test_one_small_cell_takes_the_cheapest_loop_with_it() -> None:
    found = crossed([[3, 20, 90], [30, 12, 90], [90, 90, 90]])
    assert found is not None
    assert np.argwhere(found.hidden).tolist() == [[0, 0], [0, 1], [1, 0], [1, 1]]


def test_a_row_whose_total_is_hidden_joins_the_rest() -> None:
    found = crossed([[2, 1], [6, 8], [40, 50], [60, 60]])
    assert found is not None
    assert found.rows.tolist() == [False, False, True, True]
    assert found.table.tolist() == [[40, 50], [60, 60], [8, 9]]


def test_a_column_of_single_people_joins_the_rest() -> None:
    """Ten ones whose sum is known are ten ones: their column stands with another one."""
    counts = np.full((10, 3), 40)
    counts[:, 1] = 1
    counts[:, 2] = 30
    found = crossed(counts)
    assert found is not None
    assert found.rows.all()
    assert found.columns.tolist() == [True, False, False]
    assert found.table.tolist() == [[40, 31]] * 10
    assert not found.hidden.any()


def test_nothing_stands_beside_totals_that_tell_all() -> None:
    assert crossed([[10, 1], [0, 10]]) is None
    assert crossed([[3]]) is None


def test_zeros_are_no_way() -> None:
    """A zero is known to be one: the loop must go round it."""
    found = crossed([[3, 0, 40], [0, 50, 50], [40, 50, 40]])
    assert found is not None
    assert not found.hidden[found.table == 0].any()
    assert reach(found, 0, 0)[1] >= 10


@pytest.mark.parametrize(
    ("counts", "k", "sentence"),
    [
        ([[3]], 4, "at least 5, not 4"),
        ([3], 10, "2 dimensions"),
        ([[-1]], 10, "zero or more"),
        ([[1.5]], 10, "whole numbers"),
    ],
)
def test_what_is_no_table_is_refused(counts: list[object], k: int, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        cross(np.array(counts), NONE[:1], NONE[:1], k)


def test_each_row_and_column_has_a_flag() -> None:
    with pytest.raises(ValueError, match="rows and columns, not 1 and 2"):
        cross(np.array([[20, 20], [20, 20]]), NONE[:1], NONE[:2])


def test_without_a_loop_there_is_no_path() -> None:
    closed = np.full((2, 2), np.inf)
    assert shortest_path(closed, closed, 0, 2) is None
