"""Regressions from a design: the sandwich written out, and what is refused."""

import numpy as np
import pytest
from scipy.special import expit
from scipy.stats import t

from homelands.science.analysis.predictors import Model
from homelands.science.design.designed import Domain
from homelands.science.design.regression import least_squares, logistic
from homelands.science.design.sampling import Design
from tests.science.design.test_survey import CLUSTER, DESIGNS, STRATUM, WEIGHT, WOMAN, N, Y, error

RNG = np.random.default_rng(15)
X = np.column_stack([RNG.normal(40, 9, N), RNG.integers(0, 2, N)])
MODEL = Model(Y, X, ("age", "abroad"))
SAID = (RNG.random(N) < expit(X[:, 0] / 10 - 4)).astype(float)
FULL = np.column_stack([np.ones(N), X])


def sandwich(design: Design, bread: np.ndarray, residual: np.ndarray) -> list[float]:
    """Return the errors of coefficients from the linearised values of respondents."""
    z = (FULL * residual[:, None]) @ np.linalg.inv(bread)
    return [error(design, column) for column in z.T]


@pytest.mark.parametrize("name", DESIGNS)
@pytest.mark.parametrize("inside", [np.ones(N, dtype=bool), WOMAN])
def test_least_squares(name: str, inside: np.ndarray) -> None:
    design, w = DESIGNS[name], WEIGHT * inside
    bread = (FULL * w[:, None]).T @ FULL
    b = np.linalg.solve(bread, FULL.T @ (w * Y))
    found = least_squares(design, MODEL, Domain(inside))
    assert found.names == ("constant", "age", "abroad")
    assert [one.value for one in found.estimates] == pytest.approx(b.tolist(), rel=1e-8)
    errors = sandwich(design, bread, w * (Y - FULL @ b))
    assert found.se.tolist() == pytest.approx(errors, rel=1e-8)
    reach = t.ppf(0.975, found.df) * found.se[1]
    assert found.estimates[1].high == pytest.approx(b[1] + reach, rel=1e-8)


@pytest.mark.parametrize("name", DESIGNS)
def test_logistic(name: str) -> None:
    design = DESIGNS[name]
    found = logistic(design, Model(SAID, X, MODEL.names))
    b = np.array([one.value for one in found.estimates])
    p = expit(FULL @ b)
    assert np.abs((WEIGHT * (SAID - p)) @ FULL).max() < 1e-5
    bread = (FULL * (WEIGHT * p * (1 - p))[:, None]).T @ FULL
    errors = sandwich(design, bread, WEIGHT * (SAID - p))
    assert found.se.tolist() == pytest.approx(errors, rel=1e-6)


def test_degrees_of_freedom_pay_for_predictors() -> None:
    """In a domain they are those of the clusters in which it has members."""
    assert least_squares(DESIGNS["full"], MODEL).df == 10
    half = CLUSTER % 5 < 3
    assert least_squares(DESIGNS["full"], MODEL, Domain(half)).df == 4


def test_unknown_answers_are_left_out_and_told() -> None:
    missing = Model(np.where(np.arange(N) < 3, np.nan, Y), X, MODEL.names)
    found = least_squares(DESIGNS["full"], missing)
    rest = least_squares(DESIGNS["full"], MODEL, Domain(np.arange(N) >= 3))
    assert [one.value for one in found.estimates] == [one.value for one in rest.estimates]
    assert found.estimates[0].n == N - 3
    assert "outcome-missing" in {caution.code for caution in found.estimates[0].cautions}


def test_collinear_predictors_are_refused() -> None:
    twice = Model(Y, np.column_stack([X, X[:, 0] / 12]), (*MODEL.names, "years"))
    with pytest.raises(ValueError, match="“years” is collinear"):
        least_squares(DESIGNS["full"], twice)


def test_separation_is_refused() -> None:
    model = Model(X[:, 1], X, MODEL.names)
    with pytest.raises(ValueError, match="Separation"):
        logistic(DESIGNS["full"], model)


def test_more_predictors_than_degrees_of_freedom_are_refused() -> None:
    design = Design(None, np.repeat(np.arange(3), 20), WEIGHT)
    with pytest.raises(ValueError, match="too many predictors"):
        least_squares(design, MODEL)


def test_outcomes_other_than_0_and_1_are_refused() -> None:
    with pytest.raises(ValueError, match="0 or 1"):
        logistic(Design(STRATUM, CLUSTER, WEIGHT), MODEL)
