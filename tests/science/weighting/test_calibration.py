"""Calibration by three distances: totals met, and the weights of the form that each implies."""

import numpy as np
import pytest
from hypothesis import given, settings

from homelands.science.weighting.calibration import Matrix, calibrate, to_margins
from homelands.science.weighting.coding import Coded, code
from homelands.science.weighting.distances import Distance, Exponential, Linear, Logit
from homelands.science.weighting.margins import Margins, from_rows
from homelands.ui import sentences
from tests.science.weighting.population import indicators, populations

CROSSED = {"sex": ["w"] * 20 + ["m"] * 20, "age": (["y"] * 10 + ["o"] * 10) * 2}
WIDE = Logit(0.01, 100)


def two(women: float, men: float, young: float, old: float) -> Margins:
    return from_rows(["sex", "sex", "age", "age"], ["w", "m", "y", "o"], [women, men, young, old])


def out_of_span(x: np.ndarray, u: np.ndarray) -> float:
    """Return how far `u` is from being X times some lambda."""
    return float(np.abs(u - x @ np.linalg.lstsq(x, u, rcond=None)[0]).max())


@settings(deadline=None)
@given(populations())
def test_linear_is_the_closed_form(population: tuple[Coded, np.ndarray]) -> None:
    sample, base = population
    found = to_margins(sample, base, Linear())
    x, d = indicators(sample), found.base
    solved = np.linalg.pinv(x.T @ (x * d[:, None])) @ (sample.margins.total - d @ x)
    assert np.allclose(found.weight, d * (1 + x @ solved), rtol=1e-7, atol=1e-7)
    assert np.abs(sample.totals(found.weight) / sample.margins.total - 1).max() < 1e-10


@settings(deadline=None)
@given(populations())
def test_exponential_factors_are_products(population: tuple[Coded, np.ndarray]) -> None:
    sample, base = population
    found = to_margins(sample, base, Exponential())
    assert np.abs(sample.totals(found.weight) / sample.margins.total - 1).max() < 1e-10
    assert out_of_span(indicators(sample), np.log(found.g)) < 1e-8


@settings(deadline=None)
@given(populations())
def test_logit_factors_are_of_its_form_and_within_bounds(
    population: tuple[Coded, np.ndarray],
) -> None:
    sample, base = population
    found = to_margins(sample, base, WIDE)
    assert np.abs(sample.totals(found.weight) / sample.margins.total - 1).max() < 1e-8
    assert found.g.min() > 0.01
    assert found.g.max() < 100
    steep = (100 - 0.01) / ((1 - 0.01) * 99)
    u = (np.log((found.g - 0.01) / (100 - found.g)) - np.log((1 - 0.01) / 99)) / steep
    assert out_of_span(indicators(sample), u) < 1e-6


def test_by_hand() -> None:
    """Sex and age are independent in the sample: linear effects add up, 1 + 0.2 + 0.1."""
    sample = code(two(24, 16, 22, 18), CROSSED)
    found = to_margins(sample, np.ones(40), Linear())
    assert found.g[[0, 10, 20, 30]] == pytest.approx([1.3, 1.1, 0.9, 0.7], rel=1e-12)


@pytest.mark.parametrize("distance", [Linear(), Exponential(), Logit(0.2, 3)])
def test_one_variable_gives_the_same_by_all(distance: Distance) -> None:
    margins = from_rows(["sex", "sex"], ["w", "m"], [300, 700])
    sample = code(margins, {"sex": ["w", "m", "m", "w"]})
    found = to_margins(sample, np.array([1.0, 2, 3, 5]), distance)
    assert found.weight == pytest.approx([50, 280, 420, 250], rel=1e-10)


def test_a_quantity_by_hand() -> None:
    """Three people of ages 1, 2, 3 are to count 3 and to be 7.2 years old together.

    sum (x - 2)^2 = 2 and 1.2 years are lacking, so that g = 1 + 0.6 (x - 2).
    """
    design = Matrix(np.array([[1.0, 1], [1, 2], [1, 3]]), ("people", "age"))
    found = calibrate(design, np.ones(3), np.array([3.0, 7.2]), Linear())
    assert found.g == pytest.approx([0.4, 1.0, 1.6], rel=1e-12)
    assert found.steps == 1


def test_a_total_of_zero_can_be_met() -> None:
    design = Matrix(np.array([[1.0, -1], [1, 0.5], [1, 2]]), ("people", "balance"))
    found = calibrate(design, np.ones(3), np.array([3.0, 0.0]), Exponential())
    assert found.g @ design.x == pytest.approx([3, 0], abs=1e-9)


@pytest.mark.parametrize("distance", [Linear(), Exponential(), Logit(0.3, 4)])
def test_slopes_are_those_of_the_factors(distance: Distance) -> None:
    u = np.linspace(-2, 2, 41)
    change = (distance.factor(u + 1e-6) - distance.factor(u - 1e-6)) / 2e-6
    assert np.allclose(distance.slope(u), change, rtol=1e-7)
    assert distance.factor(np.zeros(1))[0] == pytest.approx(1)
    assert distance.slope(np.zeros(1))[0] == pytest.approx(1)


def test_negative_weights_are_told() -> None:
    found = to_margins(code(two(38, 2, 38, 2), CROSSED), np.ones(40), Linear())
    assert [caution.code for caution in found.cautions] == ["weights-negative"]
    assert sentences.of(found.cautions[0]).startswith("10 of 40 weights")


def test_bounds_that_one_category_breaks_are_refused_by_its_name() -> None:
    sample = code(two(38, 2, 22, 18), CROSSED)
    with pytest.raises(ValueError, match=r"between 0.5 and 2 meet .* 'sex' = 'm' needs 0.1 on"):
        to_margins(sample, np.ones(40), Logit(0.5, 2))


def test_bounds_that_only_the_margins_together_break_are_refused() -> None:
    """Nearly all women are young: both margins are within the bounds, one by one."""
    sex = ["w"] * 21 + ["m"] * 21
    age = ["y"] * 20 + ["o"] + ["o"] * 20 + ["y"]
    sample = code(two(30, 12, 12, 30), {"sex": sex, "age": age})
    with pytest.raises(ValueError, match=r"between 0.3 and 2 meet all totals together: '"):
        to_margins(sample, np.ones(42), Logit(0.3, 2))


@pytest.mark.parametrize("bounds", [(1.0, 2.0), (0.5, 1.0), (-0.1, 2.0), (0.5, np.inf)])
def test_bounds_out_of_place_are_refused(bounds: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="The bounds of the g-weights"):
        Logit(*bounds)
