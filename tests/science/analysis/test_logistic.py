"""Logistic regression: closed forms of two-by-two tables, the score equations, separation."""

import numpy as np
import pytest

from homelands.science.analysis.logistic import logistic
from homelands.science.analysis.predictors import Model
from tests.science.analysis.bootstraps import given, simple


def sample(n: int = 300) -> tuple[Model, np.ndarray]:
    rng = np.random.default_rng(7)
    x = np.column_stack([rng.normal(40, 10, n), rng.integers(0, 2, n)])
    chance = 1 / (1 + np.exp(-(-2 + 0.05 * x[:, 0] - x[:, 1])))
    y = (rng.random(n) < chance).astype(float)
    return Model(y, x, ("age", "woman")), rng.uniform(0.5, 4, n)


def test_a_two_by_two_table_gives_its_log_odds_ratio() -> None:
    """Weights 1, 2, 3, 4 in the cells: log odds 3/1 - and their ratio (4/2) / (3/1)."""
    y, x = np.array([0.0, 0, 1, 1]), np.array([[0.0], [1], [0], [1]])
    found = logistic(Model(y, x, ("x",)), np.array([1.0, 2, 3, 4]), given([1] * 4, [2, 1, 1, 3]))
    assert found.value.tolist() == pytest.approx([np.log(3), np.log(2 / 3)])
    assert found.drawn[1].tolist() == pytest.approx([np.log(3 / 2), np.log(6 * 2 / 3)])


def test_every_replicate_solves_the_score_equations() -> None:
    model, base = sample()
    source = simple(300, 30)
    found = logistic(model, base, source)
    x = np.column_stack([np.ones(300), model.predictors])
    assert found.used.tolist() == [30] * 3
    for drawn, b in zip(source.multiplicity, found.drawn, strict=True):
        score = (base * drawn * (model.outcome - 1 / (1 + np.exp(-x @ b)))) @ x
        assert np.abs(score).max() < 1e-6


def test_the_error_is_near_the_theory() -> None:
    """The log odds of a share p have the error 1 / sqrt(n p (1 - p))."""
    rng = np.random.default_rng(9)
    x = rng.normal(size=(1000, 1))
    y = (rng.random(1000) < 0.3).astype(float)
    found = logistic(Model(y, x, ("x",)), np.ones(1000), simple(1000, 600))
    assert found.se[0] == pytest.approx(1 / np.sqrt(1000 * 0.3 * 0.7), rel=0.12)


def test_separation_is_refused_and_its_predictor_named() -> None:
    rng = np.random.default_rng(1)
    x = np.column_stack([rng.normal(size=50), np.r_[np.zeros(25), np.ones(25)]])
    model = Model(x[:, 1], x, ("age", "abroad"))
    with pytest.raises(ValueError, match="Separation: .*“abroad”"):
        logistic(model, np.ones(50), simple(50))


def test_an_empty_cell_is_separation_too() -> None:
    y, x = np.array([0.0, 0, 1, 1, 1]), np.array([[0.0], [0], [0], [1], [1]])
    with pytest.raises(ValueError, match="Separation: “x” tell"):
        logistic(Model(y, x, ("x",)), np.ones(5), simple(5))


def test_respondents_without_weight_do_not_prevent_separation() -> None:
    y, x = np.array([0.0, 0, 1, 1, 1, 0]), np.array([[0.0], [0], [0], [1], [1], [1]])
    with pytest.raises(ValueError, match="Separation"):
        logistic(Model(y, x, ("x",)), np.array([1.0, 1, 1, 1, 1, 0]), simple(6))


def test_a_separated_replicate_is_left_out() -> None:
    y, x = np.array([0.0, 0, 1, 1, 1]), np.array([[0.0], [1], [0], [1], [1]])
    source = given([1] * 5, [2, 0, 1, 1, 1], [0, 1, 0, 1, 1], [1, 2, 1, 1, 2])
    found = logistic(Model(y, x, ("x",)), np.ones(5), source)
    assert np.isnan(found.drawn[:, 0]).tolist() == [False, True, True, False]


def test_strong_but_finite_effects_are_found() -> None:
    y = np.r_[np.zeros(999), 1, 0, np.ones(999)]
    x = np.r_[np.zeros(1000), np.ones(1000)][:, None]
    found = logistic(Model(y, x, ("x",)), np.ones(2000), given([1] * 2000, [2] * 2000))
    assert found.value.tolist() == pytest.approx([-np.log(999), 2 * np.log(999)])


def test_an_outcome_of_one_kind_is_refused() -> None:
    model, base = sample()
    with pytest.raises(ValueError, match="The outcome is 1 for everybody"):
        logistic(Model(np.ones(300), model.predictors, model.names), base, simple(300))


def test_outcomes_other_than_0_and_1_are_refused() -> None:
    model, base = sample()
    with pytest.raises(ValueError, match="0 or 1, or NaN"):
        logistic(Model(model.outcome + 1, model.predictors, model.names), base, simple(300))
