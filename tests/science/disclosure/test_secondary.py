"""No primary cell is recovered: a reader with whole-number programmes tries on random tables."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from homelands.science.disclosure import secondary
from homelands.science.disclosure.primary import primary
from homelands.science.disclosure.secondary import Suppression, suppress
from homelands.science.disclosure.tables import System, link, tabulate
from tests.science.disclosure.attack import CELLS, cross, interval

SQUARES = arrays(np.int64, st.tuples(st.integers(1, 4), st.integers(1, 4)), elements=CELLS)
CUBES = arrays(np.int64, st.tuples(*[st.integers(1, 3)] * 3), elements=CELLS)


def protected(system: System, k: int, sensitive: tuple[str, ...] = ()) -> Suppression:
    """Return the system with its small cells hidden and protected."""
    found = primary(system, k, sensitive)
    return suppress(system, found.cells, found.width)


def assert_closed(system: System, found: Suppression, k: int) -> None:
    """Fail when the reader narrows a primary cell to less than k counts."""
    assert found.audit.protected.all()
    for cell in np.flatnonzero(found.primary).tolist():
        low, high = interval(system, found.hidden, cell)
        assert low <= system.counts[cell] <= high
        assert high - low >= k


@settings(max_examples=40, deadline=None)
@given(SQUARES, st.integers(5, 12))
def test_no_cell_of_a_two_way_table_is_recovered(counts: np.ndarray, k: int) -> None:
    system = link([cross(counts, "AB")])
    assert_closed(system, protected(system, k), k)


@settings(max_examples=30, deadline=None)
@given(CUBES, st.integers(5, 12))
def test_no_cell_of_a_three_way_table_is_recovered(counts: np.ndarray, k: int) -> None:
    system = link([cross(counts, "ABC")])
    assert_closed(system, protected(system, k), k)


@settings(max_examples=30, deadline=None)
@given(CUBES, st.integers(5, 12))
def test_no_cell_of_linked_tables_is_recovered(counts: np.ndarray, k: int) -> None:
    system = link([cross(counts.sum(axis=2), "AB"), cross(counts.sum(axis=0), "BC")])
    assert_closed(system, protected(system, k), k)


@settings(max_examples=20, deadline=None)
@given(SQUARES)
def test_no_group_is_told_of(counts: np.ndarray) -> None:
    system = link([cross(counts, "AB")])
    assert_closed(system, protected(system, 10, ("B",)), 10)


@settings(max_examples=20, deadline=None)
@given(CUBES)
def test_the_small_programmes_of_large_tables_protect_too(counts: np.ndarray) -> None:
    system = link([cross(counts, "ABC")])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(secondary, "WHOLE", 0)
        patch.setattr(secondary, "NEAR_CELLS", 1)
        assert_closed(system, protected(system, 10), 10)


@settings(max_examples=20, deadline=None)
@given(CUBES)
def test_shown_zeros_stay_shown_and_large_tables_without_small_cells_whole(
    counts: np.ndarray,
) -> None:
    system = link([cross(counts, "ABC")])
    assert not protected(system, 10).hidden[system.counts == 0].any()
    whole = link([cross(counts + 10, "ABC")])
    assert not protected(whole, 10).hidden.any()


def test_one_small_cell_takes_the_cheapest_loop_with_it() -> None:
    system = link([cross(np.array([[3, 20, 90], [30, 12, 90], [90, 90, 90]]), "AB")])
    found = protected(system, 10)
    assert {system.names[cell] for cell in np.flatnonzero(found.secondary)} == {
        (("A", "A0"), ("B", "B1")),
        (("A", "A1"), ("B", "B0")),
        (("A", "A1"), ("B", "B1")),
    }


def test_groups_are_protected_with_their_categories() -> None:
    rows = [((country,), n) for country, n in [("FR", 4), ("DE", 50), ("KE", 70), ("UG", 90)]]
    groups = {"country": {"FR": "EU", "DE": "EU", "KE": "EA", "UG": "EA"}}
    system = link([tabulate(rows, ["country"], groups)])
    found = protected(system, 10)
    assert {system.names[cell] for cell in np.flatnonzero(found.hidden)} == {
        (("country", "FR"),),
        (("country", "DE"),),
    }


def test_a_linked_table_is_protected_with_the_other() -> None:
    """The small margin B0 is hidden in both tables, and in both something goes with it."""
    counts = np.array([[[2, 2], [30, 40]], [[2, 3], [50, 60]]])
    system = link([cross(counts.sum(axis=2), "AB"), cross(counts.sum(axis=0), "BC")])
    found = protected(system, 10)
    hidden = {system.names[cell] for cell in np.flatnonzero(found.hidden)}
    assert (("B", "B0"),) in hidden
    assert_closed(system, found, 10)


def test_what_does_not_fit_is_refused() -> None:
    system = link([cross(np.array([[3, 20], [30, 40]]), "AB")])
    with pytest.raises(ValueError, match="for each of 9 cells"):
        suppress(system, np.zeros(3, dtype=bool), np.ones(9, dtype=np.int64))
    with pytest.raises(ValueError, match="at least 1 wide"):
        suppress(system, system.counts < 5, np.zeros(9, dtype=np.int64))
