"""Quantiles: the definition by hand, against NumPy's same one, and with replicates."""

import numpy as np
import pytest
from hypothesis import given as hypotheses
from hypothesis import strategies as st

from homelands.science.analysis.quantiles import quantiles
from tests.science.analysis.bootstraps import given, simple
from tests.science.words import refused


def test_the_smallest_value_that_reaches_the_share() -> None:
    values = np.array([30.0, 10.0, np.nan, 20.0, 40.0])
    base = np.array([1.0, 5, 100, 1, 3])
    found = quantiles(values, [0.5, 0.51, 0.7, 0.71], base, given([1] * 5, [1, 0, 0, 2, 1]))
    assert found.value.tolist() == [10, 20, 30, 40]
    assert found.drawn[1].tolist() == [30, 40, 40, 40]
    assert found.names == ("50 %", "51 %", "70 %", "71 %")
    assert found.n.tolist() == [4] * 4
    assert [caution.code for caution in found.cautions] == ["outcome-missing"]


@hypotheses(
    st.lists(st.integers(-50, 50), min_size=2, max_size=40),
    st.lists(st.sampled_from([k / 20 for k in range(1, 20)]), min_size=1, unique=True),
)
def test_with_equal_weights_it_is_numpy_s_inverse(values: list[int], at: list[float]) -> None:
    """With NumPy's, p n is rounded to nine digits first, as the definition here does."""
    found = quantiles(np.array(values, float), at, np.ones(len(values)), simple(len(values), 5))
    ordered = sorted(values)
    expected = [ordered[int(np.ceil(round(p * len(values), 6))) - 1] for p in at]
    assert found.value.tolist() == expected


@hypotheses(st.lists(st.integers(1, 5), min_size=2, max_size=15), st.randoms())
def test_a_whole_weight_is_so_many_respondents(weights: list[int], shuffle) -> None:
    values = np.array([float(shuffle.randrange(20)) for _ in weights])
    one = quantiles(values, [0.25, 0.5], np.array(weights, float), simple(len(weights), 5))
    many = np.repeat(values, weights)
    other = quantiles(many, [0.25, 0.5], np.ones(many.size), simple(many.size, 5))
    assert one.value.tolist() == other.value.tolist()


def test_thirds_reach_a_third() -> None:
    """3 x 0.1 and 1/3 + 1/3 are not exact, and yet reach the share."""
    values = np.arange(1.0, 11)
    found = quantiles(values, [0.1, 0.2, 0.3, 0.7, 0.9], np.full(10, 0.1), simple(10))
    assert found.value.tolist() == [1, 2, 3, 7, 9]


def test_the_median_s_error_is_near_the_theory() -> None:
    """For a normal sample the median's error is about 1.2533 sigma / sqrt(n)."""
    values = np.random.default_rng(4).normal(size=2000)
    found = quantiles(values, [0.5], np.ones(2000), simple(2000, 1000))
    assert found.se[0] == pytest.approx(1.2533 / np.sqrt(2000), rel=0.2)


def test_a_replicate_of_nobody_known_is_undefined() -> None:
    values = np.array([1.0, np.nan, 2.0])
    found = quantiles(values, [0.5], np.ones(3), given([0, 3, 0], [1, 1, 1], [0, 1, 2]))
    assert found.used.tolist() == [2]


@pytest.mark.parametrize("at", [[], [0.0], [1.0], [50]])
def test_shares_outside_are_refused(at: list[float]) -> None:
    with refused("between 0 and 1"):
        quantiles(np.arange(3.0), at, np.ones(3), simple(3))


def test_odd_values_are_refused() -> None:
    with refused("do not fit 2 weights"):
        quantiles(np.arange(3.0), [0.5], np.ones(2), simple(2))
    with refused("finite"):
        quantiles(np.array([1, np.inf]), [0.5], np.ones(2), simple(2))
    with refused("undefined in the sample"):
        quantiles(np.full(3, np.nan), [0.5], np.ones(3), simple(3))
