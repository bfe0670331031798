"""Weights of RDS-II and of successive sampling: their limits, and a race run on the computer."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from homelands.science.rds import rds2, successive_sampling
from tests.science.words import refused

degrees = st.lists(st.integers(1, 500), min_size=2, max_size=60)


def test_rds2_is_one_over_degree_and_nothing_without_one() -> None:
    assert rds2.weights(np.array([1.0, 4.0, np.nan])).tolist() == [1.0, 0.25, 0.0]


@pytest.mark.parametrize("bad", [0.0, -1.0, np.inf])
def test_a_degree_that_gives_no_weight_is_refused(bad: float) -> None:
    for weights in (rds2.weights, lambda degree: successive_sampling.weights(degree, 100)):
        with refused("above zero"):
            weights(np.array([1.0, bad]))


@given(degrees, st.floats(1.001, 99))
def test_successive_sampling_sums_to_the_population(sample: list[int], times: float) -> None:
    degree = np.array(sample, dtype=float)
    weight = successive_sampling.weights(degree, times * degree.size)
    assert weight.sum() == pytest.approx(times * degree.size, rel=1e-9)
    assert (weight >= 1).all()
    # Whoever knows more people weighs less, but never by more than the ratio of contacts.
    order = np.argsort(degree)
    assert (np.diff(weight[order]) <= 1e-9).all()
    assert weight[order[0]] / weight[order[-1]] <= degree.max() / degree.min() * (1 + 1e-9)


def test_everybody_weighs_one_where_the_sample_is_all() -> None:
    assert successive_sampling.weights(np.array([1.0, 3.0, 9.0]), 3).tolist() == [1.0, 1.0, 1.0]


def test_a_small_part_is_rds2() -> None:
    degree = np.array([1.0, 3.0, 9.0, np.nan])
    weight = successive_sampling.weights(degree, 10_000)
    assert weight[:3] / weight[0] == pytest.approx([1, 1 / 3, 1 / 9], rel=1e-12)
    assert weight[3] == 0


def test_just_above_a_small_part_is_near_rds2() -> None:
    degree = np.array([2.0, 3.0, 9.0, 5.0])
    weight = successive_sampling.weights(degree, 399)
    assert weight / weight[0] == pytest.approx(2 / degree, rel=0.02)


def test_the_chances_are_those_of_drawing_one_after_the_other() -> None:
    """Draw 200 of 500 people one by one, in proportion to degree, and compare the shares drawn."""
    rng = np.random.default_rng(11)
    degree = np.repeat([1.0, 2.0, 5.0, 15.0, 40.0], 100)
    arrival = rng.exponential(size=(4000, 500)) / degree
    first = np.argpartition(arrival, 200, axis=1)[:, :200]
    drawn = np.bincount(first.ravel(), minlength=500).reshape(5, 100).mean(axis=1) / 4000
    # A sample with the expected number at each degree has those chances as its weights.
    sample = np.repeat([1.0, 2.0, 5.0, 15.0, 40.0], np.round(100 * drawn).astype(int))
    weight = successive_sampling.weights(sample, 500)
    chance = 1 / np.array([weight[sample == k][0] for k in (1.0, 2.0, 5.0, 15.0, 40.0)])
    assert chance == pytest.approx(drawn, rel=0.02)


def test_a_population_smaller_than_the_sample_is_refused() -> None:
    for population in (2, 0, -5, np.nan, np.inf):
        with refused("cannot be smaller than the sample"):
            successive_sampling.weights(np.array([1.0, 3.0, 9.0]), population)
