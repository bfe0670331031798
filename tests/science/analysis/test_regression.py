"""Least squares: closed forms, whole weights as respondents, and what is refused."""

import numpy as np
import pytest

from homelands.science.analysis.predictors import Model
from homelands.science.analysis.regression import least_squares
from homelands.science.replicates import Replicates
from homelands.ui import sentences
from tests.science.analysis.bootstraps import given, simple


def sample(n: int = 60) -> tuple[Model, np.ndarray]:
    rng = np.random.default_rng(11)
    x = np.column_stack([rng.normal(1000, 1, n), rng.integers(0, 2, n)])
    y = 3 + 2 * x[:, 0] - x[:, 1] + rng.normal(0, 0.5, n)
    return Model(y, x, ("age", "woman")), rng.uniform(0.5, 4, n)


def plain(model: Model, weight: np.ndarray) -> np.ndarray:
    """Return the textbook's solution of the normal equations."""
    x = np.column_stack([np.ones(weight.size), model.predictors])
    root = np.sqrt(weight)
    return np.linalg.lstsq(root[:, None] * x, root * model.outcome, rcond=None)[0]


def test_every_replicate_solves_the_normal_equations() -> None:
    model, base = sample()
    source = simple(60, 30)
    found = least_squares(model, base, source)
    assert found.names == ("constant", "age", "woman")
    assert found.value.tolist() == pytest.approx(plain(model, base).tolist(), rel=1e-6)
    for drawn, row in zip(source.multiplicity, found.drawn, strict=True):
        assert row.tolist() == pytest.approx(plain(model, base * drawn).tolist(), rel=1e-6)


def test_with_one_indicator_it_is_the_difference_of_means() -> None:
    y, x = np.array([1.0, 3, 5, 9]), np.array([[0.0], [0], [1], [1]])
    found = least_squares(Model(y, x, ("x",)), np.array([1.0, 1, 1, 3]), simple(4))
    assert found.value.tolist() == pytest.approx([2, 6])


def test_the_error_is_near_the_theory() -> None:
    rng = np.random.default_rng(2)
    x = rng.normal(size=(800, 1))
    model = Model(x[:, 0] + rng.normal(size=800), x, ("x",))
    found = least_squares(model, np.ones(800), simple(800, 2000))
    assert found.se[1] == pytest.approx(1 / np.sqrt(800), rel=0.1)


def test_rows_without_an_answer_are_left_out_and_counted() -> None:
    model, base = sample()
    y, x = model.outcome.copy(), model.predictors.copy()
    y[0], x[1, 0] = np.nan, np.nan
    found = least_squares(Model(y, x, model.names), base, simple(60))
    rest = Model(y[2:], x[2:], model.names)
    assert found.value.tolist() == pytest.approx(plain(rest, base[2:]).tolist(), rel=1e-6)
    assert found.n.tolist() == [58] * 3
    assert [sentences.of(caution) for caution in found.cautions] == [
        "2 of 60 respondents gave no answer and are left out."
    ]


def test_a_replicate_that_drew_nobody_of_a_group_is_left_out() -> None:
    y, x = np.array([1.0, 2, 4, 5, 3]), np.array([[0.0], [0], [1], [1], [0]])
    source = given([1, 1, 1, 1, 1], [2, 2, 0, 0, 1], [1, 1, 2, 1, 0])
    found = least_squares(Model(y, x, ("x",)), np.ones(5), source)
    assert found.used.tolist() == [2, 2]
    assert np.isnan(found.drawn[1]).all()


def test_collinear_predictors_are_refused_by_name() -> None:
    model, base = sample()
    twice = np.column_stack([model.predictors, 2 * model.predictors[:, 0] - 5])
    with pytest.raises(ValueError, match="“months” is collinear"):
        least_squares(Model(model.outcome, twice, (*model.names, "months")), base, simple(60))


def test_a_constant_predictor_is_refused_by_name() -> None:
    model, base = sample()
    flat = np.column_stack([model.predictors, np.full(60, 7.0)])
    with pytest.raises(ValueError, match="“origin” is the same for everybody"):
        least_squares(Model(model.outcome, flat, (*model.names, "origin")), base, simple(60))


def test_too_few_rows_are_refused() -> None:
    model = Model(np.arange(3.0), np.eye(3)[:, :2], ("a", "b"))
    with pytest.raises(ValueError, match="3 complete answers cannot tell 3 coefficients"):
        least_squares(model, np.ones(3), simple(3))


def test_odd_shapes_are_refused() -> None:
    with pytest.raises(ValueError, match="do not fit 3 outcomes and 1 names"):
        Model(np.arange(3.0), np.ones((3, 2)), ("a",))
    with pytest.raises(ValueError, match="finite"):
        Model(np.array([1.0, np.inf]), np.ones((2, 1)), ("a",))
    with pytest.raises(ValueError, match="60 respondents have 59 weights"):
        least_squares(sample()[0], np.ones(59), simple(59))


def test_rows_in_another_order_change_nothing() -> None:
    model, base = sample()
    source, order = simple(60, 20), np.random.default_rng(6).permutation(60)
    moved = Model(model.outcome[order], model.predictors[order], model.names)
    one = least_squares(model, base, source)
    other = least_squares(moved, base[order], Replicates(source.multiplicity[:, order], "moved"))
    assert np.allclose(other.drawn, one.drawn, rtol=1e-8)
