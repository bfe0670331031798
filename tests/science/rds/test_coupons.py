"""Coupons: what happens once is a mistake, what happens to several people is a custom."""

from homelands.science.rds.coupons import chain
from homelands.science.rds.sample import from_coupons
from homelands.ui import sentences
from tests.science.words import refused


def test_plain_coupons_stay_as_they_are() -> None:
    read = chain([None, "A1", "A2"], [["A1", "A2"], [None, None], ["C1", None]])
    assert read.own == (None, "A1", "A2")
    assert (read.reusable, read.unknown, read.cautions) == (frozenset(), frozenset(), ())


def test_a_code_of_several_people_that_nobody_was_given_makes_seeds() -> None:
    read = chain([None, "99", "99", "99", "A1"], [["A1"]] + [[None]] * 4)
    assert read.own == (None, None, None, None, "A1")
    assert [sentences.of(one) for one in read.cautions] == [
        "3 respondents came with a code that nobody was given (“99”) and are taken for seeds."
    ]


def test_a_code_of_one_person_that_nobody_was_given_is_refused_by_name() -> None:
    own, issued = [None, "99", "A1"], [["A1"], [], []]
    read = chain(own, issued)
    assert read.own == tuple(own)
    with refused("nobody in the sample was given: “b”"):
        from_coupons(["a", "b", "c"], read.own, issued, [1.0] * 3)


def test_a_column_of_lost_coupons_may_bring_several() -> None:
    holders = [[f"{k}1", f"{k}2", f"lost{k}"] for k in range(3)]
    own = [None, None, None, *[f"lost{k}" for k in (0, 0, 1, 1, 2, 2)]]
    read = chain(own, holders + [[None] * 3] * 6)
    assert read.reusable == {"lost0", "lost1", "lost2"}
    assert [one.code for one in read.cautions] == ["coupon-reused"]


def test_a_coupon_redeemed_twice_is_refused_by_name() -> None:
    own, issued = [None, "A1", "A1"], [["A1", "A2"], [], []]
    read = chain(own, issued)
    assert read.reusable == frozenset()
    with refused("“A1” was redeemed more than once, by “b”, “c”"):
        from_coupons(["a", "b", "c"], read.own, issued, [1.0] * 3, reusable=read.reusable)


def test_codes_redeemed_twice_in_two_columns_are_no_custom() -> None:
    issued = [[f"{k}1", f"{k}2"] for k in range(4)] + [[None, None]] * 8
    own = [None] * 4 + ["01", "01", "11", "11", "22", "22", "31", "31"]
    assert chain(own, issued).reusable == frozenset()
