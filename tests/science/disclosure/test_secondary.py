"""No primary cell is recovered: a reader with whole-number programmes tries on random tables."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from homelands.science.disclosure import secondary
from homelands.science.disclosure.primary import primary
from homelands.science.disclosure.secondary import Suppression, _few, _Net, _Ways, suppress
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


def words(system: System, cells: np.ndarray) -> set[str]:
    """Return the names of cells, such as A0 B1."""
    names = [system.names[cell] for cell in np.arange(system.counts.size)[cells].tolist()]
    return {" ".join(code for _, code in name) or "Total" for name in names}


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        # Of open cells the largest goes first, for its way protects the others too.
        ([[1, 20], [1, 0]], {"Total", "A0"}),
        # What is hidden costs nothing more; a shown cell costs its people and one.
        ([[0, 10, 32], [8, 11, 23], [32, 12, 2]], {"A1 B2", "A2 B0"}),
        ([[10, 1, 1], [1, 21, 1]], {"A0", "A1", "B0", "B1", "A0 B0", "A1 B1"}),
        ([[2, 23], [0, 12], [1, 3]], {"B1", "A0", "A1", "A1 B1"}),
    ],
)
def test_what_is_hidden_for_the_sake_of_others(counts: list[list[int]], hidden: set[str]) -> None:
    system = link([cross(np.array(counts), "AB")])
    assert words(system, protected(system, 10).secondary) == hidden


def test_the_smallest_of_shown_cells_may_go_too() -> None:
    """Wanted is one count more for A0 B0 alone: A0 B1 has one to give."""
    system = link([cross(np.array([[3, 2, 90], [2, 20, 90], [90, 90, 90]]), "AB")])
    alone = np.array([name == (("A", "A0"), ("B", "B0")) for name in system.names])
    found = suppress(system, alone, np.ones(system.counts.size, dtype=np.int64))
    assert words(system, found.secondary) == {"A0 B1", "A1 B0", "A1 B1"}


@pytest.fixture
def looked_for(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, bool]]:
    """Of each way that was looked for: among how many cells, and whether there was one."""
    found: list[tuple[int, bool]] = []

    class Watched(_Net):
        def way(self, cell: int, goal: float, hidden: np.ndarray) -> np.ndarray | None:
            way = super().way(cell, goal, hidden)
            found.append((self.cells.size, way is not None))
            return way

    monkeypatch.setattr(secondary, "_Net", Watched)
    return found


def test_a_cell_that_an_earlier_way_made_larger_needs_none_of_its_own(
    looked_for: list[tuple[int, bool]],
) -> None:
    """A0 B0 and A1 B1 rise together: one way in each pass, the second among the hidden."""
    system = link([cross(np.array([[3, 30], [30, 3]]), "AB")])
    assert words(system, protected(system, 10).hidden) == {"A0 B0", "A0 B1", "A1 B0", "A1 B1"}
    assert looked_for == [(9, True), (4, True)]


def test_small_cells_that_protect_each_other_need_no_way(
    looked_for: list[tuple[int, bool]],
) -> None:
    system = link([cross(np.array([5, 7, 60]), "A")])
    assert words(system, protected(system, 10).hidden) == {"A0", "A1"}
    assert looked_for == []


def test_in_a_large_table_a_way_is_looked_for_nearby_and_then_everywhere(
    looked_for: list[tuple[int, bool]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(secondary, "WHOLE", 8)
    monkeypatch.setattr(secondary, "NEAR_CELLS", 1)
    system = link([cross(np.array([3, 20, 30, 40, 50, 60, 70, 80]), "A")])
    assert words(system, protected(system, 10).secondary) == {"A1"}
    assert looked_for == [(4, True), (2, True)]  # A0, the two cheapest and the total
    looked_for.clear()
    monkeypatch.setattr(_Ways, "_near", lambda self, cell: np.array([cell]))
    assert words(system, protected(system, 10).secondary) == {"A1"}
    assert looked_for == [(1, False), (9, True), (2, True)]


def test_in_the_second_pass_the_way_of_the_first_is_among_what_is_near(
    looked_for: list[tuple[int, bool]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(secondary, "WHOLE", 0)
    monkeypatch.setattr(secondary, "_few", lambda variables: 0)
    system = link([cross(np.array([3, 20, 30, 40]), "A")])
    assert words(system, protected(system, 10).secondary) == {"Total"}
    assert looked_for == [(2, True), (2, True)]


def test_where_no_way_is_there_is_no_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_Net, "way", lambda *given: None)
    system = link([cross(np.array([[3, 20], [30, 40]]), "AB")])
    with pytest.raises(RuntimeError, match="No way protects a small cell"):
        protected(system, 10)


def test_near_a_cell_are_the_fullest_hidden_and_the_cheapest_shown_with_their_totals(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(secondary, "_few", lambda variables: 2)
    counts = {"A": 3, "B": 50, "C": 7, "D": 40, "E": 30, "F": 20, "G": 60, "H": 9, "I": 5, "J": 0}
    groups = dict(zip("ABCDEFGHIJ", "uuuvvvwwyy", strict=True))
    table = tabulate([((code,), n) for code, n in counts.items()], ["x"], {"x": groups})
    system = link([table])
    small = primary(system, 10).cells
    ways = _Ways(system, small | (system.counts > 0), small)
    near = words(system, ways._near(system.names.index((("x", "A"),))))
    assert near == {"A", "H", "C", "F", "E", "u", "v", "w", "Total"}


def test_fewer_codes_of_each_variable_make_up_as_many_cells() -> None:
    assert [_few(variables) for variables in (1, 2, 3, 4, 5)] == [299, 11, 3, 2, 2]


def test_a_way_reaches_its_goal_keeps_all_sums_and_leaves_no_bound_behind() -> None:
    system = link([cross(np.array([[3, 20], [30, 40]]), "AB")])
    cells, hidden = np.arange(9), np.zeros(9, dtype=bool)
    columns = system.relations.tocsc()
    net = _Net(system, columns, cells)
    for cell in (4, 8, 5, 4):  # 4: A0 B0
        goal = float(system.counts[cell] + 7)
        way = net.way(cell, goal, hidden)
        fresh = _Net(system, columns, cells).way(cell, goal, hidden)
        assert way is not None
        assert way[cell] == pytest.approx(7, abs=1e-9)
        assert np.allclose(system.relations @ way, 0)
        assert (way + system.counts >= -1e-9).all()
        price = system.counts + 1
        assert price @ abs(way) == pytest.approx(price @ abs(fresh))
