"""Destinations taken together by their stocks, and compared."""

import numpy as np
import pytest

from homelands.science.analysis.pooled import Overlap, Parts, difference, pooled


def parts(stock_se: tuple[float, float] = (0.0, 0.0)) -> Parts:
    return Parts(
        np.array([0.2, 0.6]),
        np.array([0.03, 0.04]),
        np.array([300, 200]),
        np.array([30_000.0, 10_000.0]),
        np.array(stock_se),
    )


def test_each_destination_counts_by_its_stock() -> None:
    found = pooled(parts())
    assert found.estimate.value == pytest.approx(0.75 * 0.2 + 0.25 * 0.6)
    assert found.se == pytest.approx(np.hypot(0.75 * 0.03, 0.25 * 0.04))
    assert (found.of_stocks, found.estimate.n) == (0, 500)
    assert found.estimate.low < 0.3 < found.estimate.high


def test_uncertain_stocks_widen_it_as_simulated() -> None:
    found = pooled(parts((6_000.0, 2_000.0)))
    rng = np.random.default_rng(5)
    value = rng.normal([0.2, 0.6], [0.03, 0.04], (200_000, 2))
    stock = rng.normal([30_000, 10_000], [6_000, 2_000], (200_000, 2))
    drawn = (value * stock).sum(axis=1) / stock.sum(axis=1)
    assert found.se == pytest.approx(drawn.std(), rel=0.05)
    assert found.se > pooled(parts()).se


def test_samples_drawn_apart_differ_by_the_root_of_the_squares() -> None:
    found = difference((0.6, 0.03), (0.4, 0.04))
    assert (found.value, found.se) == (pytest.approx(0.2), pytest.approx(0.05))
    assert found.low == pytest.approx(0.2 - 1.959964 * 0.05, rel=1e-6)


def test_waves_with_the_same_people_are_surer_of_a_change() -> None:
    """m of 100 give the same covariance as simulated: rho m / sqrt(n_a n_b)."""
    overlap = Overlap(both=50, first=100, second=80, rho=0.8)
    found = difference((0.6, 0.1), (0.4, 0.1 * np.sqrt(100 / 80)), overlap)
    rng = np.random.default_rng(2)
    shared = rng.multivariate_normal([0, 0], [[1, 0.8], [0.8, 1]], (20_000, 50))
    first = (shared[..., 0].sum(axis=1) + rng.normal(0, 1, (20_000, 50)).sum(axis=1)) / 100
    second = (shared[..., 1].sum(axis=1) + rng.normal(0, 1, (20_000, 30)).sum(axis=1)) / 80
    assert found.se == pytest.approx((first - second).std(), rel=0.03)


def test_what_cannot_be_pooled_is_refused() -> None:
    with pytest.raises(ValueError, match="Stocks are above zero"):
        Parts(np.ones(2) / 2, np.ones(2), np.ones(2, int), np.zeros(2), np.zeros(2))
    with pytest.raises(ValueError, match="no more than either holds"):
        _ = Overlap(90, 80, 100, 0.5).correlation
