"""The audit gives the reader's interval of every hidden cell, and says which are recovered."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import linprog
from scipy.sparse import csr_array

from homelands.science.disclosure.audit import audit
from homelands.science.disclosure.simplex import Limits, Programme
from homelands.science.disclosure.tables import System, link
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
    assert found.low.tolist() == [0, 0, 10, 1]
    assert found.high.tolist() == [23, 23, 33, 24]
    assert found.protected.all()


def test_a_hidden_grand_total_has_no_end() -> None:
    system = link([cross(np.array([3, 30]), "A")])
    found = audit(system, flags(system, "A0", ""), np.zeros(3))
    assert found.low.tolist() == [30, 0]
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
    programme = Programme(limits)
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
