"""Standard errors of calibrated estimates, against formulas written out."""

import numpy as np
import pytest

from homelands.science.weighting.calibration import Matrix, calibrate, to_margins
from homelands.science.weighting.coding import code
from homelands.science.weighting.distances import Linear
from homelands.science.weighting.margins import from_rows
from homelands.science.weighting.variance import Units, calibrated

MARGINS = from_rows(["sex", "sex"], ["w", "m"], [60, 40])
SAMPLE = code(MARGINS, {"sex": ["w", "w", "m", "m", "m"]})
Y = np.array([1.0, 3, 2, 4, 6])


def test_post_stratification_by_hand() -> None:
    """Weights are 30 and 40 / 3, residuals from the categories' means -1, 1, -2, 0, 2."""
    weights = to_margins(SAMPLE, np.ones(5), Linear())
    found = calibrated(Y, SAMPLE, weights.base, weights.g)
    z = np.array([-30, 30, -80 / 3, 0, 80 / 3])
    assert found.total == pytest.approx(60 * 2 + 40 * 4)
    assert found.total_se == pytest.approx(np.sqrt(5 / 4 * (z**2).sum()))
    assert found.mean == pytest.approx(2.8)
    assert found.mean_se == pytest.approx(found.total_se / 100)
    assert found.df == 4


def test_what_the_margins_explain_has_no_error() -> None:
    weights = to_margins(SAMPLE, np.arange(1.0, 6), Linear())
    found = calibrated(np.array([7.0, 7, 2, 2, 2]), SAMPLE, weights.base, weights.g)
    assert found.total == pytest.approx(500)
    assert found.total_se == pytest.approx(0, abs=1e-9)


def test_without_calibration_it_is_the_mean_of_a_simple_sample() -> None:
    ones = Matrix(np.ones((5, 1)), ("people",))
    found = calibrated(Y, ones, np.full(5, 20.0), np.ones(5))
    assert found.mean == pytest.approx(3.2)
    assert found.mean_se == pytest.approx(Y.std(ddof=1) / np.sqrt(5))


def test_strata_and_clusters() -> None:
    """Residuals are summed within clusters, and clusters compared within strata."""
    rng = np.random.default_rng(8)
    x = np.column_stack([np.ones(40), rng.uniform(20, 60, 40)])
    y = x[:, 1] + rng.normal(size=40)
    base = rng.uniform(1, 3, 40)
    factors = calibrate(Matrix(x, ("people", "age")), base, np.array([90.0, 3500]), Linear())
    cluster = np.repeat(np.arange(8), 5)
    stratum = np.repeat([0, 1], 20)
    found = calibrated(y, Matrix(x, ("people", "age")), base, factors.g, Units(stratum, cluster))
    beta = np.linalg.solve(x.T @ (x * base[:, None]), x.T @ (base * y))
    z = (base * factors.g * (y - x @ beta)).reshape(2, 4, 5).sum(axis=2)
    assert found.total_se == pytest.approx(np.sqrt((4 * z.var(axis=1, ddof=1)).sum()))
    assert found.df == 6


def test_a_stratum_with_one_cluster_is_refused() -> None:
    units = Units(np.array([0, 0, 0, 1, 1]), np.array([0, 1, 1, 2, 2]))
    with pytest.raises(ValueError, match="Stratum 1 has fewer than two clusters"):
        calibrated(Y, SAMPLE, np.ones(5), np.ones(5), units)


def test_a_cluster_in_two_strata_is_refused() -> None:
    units = Units(np.array([0, 0, 1, 1, 1]), np.array([0, 1, 1, 2, 3]))
    with pytest.raises(ValueError, match="lies in two strata"):
        calibrated(Y, SAMPLE, np.ones(5), np.ones(5), units)


def test_unknown_values_are_refused() -> None:
    with pytest.raises(ValueError, match="known value"):
        calibrated(np.array([np.nan, 1, 2, 3, 4]), SAMPLE, np.ones(5), np.ones(5))
