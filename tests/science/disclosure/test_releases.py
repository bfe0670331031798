"""A new table is held against all before it: no subtraction may single out a few people."""

import numpy as np
import pytest

from homelands.science.disclosure.audit import audit
from homelands.science.disclosure.releases import (
    Release,
    conflicts,
    of_system,
    selection,
    shown_before,
)
from homelands.science.disclosure.tables import link, tabulate
from tests.science.disclosure.attack import cross

ALL = selection([])


def of(**codes: str) -> frozenset:
    """Return a selection; codes with strokes between them are taken together."""
    return selection((variable, code.split("/")) for variable, code in codes.items())


def release(name: str, shown: dict, universe: str = "study 1") -> Release:
    return Release(name, universe, shown)


def codes(earlier: list[Release], new: Release) -> list[str]:
    return [conflict.code for conflict in conflicts(earlier, new)]


def test_the_same_figure_again_is_no_conflict() -> None:
    old = release("May", {ALL: 100, of(sex="w"): 60})
    assert conflicts([old], release("June", {ALL: 100, of(sex="w"): 60})) == ()


def test_a_few_who_came_are_flagged() -> None:
    old, new = release("May", {ALL: 100}), release("June", {ALL: 103})
    (found,) = conflicts([old], new)
    assert (found.code, found.difference) == ("moved", 3)
    assert found.message == "Total in June and Total in May differ by 3, fewer than 10."


def test_many_who_came_are_not_and_other_people_are_not() -> None:
    assert codes([release("May", {ALL: 100})], release("June", {ALL: 140})) == []
    assert codes([release("May", {ALL: 100}, "study 2")], release("June", {ALL: 103})) == []


def test_a_part_that_lacks_few_of_the_whole_is_flagged_either_way_round() -> None:
    whole, part = release("May", {ALL: 100}), release("June", {of(country="FR"): 96})
    assert codes([whole], part) == ["nested"]
    assert codes([part], whole) == ["nested"]


def test_nested_codes_are_seen() -> None:
    old = release("May", {of(age="18/19/64"): 500})
    assert codes([old], release("June", {of(age="18/19/64/65"): 504})) == ["nested"]
    assert codes([old], release("June", {of(age="19/64/65"): 504})) == []


def test_a_part_is_told_once_and_only_of_what_names_its_variables() -> None:
    old = release("May", {ALL: 100, of(country="FR/DE"): 98, of(country="KE"): 30})
    assert codes([old], release("June", {of(sex="w"): 96})) == ["nested"]
    assert codes([old], release("June", {of(sex="w", country="FR"): 90})) == ["nested"]


def test_what_is_told_stands_in_the_order_of_its_words() -> None:
    old = release("May", {of(age="/".join(["1", code])): 60 for code in "8274956"})
    found = conflicts([old], release("June", {of(age="1"): 55}))
    assert [one.one for one in found] == [f"age 1/{code}" for code in "2456789"]


def test_parts_that_leave_few_over_are_flagged() -> None:
    old = release("May", {ALL: 100, of(country="FR"): 60})
    new = release("June", {of(country="DE"): 37})
    (found,) = conflicts([old], new)
    assert (found.code, found.difference) == ("rest", 3)


def test_a_cell_hidden_now_and_shown_before_is_flagged() -> None:
    old = release("May", {of(sex="w"): 60})
    new = Release("June", "study 1", {}, frozenset({of(sex="w")}))
    assert codes([old], new) == ["reopened"]


def test_a_protected_table_is_compared_by_its_categories() -> None:
    """Europe named as a group in one table is France and Germany in another."""
    groups = {"country": {"FR": "Europe", "DE": "Europe"}}
    rows = [((code,), n) for code, n in [("FR", 60), ("DE", 40), ("KE", 50)]]
    system = link([tabulate(rows, ["country"], groups)])
    old = of_system("May", "study 1", system, np.zeros(system.counts.size, dtype=bool))
    assert old.shown[of(country="DE/FR")] == 100
    assert codes([old], release("June", {of(country="DE/FR/UG"): 105})) == ["nested"]


def test_what_was_shown_before_is_known_to_the_reader() -> None:
    system = link([cross(np.array([[3, 20], [30, 40]]), "AB")])
    hidden = np.zeros(9, dtype=bool)
    hidden[[4, 5, 7, 8]] = True
    old = release("May", {of(A="A0", B="B1"): 20})
    known = shown_before([old], "study 1", system)
    assert known.tolist() == [number == 5 for number in range(9)]
    assert not audit(system, hidden, np.zeros(9)).recovered.any()
    assert audit(system, hidden & ~known, np.zeros(9)).recovered.all()


def test_an_empty_condition_is_refused() -> None:
    with pytest.raises(ValueError, match="with one code or more"):
        selection([("a", [])])
    with pytest.raises(ValueError, match="each variable once"):
        selection([("a", ["x"]), ("a", ["y"])])
