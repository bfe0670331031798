"""Tables, releases, rounding, privacy and shares: exactly at their limits, and their facts."""

from fractions import Fraction
from random import Random
from typing import Any

import numpy as np
import pytest

from homelands.science.disclosure import privacy, tables
from homelands.science.disclosure.audit import audit
from homelands.science.disclosure.primary import primary
from homelands.science.disclosure.privacy import Ledger, noisy_counts
from homelands.science.disclosure.releases import (
    Release,
    conflicts,
    of_system,
    selection,
    shown_before,
)
from homelands.science.disclosure.rounding import KEY_BYTES, random_rounding
from homelands.science.disclosure.secondary import suppress as suppress_system
from homelands.science.disclosure.shares import shares
from homelands.science.disclosure.small_cells import suppress
from homelands.science.disclosure.tables import link, tabulate
from homelands.science.publication.thresholds import FLOOR, SMALLEST, check_threshold
from tests.science.disclosure.attack import cross

ALL = selection([])


def part(**codes: str) -> Any:
    return selection((variable, code.split("/")) for variable, code in codes.items())


def told(old: dict[Any, int], new: dict[Any, int], k: int = 10) -> list[tuple[str, int]]:
    """Returns what a release tells beside an earlier one."""
    found = conflicts([Release("May", "study", old)], Release("June", "study", new), k)
    return [(one.code, one.difference) for one in found]


def test_ten_are_enough_and_nobody_sets_fewer_than_five() -> None:
    assert (FLOOR, SMALLEST) == (5, 10)
    check_threshold(5)
    for refuse in (
        lambda: check_threshold(4),
        lambda: suppress(np.array([30, 40]), 4),
        lambda: conflicts([], Release("June", "study", {}), 4),
    ):
        with pytest.raises(ValueError, match="at least 5, not 4"):
            refuse()


def test_a_cell_of_k_is_shown_and_one_less_is_not() -> None:
    system = link([cross(np.array([10, 9, 1, 0, 30]), "A")])
    hidden = {dict(system.names[cell])["A"] for cell in np.flatnonzero(primary(system).cells)}
    assert hidden == {"A1", "A2"}
    assert suppress(np.array([10, 9, 9, 30])).primary.tolist() == [False, True, True, False, False]


@pytest.mark.parametrize(("came", "flagged"), [(0, False), (1, True), (9, True), (10, False)])
def test_differences_from_one_to_nine_people_are_told(came: int, flagged: bool) -> None:
    expected = [("moved", came)] if flagged else []
    assert told({ALL: 100}, {ALL: 100 + came}) == told({ALL: 100 + came}, {ALL: 100}) == expected
    nested = [("nested", came)] if flagged else []
    assert told({ALL: 100}, {part(sex="w"): 100 - came}) == nested
    rest = [("rest", came)] if flagged else []
    old = {ALL: 100, part(sex="w"): 50}
    assert told(old, {part(sex="m"): 50 - came}) == rest


def test_a_part_larger_than_its_whole_tells_nothing() -> None:
    assert told({ALL: 100}, {part(sex="w"): 103}) == []


def test_parts_are_added_along_one_variable_and_counted_once() -> None:
    old = {ALL: 100, part(age="18/19"): 60}
    assert told(old, {part(age="18"): 40, part(age="20"): 57}) == [("rest", 3)]
    assert told(
        {part(sex="w"): 60, part(sex="w", age="18"): 20}, {part(sex="w", age="19"): 37}
    ) == [("rest", 3)]
    assert told({ALL: 100}, {part(sex="w"): 50, part(age="18"): 47}) == []


def test_what_one_release_tells_alone_is_its_audit_s() -> None:
    assert told({}, {ALL: 100, part(sex="w"): 50, part(sex="m"): 47}) == []
    alone = {ALL: 100, part(sex="w"): 50, part(sex="m"): 47}
    assert told(alone, {part(age="18"): 20}) == []


def test_a_part_is_seen_in_every_figure_that_holds_it() -> None:
    inner = {part(sex="w", age="18"): 96}
    for outer in (part(sex="w"), part(age="18/19"), part(sex="w", age="18/19")):
        assert told({outer: 100}, inner) == told(inner, {outer: 100}) == [("nested", 4)]
    for outer in (part(sex="m"), part(age="19/20"), part(sex="m", age="18/19"), part(job="x")):
        assert told({outer: 100}, inner) == []


def test_parts_without_their_whole_leave_nothing_over() -> None:
    assert told({part(sex="w"): 50}, {part(sex="m"): 47}) == []


def test_the_narrowest_parts_are_taken_first() -> None:
    parts = {part(age="2/3/4"): 10, part(age="1/2"): 57, part(age="3"): 40}
    assert told({ALL: 100}, parts) == [("rest", 3)]


def test_only_what_the_new_release_tells_is_told() -> None:
    may = Release("May", "study", {ALL: 100, part(sex="w"): 50})
    june = Release("June", "study", {part(sex="m"): 47})
    assert [one.code for one in conflicts([may], june)] == ["rest"]
    assert conflicts([may, june], Release("July", "study", {part(age="18"): 20})) == ()


def test_conflicts_come_in_the_order_of_their_words() -> None:
    cells = [part(country=code) for code in ("FR", "DE", "KE", "UG", "GB", "TG")]
    old, new = (
        Release(name, "study", dict.fromkeys(cells, n)) for name, n in (("M", 50), ("J", 53))
    )
    words = [f"country {code}" for code in ("DE", "FR", "GB", "KE", "TG", "UG")]
    assert [one.one for one in conflicts([old], new)] == words
    hidden = Release("J", "study", {}, frozenset(cells))
    assert [one.one for one in conflicts([old], hidden)] == words
    wide = {part(country=f"{code}/{code}2"): 53 for code in ("FR", "DE", "KE", "UG", "GB", "TG")}
    inner = Release("J", "study", {part(country=code): 50 for code in ("FR", "DE", "KE")})
    assert [one.other for one in conflicts([Release("M", "study", wide)], inner)] == [
        "country FR",
        "country DE",
        "country KE",
    ]


def test_releases_can_be_kept_in_a_set() -> None:
    assert len({Release("May", "study", {ALL: 100}), Release("May", "study", {ALL: 100})}) == 1


def test_the_words_of_a_conflict() -> None:
    old = Release("May", "study", {part(sex="w"): 100, part(sex="w", age="18/19"): 60})
    new = Release("June", "study", {part(sex="w"): 104, part(sex="w", age="20"): 36})
    moved, *_rest, rest = conflicts([old], new)
    assert (moved.one, moved.other) == ("sex w", "sex w")
    assert moved.message == "sex w in June and sex w in May differ by 4, fewer than 10."
    assert (rest.code, rest.one, rest.other) == ("rest", "sex w", "age")
    hidden = Release("June", "study", {}, frozenset({part(sex="w")}))
    reopened, *more = conflicts([old], hidden)
    assert more == []
    assert (reopened.code, reopened.one, reopened.difference) == ("reopened", "sex w", 0)


def test_hidden_cells_of_a_system_are_no_figures() -> None:
    system = link([cross(np.array([3, 30]), "A")])
    release = of_system("May", "study", system, np.array([False, True, False]))
    assert (release.name, release.universe) == ("May", "study")
    assert release.shown == {ALL: 33, part(A="A1"): 30}
    assert release.hidden == {part(A="A0")}


def test_only_the_same_count_of_the_same_people_is_known() -> None:
    system = link([cross(np.array([3, 30]), "A")])
    figures = [
        Release("May", "other", {part(A="A0"): 3}),
        Release("June", "study", {part(A="A0"): 4, part(A="A1"): 30}),
        Release("July", "study", {part(A="A0"): 4}),
    ]
    assert shown_before(figures, "study", system).tolist() == [False, False, True]


def test_rounding_keys_and_counts() -> None:
    names = [(("a", "x"),)]
    assert KEY_BYTES == 16
    random_rounding(np.array([0]), names, bytes(16))
    with pytest.raises(ValueError, match="16 bytes or more"):
        random_rounding(np.array([0]), names, bytes(15))
    with pytest.raises(ValueError, match="zero or more"):
        random_rounding(np.array([-1, 1]), names * 2, bytes(16))
    nothing = random_rounding(np.array([], dtype=np.int64), [], bytes(16))
    assert (nothing.values.tolist(), nothing.base) == ([], 3)


def test_rounding_is_the_same_for_ever() -> None:
    """A cell that was published rounded must come out so again after any change of the code."""
    names = [(("country", code), ("sex", sex)) for code in ("FRA", "GBR") for sex in "mw"]
    key = bytes(range(16))
    rounded = {
        base: random_rounding(np.array([1, 2, 4, 7]), names, key, base).values.tolist()
        for base in (3, 5)
    }
    assert rounded == {3: [3, 3, 3, 6], 5: [5, 5, 5, 5]}
    accented = [(("town", f"Bouaké {number}"),) for number in range(12)]
    assert random_rounding(np.full(12, 4), accented, key).values.tolist() == [
        3,
        3,
        3,
        3,
        6,
        3,
        6,
        3,
        3,
        3,
        3,
        6,
    ]


def test_a_budget_is_spent_to_its_end() -> None:
    ledger = Ledger(Fraction(1))
    whole = privacy.Release("x", Fraction(1))
    assert ledger.spend(whole).left == 0
    with pytest.raises(ValueError, match="more than the 1 left"):
        ledger.spend(privacy.Release("x", Fraction(11, 10)))
    for wrong in (privacy.Release("x", Fraction(0)), privacy.Release("x", Fraction(1), 0)):
        with pytest.raises(ValueError, match="must be above 0"):
            ledger.spend(wrong)
    assert privacy.Release("x", Fraction(1, 2)).sensitivity == 1


def test_noise_is_drawn_as_it_was_and_added() -> None:
    counts = np.array([100, 0, 50])
    release = privacy.Release("x", Fraction(1, 3))
    found = noisy_counts(counts, release, Ledger(Fraction(1)), Random(7).randrange)
    again = noisy_counts(counts * 0, release, Ledger(Fraction(1)), Random(7).randrange)
    assert (found.counts - again.counts).tolist() == counts.tolist()
    assert found.ledger.left == Fraction(2, 3)
    for wrong in (np.array([[1]]), np.array([1, -1])):
        with pytest.raises(ValueError, match="a row of counts"):
            noisy_counts(wrong, release, Ledger(Fraction(1)))


@pytest.mark.parametrize(
    ("epsilon", "within"), [("1000", 0), ("10", 0), ("2", 1), ("1", 3), ("1/2", 6), ("1/10", 30)]
)
def test_the_reach_of_the_noise(epsilon: str, within: int) -> None:
    """The least t with P(|z| > t) = 2 q^(t + 1) / (1 + q) <= .05, where q = exp(-epsilon)."""
    release = privacy.Release("x", Fraction(epsilon))
    found = noisy_counts(np.array([10_000]), release, Ledger(Fraction(1000)))
    q = np.exp(-float(Fraction(epsilon)))
    beyond = [2 * q ** (t + 1) / (1 + q) for t in range(200)]
    assert found.within == next(t for t, chance in enumerate(beyond) if chance <= 0.05) == within


@pytest.mark.parametrize(("middle", "swamped"), [(30, False), (29, True)])
def test_noise_may_reach_a_tenth_of_the_middle_count(
    middle: int, swamped: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(privacy, "_discrete_laplace", lambda scale, below: 0)
    counts = np.array([0, 0, 0, middle])
    found = noisy_counts(counts, privacy.Release("x", Fraction(1)), Ledger(Fraction(1)))
    assert (found.within, [one.code for one in found.cautions]) == (
        3,
        ["noise-swamps"] if swamped else [],
    )


def test_of_nobody_any_noise_is_too_much_and_none_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(privacy, "_discrete_laplace", lambda scale, below: 0)
    ledger, nobody = Ledger(Fraction(10)), np.array([0, 0])
    noise = noisy_counts(nobody, privacy.Release("x", Fraction(1)), ledger)
    assert [one.code for one in noise.cautions] == ["noise-swamps"]
    none = noisy_counts(nobody, privacy.Release("x", Fraction(10)), ledger)
    assert (none.within, none.cautions) == (0, ())


def test_shares_along_each_axis() -> None:
    counts, shown = np.array([[10, 4, 6], [5, 1, 4]]), np.zeros((2, 3), dtype=bool)
    assert shares(counts, shown, axis=1).value.tolist() == [[1, 0.4, 0.6], [1, 0.2, 0.8]]
    assert shares(counts, shown, axis=-1).value.tolist() == [[1, 0.4, 0.6], [1, 0.2, 0.8]]
    assert shares(counts, shown, axis=-2).value[1].tolist() == [0.5, 0.25, 4 / 6]
    assert shares(counts, shown, axis=0).value[1].tolist() == [0.5, 0.25, 4 / 6]
    for axis, hidden in ((2, shown), (-3, shown), (0, shown[:1])):
        with pytest.raises(ValueError, match="do not fit"):
            shares(counts, hidden, axis)
    one = shares(np.array([1, 1]), np.zeros(2, dtype=bool), axis=0)
    assert one.value.tolist() == [1, 1]


def test_a_table_as_large_as_can_be_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [(("x", "m"), 1), (("y", "w"), 2)]
    assert tables.MOST_CELLS == 250_000
    monkeypatch.setattr(tables, "MOST_CELLS", 9)
    assert tabulate(rows, ["a", "b"]).counts.shape == (3, 3)
    monkeypatch.setattr(tables, "MOST_CELLS", 8)
    with pytest.raises(ValueError, match="has 9 cells"):
        tabulate(rows, ["a", "b"])


def test_the_order_and_the_parents_of_codes() -> None:
    groups = {"FR": "Europe", "DE": "Europe", "Europe": "World"}
    found = tables.dimension("country", ["KE", "FR", "DE"], groups)
    assert found.codes == ("Total", "Europe", "World", "DE", "FR", "KE")
    assert found.parent == (-1, 2, 0, 1, 1, 0)
    assert found.leaves == (3, 4, 5)
    assert found.sums.toarray().tolist() == [
        [-1, 0, 1, 0, 0, 1],
        [0, -1, 0, 1, 1, 0],
        [0, 1, -1, 0, 0, 0],
    ]


def test_a_group_of_one_is_a_group_too() -> None:
    system = link([cross(np.array([[1, 0], [20, 30]]), "AB")])
    flagged = primary(system, sensitive=["B"]).group
    assert {system.names[cell] for cell in np.flatnonzero(flagged)} == {
        (("A", "A0"), ("B", "B0")),
        (("A", "A0"), ("B", "B1")),
    }


@pytest.mark.parametrize("short", ["hidden", "wanted"])
def test_the_audit_needs_a_flag_and_a_width_for_each_cell(short: str) -> None:
    system = link([cross(np.array([3, 30]), "A")])
    given = {"hidden": np.zeros(3, dtype=bool), "wanted": np.zeros(3)}
    with pytest.raises(ValueError, match="for each of 3 cells"):
        audit(system, **{**given, short: given[short][:2]})
    flags, width = np.zeros(3, dtype=bool), np.ones(3, dtype=np.int64)
    for primaries, widths in ((flags[:2], width), (flags, width[:2])):
        with pytest.raises(ValueError, match="for each of 3 cells"):
            suppress_system(system, primaries, widths)


def test_an_interval_as_wide_as_wanted_protects_and_one_narrower_does_not() -> None:
    """The two hidden cells are 3 and 4 of a total of 7: each may be from 1 to 6."""
    system = link([cross(np.array([3, 4, 30]), "A")])
    hidden = np.array([False, True, True, False])
    for wanted, protected in ((5.0, True), (5.5, False)):
        found = audit(system, hidden, np.where(hidden, wanted, 0.0))
        assert (found.low.tolist(), found.high.tolist()) == ([1, 1], [6, 6])
        assert not np.signbit(found.low).any()
        assert found.protected.tolist() == [protected] * 2
        assert found.recovered.tolist() == [False] * 2


def test_an_interval_that_begins_above_zero_is_measured_from_there() -> None:
    system = link([cross(np.array([[3, 20], [30, 4]]), "AB")])
    hidden = np.array([len(name) == 2 for name in system.names])
    found = audit(system, hidden, np.where(hidden, 21.5, 0.0))
    assert (found.high - found.low).tolist() == [21] * 4
    assert not found.protected.any()


def test_a_width_of_one_is_a_width() -> None:
    system = link([cross(np.array([3, 4, 30]), "A")])
    flags = np.array([False, True, False, False])
    found = suppress_system(system, flags, flags.astype(np.int64))
    assert found.secondary.tolist() == [False, False, True, False]
    assert found.hidden.tolist() == [False, True, True, False]


def test_just_enough_beside_a_cell_protects_it() -> None:
    """3 may rise to 10 where the 8 beside it may fall to one person."""
    assert suppress(np.array([3, 8, 30])).hidden.tolist() == [True, True, False, False]
    assert suppress(np.array([3, 7, 30])).hidden.tolist() == [True, True, True, False]


def test_counts_are_never_below_nought() -> None:
    with pytest.raises(ValueError, match="zero or more"):
        suppress(np.array([-1, 12]))
