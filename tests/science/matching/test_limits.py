"""The shortlist exactly at its limits."""

import pytest

from homelands.science.matching.shortlist import Reason, Rule, assess


def weighed(*weights: float) -> list[Reason]:
    return [Reason(f"r{place}", weight, known=True) for place, weight in enumerate(weights)]


@pytest.mark.parametrize(
    ("weight", "band"),
    [
        (0.5, "strong"),
        (0.4999, "good"),
        (0.2, "good"),
        (0.1999, "possible"),
        (0.0, "possible"),
        (-0.0001, "weak"),
    ],
)
def test_bands(weight: float, band: str) -> None:
    assert assess([], weighed(weight)).band == band


def test_a_fourth_reason_is_shown_from_a_tenth_on() -> None:
    three = (0.5, 0.4, 0.3)
    for weight, shown in ((0.1, 4), (-0.1, 4), (0.0999, 3)):
        assert len(assess([], weighed(*three, weight)).reasons) == shown


def test_weights_from_minus_one_to_one_are_taken() -> None:
    assert assess([], weighed(-1.0)).band == "weak"
    assert assess([], weighed(1.0)).band == "strong"


def test_a_reason_given_twice_is_refused_like_a_rule() -> None:
    twice = [*weighed(0.1), *weighed(0.2)]
    with pytest.raises(ValueError, match="more than once: r0"):
        assess([Rule("visa", passed=True)], twice)
