"""The log-linear fit: closed forms, the equations of the maximum, and the deviance."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from homelands.science.size.lists import Lists, capture_lists
from homelands.science.size.loglinear import Cells, climb, criteria, fit
from homelands.science.size.models import hierarchical

ALL = [[1, 0, 0], [0, 1, 0], [1, 1, 0], [0, 0, 1], [1, 0, 1], [0, 1, 1], [1, 1, 1]]
COUNTS = st.lists(st.integers(1, 500), min_size=7, max_size=7)


def three(counts: list[int]) -> Lists:
    return capture_lists(["a", "b", "c"], ALL, counts)


def cells(lists: Lists, model: int) -> Cells:
    design = hierarchical(3)[model].design(lists.seen)
    return Cells(design, lists.count.astype(float), np.eye(design.shape[1])[0])


@given(COUNTS)
def test_the_richest_model_of_three_lists_has_a_closed_form(counts: list[int]) -> None:
    """Fienberg (1972): u = m100 m010 m001 m111 / (m110 m101 m011)."""
    a, b, ab, c, ac, bc, abc = map(float, counts)
    found = fit(cells(three(counts), -1))
    assert found.unseen == pytest.approx(a * b * c * abc / (ab * ac * bc), rel=1e-6)
    variance = found.unseen + found.unseen**2 * sum(1 / m for m in (a, b, c, ab, ac, bc, abc))
    assert found.se == pytest.approx(variance**0.5, rel=1e-3)


@given(COUNTS)
def test_one_list_apart_from_two_that_depend(counts: list[int]) -> None:
    """In [12,3] list 3 is independent of the pair: a two-list estimate (Lincoln and Petersen)."""
    a, b, ab, c, ac, bc, abc = map(float, counts)
    found = fit(cells(three(counts), 1))
    assert found.unseen == pytest.approx((a + b + ab) * c / (ac + bc + abc), rel=1e-6)


@given(COUNTS, st.integers(0, 7))
def test_the_fitted_margins_are_the_observed(counts: list[int], model: int) -> None:
    there = cells(three(counts), model)
    found = fit(there)
    observed = there.design.T @ there.count
    assert found.mean @ there.design == pytest.approx(observed, rel=1e-4)


def test_another_start_ends_in_the_same_place() -> None:
    there = cells(three([40, 50, 9, 60, 8, 12, 3]), 0)
    near = climb(there.design, there.count, there.count + 0.1)[0]
    far = climb(there.design, there.count, np.full(7, 2.0))[0]
    assert far == pytest.approx(near, abs=1e-4)


def test_the_criteria() -> None:
    assert criteria(-10.0, 3, 100) == pytest.approx((26.0, 20 + 3 * np.log(100)))
