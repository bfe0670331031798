"""RDS-II on numbers small enough to work out by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from homelands.science.rds.rds2 import means

DEGREE = np.array([1.0, 2.0, 4.0, 4.0])
VALUES = np.array([[1.0, 10.0], [0.0, 20.0], [1.0, np.nan], [0.0, 40.0]])


def test_mean_by_hand() -> None:
    found = means(VALUES, DEGREE)
    # Weights 1, 1/2, 1/4, 1/4: first (1 + 1/4) / 2; second (10 + 10 + 10) / (7/4).
    assert found.value == pytest.approx([0.625, 120 / 7])
    assert found.n.tolist() == [4, 3]
    assert found.weight == pytest.approx([0.5, 0.25, 0.125, 0.125])


def test_replicates_count_people_as_often_as_drawn() -> None:
    drawn = np.array([[1, 1, 1, 1], [0, 2, 0, 0], [0, 0, 3, 0]], dtype=np.int32)
    found = means(VALUES, DEGREE, drawn).value
    assert found[0] == pytest.approx([0.625, 120 / 7])
    assert found[1] == pytest.approx([0.0, 20.0])
    assert found[2, 0] == 1.0
    assert np.isnan(found[2, 1])


def test_many_replicates_go_in_blocks() -> None:
    drawn = np.random.default_rng(1).integers(0, 3, size=(600, 4)) + np.array([1, 0, 0, 0])
    weights = drawn / DEGREE
    expected = weights @ VALUES[:, 0] / weights.sum(axis=1)
    assert means(VALUES, DEGREE, drawn).value[:, 0] == pytest.approx(expected, rel=1e-12)


@given(st.floats(0.01, 100), st.permutations(range(4)))
def test_neither_the_unit_of_degree_nor_the_row_order_matters(
    factor: float, rows: list[int]
) -> None:
    found = means(VALUES[rows], DEGREE[rows] * factor)
    assert found.value == pytest.approx([0.625, 120 / 7], rel=1e-12)


@pytest.mark.parametrize("bad", [0.0, -1.0, np.nan, np.inf])
def test_a_degree_that_gives_no_weight_is_refused(bad: float) -> None:
    with pytest.raises(ValueError, match="above zero"):
        means(VALUES, np.array([1.0, 2.0, 4.0, bad]))


def test_shapes_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="one row of values"):
        means(VALUES, DEGREE[:3])
    with pytest.raises(ValueError, match="do not fit 4 respondents"):
        means(VALUES, DEGREE, np.ones((2, 3), dtype=np.int64))
