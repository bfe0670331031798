"""Sizes and powers meet published figures, and undo each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homelands.science.planning.power import (
    Plan,
    detectable,
    power_of,
    size_for_difference,
    size_for_width,
    width_of,
)

shares = st.floats(0.02, 0.98)
effects = st.floats(0.5, 20)


def codes(plan: Plan) -> list[str]:
    return [caution.code for caution in plan.cautions]


def test_the_size_of_a_simple_random_sample() -> None:
    """Cochran (1977), Sampling Techniques, 4.4: z^2 p q / e^2 = 1.96^2 / 4 / 0.05^2 = 384.1."""
    assert size_for_width(0.5, 0.10, 1.0).n == 385


def test_the_design_effect_multiplies_it() -> None:
    assert size_for_width(0.5, 0.10, 12.0).n == 4610  # 12 times 384.146
    assert size_for_width(0.5, 0.10, 12.0).effective_n == pytest.approx(384.17, abs=0.01)


def test_the_size_for_two_proportions() -> None:
    """By hand: m = 0.35, (1.959964 sqrt(0.455) + 0.841621 sqrt(0.45))^2 / 0.01 = 355.9."""
    assert size_for_difference(0.4, 0.3, 1.0).n == 356
    assert size_for_difference(0.4, 0.3, 4.0).n == 1424


@given(shares, st.floats(0.02, 0.9), effects)
def test_the_size_is_the_least_that_is_enough(share: float, width: float, deff: float) -> None:
    plan = size_for_width(share, width, deff)
    assert plan.width is not None
    assert plan.width <= width * (1 + 1e-9)
    if plan.n > 1:
        assert (width_of(share, plan.n - 1, deff).width or 0) > width


@given(shares, shares, effects)
def test_the_power_asked_for_is_had(one: float, other: float, deff: float) -> None:
    if abs(one - other) < 0.01:
        return
    plan = size_for_difference(one, other, deff, power=0.9)
    assert (plan.power or 0) >= 0.9 - 1e-7
    if plan.n > 1:
        assert (power_of(one, other, plan.n - 1, deff).power or 0) < 0.9 + 1e-7


@given(st.floats(0.1, 0.6), st.integers(100, 3000), effects)
def test_a_detectable_difference_is_detected(share: float, n: int, deff: float) -> None:
    least = detectable(share, n, deff)
    if least is not None:
        assert power_of(share, share + least, n, deff).power == pytest.approx(0.8, abs=1e-6)


def test_nothing_is_detectable_by_too_few() -> None:
    assert detectable(0.6, 5, 12.0) is None


def test_what_is_optimistic_or_cannot_be_published_is_said() -> None:
    assert codes(size_for_width(0.3, 0.1, 2.0)) == ["deff-optimistic"]
    assert codes(width_of(0.5, 200, 12.0)) == ["plan-worth-small", "plan-interval-wide"]
    assert codes(size_for_width(0.3, 0.1, 4.0)) == []


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        (lambda: size_for_width(0.0, 0.1, 2.0), "between 0 and 1, not at 0.0"),
        (lambda: size_for_width(0.5, 1.0, 2.0), "between 0 and 1, not at 1.0"),
        (lambda: size_for_width(0.5, 0.1, 0.0), "design effect is above 0"),
        (lambda: size_for_width(0.5, 0.1, 2.0, 1.0), "level of an interval"),
        (lambda: size_for_difference(0.3, 0.3, 2.0), "Two equal shares"),
        (lambda: size_for_difference(0.3, 0.4, 2.0, power=0.01), "between 0.05 and 1"),
        (lambda: width_of(0.3, 0, 2.0), "one interview or more, not 0"),
    ],
)
def test_plans_that_mean_nothing_are_refused(plan: object, words: str) -> None:
    assert callable(plan)
    with pytest.raises(ValueError, match=words):
        plan()
