"""The audit gives the reader's interval of every hidden cell, and says which are recovered."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import linprog
from scipy.sparse import csr_array

from homelands.science.disclosure import audit as module
from homelands.science.disclosure.audit import _by_single_sums, _of_the_others, audit, intervals
from homelands.science.disclosure.simplex import Limits, Programme
from homelands.science.disclosure.tables import System, link, tabulate
from tests.science.disclosure.attack import CELLS, cross, interval

SQUARES = arrays(np.int64, st.tuples(st.integers(1, 4), st.integers(1, 4)), elements=CELLS)


def flags(system: System, *names: str) -> np.ndarray:
    """Return which cells have these names, such as A0 B1."""
    words = [" ".join(code for _, code in name) for name in system.names]
    assert set(names) <= set(words)
    return np.array([word in names for word in words])


def test_hiding_the_small_cells_alone_hides_nothing() -> None:
    system = link([cross(np.array([[3, 20], [30, 4]]), "AB")])
    hidden = flags(system, "A0 B0", "A1 B1")
    found = audit(system, hidden, np.where(hidden, 10.0, 0.0))
    assert found.low.tolist() == found.high.tolist() == [3, 4]
    assert found.recovered.all()
    assert not found.protected.any()


def test_a_loop_leaves_an_interval() -> None:
    system = link([cross(np.array([[3, 20], [30, 4]]), "AB")])
    hidden = flags(system, "A0 B0", "A0 B1", "A1 B0", "A1 B1")
    found = audit(system, hidden, np.where(hidden, 10.0, 0.0))
    assert found.low.tolist() == [1, 1, 11, 2]
    assert found.high.tolist() == [22, 22, 32, 23]
    assert found.protected.all()


def test_zeros_are_shown_so_a_hidden_cell_holds_somebody() -> None:
    """Twelve countries have twelve people together: each has one."""
    system = link([cross(np.array([118, 96, 61, *[1] * 12]), "A")])
    found = audit(system, system.counts < 10, np.where(system.counts < 10, 10.0, 0.0))
    assert found.low.tolist() == found.high.tolist() == [1] * 12


def test_where_zeros_are_hidden_too_they_may_be_nobody() -> None:
    system = link([cross(np.array([0, 5, 50]), "A")])
    found = audit(system, flags(system, "A0", "A1"), np.zeros(4))
    assert (found.low.tolist(), found.high.tolist()) == ([0, 1], [4, 5])


def test_a_hidden_grand_total_has_no_end() -> None:
    system = link([cross(np.array([3, 30]), "A")])
    found = audit(system, flags(system, "A0", ""), np.zeros(3))
    assert found.low.tolist() == [31, 1]
    assert found.high.tolist() == [np.inf, np.inf]


@settings(max_examples=40, deadline=None)
@given(SQUARES, st.data())
def test_it_finds_what_a_reader_finds(counts: np.ndarray, data: st.DataObject) -> None:
    """In two-way tables the programmes' intervals are those of whole numbers."""
    system = link([cross(counts, "AB")])
    hidden = data.draw(arrays(np.bool_, system.counts.size))
    found = audit(system, hidden, np.zeros(system.counts.size))
    for cell, low, high in zip(found.cell.tolist(), found.low, found.high, strict=True):
        least, most = interval(system, hidden, cell)
        assert low == least
        assert high == most or (np.isinf(high) and most > system.counts.max() + 900)


@settings(max_examples=20, deadline=None)
@given(arrays(np.float64, 6, elements=st.floats(-5, 5)), arrays(np.int64, (3, 6), elements=CELLS))
def test_a_programme_finds_the_least_that_scipy_finds(cost: np.ndarray, table: np.ndarray) -> None:
    right = table @ np.ones(6)  # so that there is a solution
    limits = Limits(csr_array(table.astype(float)), right, np.zeros(6), np.full(6, 9.0))
    programme = Programme(limits, by_bounds=False)
    for column, value in enumerate(cost.tolist()):
        programme.cost(column, value)
    found = programme.least()
    expected = linprog(cost, A_eq=table, b_eq=right, bounds=(0, 9)).fun
    assert found is not None
    assert cost @ found == pytest.approx(expected, abs=1e-6)


def test_a_table_of_3000_cells() -> None:
    """Some hundred hidden cells far apart: what is tied to nothing costs nothing."""
    rng = np.random.default_rng(3)
    system = link([cross(rng.integers(10, 99, size=(14, 14, 14)), "ABC")])
    hidden = rng.random(system.counts.size) < 0.04
    found = audit(system, hidden, np.zeros(system.counts.size))
    assert (found.low <= system.counts[hidden]).all()
    assert (found.high >= system.counts[hidden]).all()


def test_what_does_not_fit_is_refused() -> None:
    system = link([cross(np.array([3, 30]), "A")])
    with pytest.raises(ValueError, match="for each of 3 cells"):
        audit(system, np.zeros(2, dtype=bool), np.zeros(3))


@pytest.fixture
def solved(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The programmes that were solved: one for each."""
    count: list[int] = []

    class Counting(Programme):
        def least(self) -> np.ndarray | None:
            count.append(1)
            return super().least()

    monkeypatch.setattr(module, "Programme", Counting)
    return count


LINE = np.array([3, 4, 50])  # the first two are hidden and hold 7 together


@pytest.mark.parametrize(
    ("enough", "solutions", "low", "high"),
    [
        (np.inf, 2, [1, 1], [6, 6]),  # the least of each is where the other is greatest
        (3.0, 2, [1, 1], [6, 6]),
        (2.0, 1, [1, 4], [3, 6]),
        (1.0, 1, [1, 4], [3, 6]),
        (0.0, 0, [3, 4], [3, 4]),
    ],
)
def test_no_programme_is_solved_for_what_is_known(
    enough: float, solutions: int, low: list[int], high: list[int], solved: list[int]
) -> None:
    system = link([cross(LINE, "A")])
    hidden = flags(system, "A0", "A1")
    found = intervals(system, hidden, np.where(hidden, enough, 0.0))
    assert [ends[hidden].tolist() for ends in found] == [low, high]
    assert len(solved) == solutions


def test_what_is_known_on_both_sides_is_as_wide_as_their_difference(solved: list[int]) -> None:
    """The cell may be from 1 to 6, its true count 4: neither 4 + 1 nor 4 + 6 is its width."""
    system = link([cross(np.array([4, 3, 50]), "A")])
    hidden = flags(system, "A0", "A1")
    low, high = intervals(system, hidden, np.where(hidden, 5.0, 0.0))
    assert (low[hidden].tolist(), high[hidden].tolist()) == ([1, 1], [6, 6])


def test_the_cost_of_one_cell_is_gone_before_the_next() -> None:
    """All totals of a deep tree are hidden: a tenth of a cost for each would end every cell."""
    depth = 14
    groups = {f"G{n}": f"G{n + 1}" for n in range(depth)} | {"x": "G0", "y": "G0", "z": "G2"}
    rows = [(("x",), 3), (("y",), 4), (("z",), 5)]
    system = link([tabulate(rows, ["a"], {"a": groups})])
    found = audit(system, np.ones(system.counts.size, dtype=bool), np.zeros(system.counts.size))
    assert np.isinf(found.high).all()
    assert (found.low == 1).sum() == 3  # each total holds as many as it has categories


def test_single_sums_bound_each_cell_by_what_the_others_leave() -> None:
    """a + b = 10; b + c - d = 4, where only d has no end: c has none either."""
    matrix = csr_array(np.array([[1.0, 1, 0, 0, 0], [0, 1, 1, -1, 0], [0, 0, 0, -1, 1]]))
    low, high = _by_single_sums(matrix, np.array([10.0, 4, 6]), np.zeros(5))
    assert low.tolist() == [0, 0, 0, 0, 6]
    assert high.tolist() == [10, 10, np.inf, np.inf, np.inf]


def test_bounds_go_from_one_sum_to_the_next() -> None:
    """a + b = 10, b + c = 4: b is 4 at most, so a is 6 at least; e - c = 1 and f + e = 2."""
    matrix = csr_array(
        np.array([[1.0, 1, 0, 0, 0], [0, 1, 1, 0, 0], [0, 0, -1, 1, 0], [0, 0, 0, 1, 1]])
    )
    low, high = _by_single_sums(matrix, np.array([10.0, 4, 1, 2]), np.zeros(5))
    assert (low.tolist(), high.tolist()) == ([6, 3, 0, 1, 0], [7, 4, 1, 2, 1])


def test_the_sum_of_the_others_has_an_end_where_each_of_them_has() -> None:
    row = np.array([0, 0, 0, 1, 1, 1, 2, 2])
    values = np.array([1.0, 2, 4, 5, np.inf, 6, np.inf, np.inf])
    found = _of_the_others(row, values, np.inf)
    assert found.tolist() == [6, 5, 3, np.inf, 11, np.inf, np.inf, np.inf]
    assert _of_the_others(row, -values, -np.inf).tolist() == (-found).tolist()
