"""Raking meets every margin, by weights that are products of factors of categories."""

import numpy as np
import pytest
from hypothesis import given, settings

from homelands.science.weighting import raking
from homelands.science.weighting.calibration import to_margins
from homelands.science.weighting.coding import Coded, code
from homelands.science.weighting.distances import Exponential
from homelands.science.weighting.margins import Margins, from_rows
from homelands.science.weighting.raking import rake
from tests.science.weighting.population import coded, populations

CROSSED = {"sex": ["w"] * 20 + ["m"] * 20, "age": (["y"] * 10 + ["o"] * 10) * 2}


def two(women: float, men: float, young: float, old: float) -> Margins:
    return from_rows(["sex", "sex", "age", "age"], ["w", "m", "y", "o"], [women, men, young, old])


@settings(deadline=None)
@given(populations())
def test_margins_are_met_and_the_weights_are_those_of_calibration(
    population: tuple[Coded, np.ndarray],
) -> None:
    sample, base = population
    found = rake(sample, base)
    assert np.abs(sample.totals(found.weight) / sample.margins.total - 1).max() < 1e-8
    assert found.error < 1e-8
    assert (found.weight > 0).all()
    other = to_margins(sample, base, Exponential())
    assert np.allclose(found.weight, other.weight, rtol=1e-6)


@settings(max_examples=30, deadline=None)
@given(populations())
def test_turns_alone_lead_to_the_same_weights(population: tuple[Coded, np.ndarray]) -> None:
    sample, base = population
    turned, error, _ = raking.turn(sample.cells, sample.margins, sample.collect(base), 100_000)
    assert error < 1e-8
    assert np.allclose(sample.collect(rake(sample, base).weight), turned, rtol=1e-5)


def test_by_hand() -> None:
    """Sex and age are independent in the sample, so each factor is its own margin's."""
    found = rake(code(two(24, 16, 22, 18), CROSSED), np.ones(40))
    assert found.weight[[0, 10, 20, 30]] == pytest.approx([1.32, 1.08, 0.88, 0.72], rel=1e-12)
    assert found.method == "raking"


def test_one_variable_is_poststratification() -> None:
    margins = from_rows(["sex", "sex"], ["w", "m"], [300, 700])
    found = rake(code(margins, {"sex": ["w", "m", "m", "w"]}), np.array([1.0, 2, 3, 5]))
    assert found.weight == pytest.approx([50, 280, 420, 250], rel=1e-12)


def test_units_of_the_base_weights_do_not_matter() -> None:
    sample = code(two(24, 16, 22, 18), CROSSED)
    base = np.linspace(1, 3, 40)
    assert np.allclose(rake(sample, base).weight, rake(sample, base * 1e6).weight, rtol=1e-12)


def test_the_order_of_rows_does_not_matter() -> None:
    base, order = np.linspace(1, 3, 40), np.random.default_rng(3).permutation(40)
    margins = two(24, 16, 22, 18)
    shuffled = {name: [answers[row] for row in order] for name, answers in CROSSED.items()}
    one = rake(code(margins, CROSSED), base).weight
    other = rake(code(margins, shuffled), base[order]).weight
    assert np.allclose(one[order], other, rtol=1e-12)


def test_a_base_weight_of_zero_stays_zero() -> None:
    base = np.ones(40)
    base[0] = 0
    found = rake(code(two(24, 16, 22, 18), CROSSED), base)
    assert found.weight[0] == 0
    assert found.g[0] > 0


def test_strongly_correlated_margins_are_met_soon() -> None:
    rng = np.random.default_rng(4)
    common = rng.normal(size=5000)
    latent = common + 0.3 * rng.normal(size=(6, 5000))
    codes = np.array([np.digitize(one, [-1, -0.3, 0.3, 1]) for one in latent])
    sample = coded(codes, np.exp(0.3 * latent[0] - 0.2 * latent[3]))
    _, error, _ = raking.turn(sample.cells, sample.margins, np.ones(len(sample.cells.code[0])), 50)
    assert error > 1e-8  # turns alone are far from done
    assert rake(sample, np.ones(5000)).steps < 30


def test_margins_that_contradict_each_other_are_refused_by_name() -> None:
    """All women are young and all men old, but the margins want more young people than women."""
    answers = {"sex": ["w", "w", "m", "m"], "age": ["y", "y", "o", "o"]}
    with pytest.raises(ValueError, match=r"No weights .* together: '(sex|age)' = .* of its total"):
        rake(code(two(40, 60, 50, 50), answers), np.ones(4))


def test_a_margin_at_the_edge_of_what_the_sample_allows_is_refused() -> None:
    """As many young people as women, and some women old: their weights would have to be zero."""
    answers = {"sex": ["w", "w", "m", "w"], "age": ["y", "y", "o", "o"]}
    with pytest.raises(ValueError, match="No weights"):
        rake(code(two(50, 50, 60, 40), answers), np.ones(4))
