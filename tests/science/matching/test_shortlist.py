"""The shortlist: rules before reasons, bands by their definition, unknown kept apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homelands.science.matching.shortlist import Reason, Rule, assess

BANDS = ["weak", "possible", "good", "strong"]


def reasons(*weights: float) -> list[Reason]:
    return [Reason(f"r{place}", weight, known=True) for place, weight in enumerate(weights)]


@pytest.mark.parametrize(
    ("weights", "band"),
    [
        ((1.0, 0.0), "strong"),
        ((0.9, 0.0), "good"),
        ((0.2, 0.2, 0.2), "good"),
        ((0.1, 0.2), "possible"),
        ((0.5, -0.5), "possible"),
        ((0.5, -0.6), "weak"),
        ((), "cannot tell"),
    ],
)
def test_bands(weights: tuple[float, ...], band: str) -> None:
    found = assess([Rule("speaks-french", passed=True)], reasons(*weights))
    assert (found.eligible, found.band) == (True, band)


def test_one_failed_rule_outweighs_everything() -> None:
    rules = [Rule("licence", passed=False), Rule("age", passed=None), Rule("visa", passed=True)]
    found = assess(rules, reasons(1.0, 1.0))
    assert (found.eligible, found.failed, found.unknown) == (False, ("licence",), ("age",))
    assert found.band == "not eligible"


def test_an_unknown_rule_leaves_it_open() -> None:
    found = assess([Rule("licence", passed=None)], reasons(1.0))
    assert (found.eligible, found.failed, found.unknown) == (None, (), ("licence",))
    assert found.band == "cannot tell"


def test_unknown_reasons_count_nothing_and_are_named() -> None:
    given_reasons = [*reasons(0.8, 0.6), Reason("languages", 0.9, known=False)]
    found = assess([], given_reasons)
    assert found.unknown == ("languages",)
    assert found.band == "good"  # (0.8 + 0.6) / 3
    assert [reason.code for reason in found.reasons] == ["r0", "r1"]


def test_more_than_half_unknown_cannot_be_told() -> None:
    unknown = [Reason("a", 1.0, known=False), Reason("b", 1.0, known=False)]
    assert assess([], [*unknown, *reasons(1.0)]).band == "cannot tell"
    assert assess([], [*unknown, *reasons(1.0, 1.0)]).band == "strong"


def test_three_to_six_reasons_are_shown_strongest_first() -> None:
    found = assess([], reasons(0.05, -0.9, 0.3, 0.02, 0.01))
    assert [reason.weight for reason in found.reasons] == [-0.9, 0.3, 0.05]
    many = assess([], reasons(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7))
    assert [reason.weight for reason in many.reasons] == [0.7, 0.6, 0.5, 0.4, 0.3, 0.2]


def test_a_reason_of_a_tenth_is_worth_showing_and_a_slighter_one_is_not() -> None:
    assessment = assess([], reasons(0.9, 0.8, 0.7, -0.1, 0.09))
    assert [reason.weight for reason in assessment.reasons] == [0.9, 0.8, 0.7, -0.1]


WEIGHTS = st.lists(st.floats(-1, 1), min_size=1, max_size=8)


@given(WEIGHTS, st.randoms())
def test_the_order_of_reasons_does_not_matter(weights: list[float], shuffle: object) -> None:
    one = reasons(*weights)
    other = list(one)
    shuffle.shuffle(other)
    assert assess([], one) == assess([], other)


@given(WEIGHTS, st.integers(0, 7), st.floats(0, 1))
def test_a_better_weight_never_lowers_the_band(weights: list[float], place: int, by: float) -> None:
    better = list(weights)
    better[place % len(weights)] = min(1.0, better[place % len(weights)] + by)
    before, after = assess([], reasons(*weights)).band, assess([], reasons(*better)).band
    assert BANDS.index(after) >= BANDS.index(before)


def test_codes_given_twice_are_refused() -> None:
    visa = Rule("visa", passed=True)
    with pytest.raises(ValueError, match="more than once: visa"):
        assess([visa, visa], [])
    assert assess([visa], [Reason("visa", 0.5, known=True)]).eligible is True


@pytest.mark.parametrize("weight", [1.1, -2.0, float("nan")])
def test_weights_out_of_range_are_refused(weight: float) -> None:
    with pytest.raises(ValueError, match="outside -1 to 1: r0"):
        assess([], reasons(weight))
