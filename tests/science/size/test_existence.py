"""Existence of the estimate: told by programs, checked where it can be worked out by hand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homelands.science.size.existence import Existence, Unseen, existence
from homelands.science.size.lists import capture_lists
from homelands.science.size.loglinear import Cells, deviance
from homelands.science.size.models import hierarchical

ALL = [[1, 0, 0], [0, 1, 0], [1, 1, 0], [0, 0, 1], [1, 0, 1], [0, 1, 1], [1, 1, 1]]
MODELS = {model.name: model for model in hierarchical(3)}


def told(name: str, counts: list[int]) -> Existence:
    lists = capture_lists(["a", "b", "c"], ALL, counts)
    design = MODELS[name].design(lists.seen)
    return existence(Cells(design, lists.count.astype(float), np.eye(design.shape[1])[0]))


@given(st.lists(st.integers(1, 9), min_size=7, max_size=7), st.sampled_from(sorted(MODELS)))
def test_it_exists_where_no_cell_is_empty(counts: list[int], name: str) -> None:
    assert told(name, counts).exists


@pytest.mark.parametrize(
    ("empty", "unseen"),
    [
        (2, Unseen.INFINITE),  # a pair stands below the line of a b c abc / (ab ac bc)
        (6, Unseen.NOBODY),  # and all three above it
        (0, Unseen.NOBODY),
    ],
)
def test_the_richest_model_needs_every_cell(empty: int, unseen: Unseen) -> None:
    counts = [5] * 7
    counts[empty] = 0
    found = told("[12,13,23]", counts)
    assert (found.exists, found.unseen) == (False, unseen)
    assert np.flatnonzero(~found.face).tolist() == [empty]


def test_above_and_below_the_line_leave_it_open() -> None:
    assert told("[12,13,23]", [5, 5, 0, 5, 5, 5, 0]).unseen is Unseen.OPEN


def test_an_empty_overlap_may_leave_the_number_determined() -> None:
    """Nobody is on both a and b: their interaction is minus infinity, the number stands."""
    found = told("[12,13]", [9, 8, 0, 7, 3, 4, 0])
    assert (found.exists, found.unseen) == (False, Unseen.DETERMINED)
    assert np.flatnonzero(~found.face).tolist() == [2, 6]


def test_independence_needs_little() -> None:
    assert told("[1,2,3]", [9, 8, 0, 7, 0, 4, 0]).exists


@settings(max_examples=60)
@given(st.lists(st.integers(0, 2), min_size=7, max_size=7), st.sampled_from(sorted(MODELS)))
def test_a_maximum_that_exists_is_reached(counts: list[int], name: str) -> None:
    """Gradient steps from a point inside stay bounded exactly when the maximum exists."""
    try:
        found = told(name, counts)
    except ValueError:  # an empty list
        return
    lists = capture_lists(["a", "b", "c"], ALL, counts)
    design, y = MODELS[name].design(lists.seen), lists.count.astype(float)
    coefficient = np.zeros(design.shape[1])
    for _ in range(60):
        mean = np.exp(np.clip(design @ coefficient, -30, 30))
        information = design.T @ (design * mean[:, None]) + 1e-12 * np.eye(len(coefficient))
        step = np.linalg.solve(information, design.T @ (y - mean))
        size = 1.0
        while size > 1e-6:
            there = np.exp(np.clip(design @ (coefficient + size * step), -30, 30))
            if deviance(y, there) <= deviance(y, mean):
                break
            size /= 2
        coefficient = coefficient + size * step
    mean = np.exp(np.clip(design @ coefficient, -30, 30))
    assert bool((mean > 1e-4).all()) is found.exists
    assert ((mean > 1e-4) == found.face).all()
