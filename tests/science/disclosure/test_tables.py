"""Tables: every total is made, every sum holds, linked tables share the cells that both show."""

import numpy as np
import pytest

from homelands.science.disclosure.tables import MOST_CELLS, link, tabulate

ROWS = [(("FR", "w"), 3), (("FR", "m"), 20), (("DE", "w"), 40)]


def count(system, **codes: str) -> int:
    """Return the count of the cell with these codes."""
    return int(system.counts[system.names.index(tuple(sorted(codes.items())))])


def test_totals_are_made_and_missing_cells_are_zero() -> None:
    table = tabulate(ROWS, ["country", "sex"])
    assert table.dimensions[0].codes == ("Total", "DE", "FR")
    assert table.counts.tolist() == [[63, 20, 43], [40, 0, 40], [23, 20, 3]]


def test_every_sum_holds_and_none_is_missing() -> None:
    system = link([tabulate(ROWS, ["country", "sex"])])
    assert not (system.relations @ system.counts).any()
    assert system.relations.shape == (6, 9)
    assert np.linalg.matrix_rank(system.relations.toarray()) == 9 - 4


def test_groups_are_totals_of_their_own() -> None:
    groups = {"country": {"FR": "Europe", "DE": "Europe", "Europe": "Old World", "KE": "Old World"}}
    system = link([tabulate([*ROWS, (("KE", "w"), 5)], ["country", "sex"], groups)])
    assert count(system, country="Europe") == 63
    assert count(system, country="Old World", sex="w") == 48
    assert count(system) == 68
    assert not (system.relations @ system.counts).any()


def test_linked_tables_share_their_margins() -> None:
    system = link(
        [tabulate(ROWS, ["country", "sex"]), tabulate([(("w",), 43), (("m",), 20)], ["sex"])]
    )
    assert system.counts.size == 9
    assert system.places[1].tolist() == system.places[0][0].tolist()


def test_linked_tables_that_count_other_people_are_refused() -> None:
    with pytest.raises(ValueError, match="disagree on Total: 63 and 64"):
        link([tabulate(ROWS, ["country", "sex"]), tabulate([(("w",), 43), (("m",), 21)], ["sex"])])


def test_the_cell_on_which_linked_tables_disagree_is_named() -> None:
    with pytest.raises(ValueError, match="disagree on sex m: 20 and 21"):
        link([tabulate(ROWS, ["country", "sex"]), tabulate([(("w",), 42), (("m",), 21)], ["sex"])])


def test_linked_tables_with_other_categories_are_refused() -> None:
    with pytest.raises(ValueError, match="'sex' has other categories"):
        link([tabulate(ROWS, ["country", "sex"]), tabulate([(("w",), 63)], ["sex"])])


@pytest.mark.parametrize(
    ("rows", "variables", "groups", "sentence"),
    [
        ([], ["a"], None, "at least one variable and one row"),
        ([((), 1)], [], None, "at least one variable and one row"),
        ([(("x", ""), 1)], ["a", "b"], None, "must name a category of each of a, b"),
        ([(("x",), 1), (("x",), 2)], ["a"], None, "The cell x stands there twice"),
        ([(("x",), -1)], ["a"], None, "give whole numbers"),
        ([(("x",), 1.5)], ["a"], None, "give whole numbers"),
        ([(("x", "y"), 1)], ["a"], None, "must name a category of each of a"),
        ([(("",), 1)], ["a"], None, "must name a category"),
        ([(("Total",), 1)], ["a"], None, "'Total' is a category and a total at once"),
        ([(("x",), 1), (("g",), 1)], ["a"], {"a": {"x": "g"}}, "'g' is a category and a total"),
        ([(("x",), 1)], ["a"], {"a": {"x": "g", "g": "x"}}, "form a ring"),
        ([(("x",), 1)], ["a"], {"a": {"x": "x"}}, "the groups above 'x' form a ring"),
        ([(("x",), 1)], ["a"], {"a": {"x": "g", "g": "h", "h": "g"}}, "form a ring"),
    ],
)
def test_what_is_no_table_is_refused(rows, variables, groups, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        tabulate(rows, variables, groups)


def test_a_table_too_large_is_refused() -> None:
    rows = [((str(one), str(one)), 1) for one in range(int(MOST_CELLS**0.5) + 1)]
    with pytest.raises(ValueError, match="that can be protected together"):
        tabulate(rows, ["a", "b"])
