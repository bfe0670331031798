"""Profile intervals: the height of the curve at their ends, found another way."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from homelands.science.size.lists import capture_lists
from homelands.science.size.loglinear import Cells, deviance, fit
from homelands.science.size.models import hierarchical
from homelands.science.size.profile import profile_interval

ALL = [[1, 0, 0], [0, 1, 0], [1, 1, 0], [0, 0, 1], [1, 0, 1], [0, 1, 1], [1, 1, 1]]


def cells(counts: list[int], model: int) -> Cells:
    lists = capture_lists(["a", "b", "c"], ALL, counts)
    design = hierarchical(3)[model].design(lists.seen)
    return Cells(design, lists.count.astype(float), np.eye(design.shape[1])[0])


def height(there: Cells, unseen: float) -> float:
    """Return the least deviance of the completed table, by a general minimiser."""
    design = np.vstack([there.design, there.unseen])
    count = np.append(there.count, unseen)

    def loss(coefficient: np.ndarray) -> float:
        return deviance(count, np.exp(np.clip(design @ coefficient, -50, 50)))

    start = np.linalg.lstsq(design, np.log(count + 0.5), rcond=None)[0]
    return float(minimize(loss, start, method="BFGS").fun)


@pytest.mark.parametrize("model", range(8))
def test_the_ends_stand_a_chi_square_above_the_best(model: int) -> None:
    there = cells([40, 50, 9, 60, 8, 12, 3], model)
    best = fit(there)
    low, high = profile_interval(there, best, 0.95)
    assert high is not None
    for end in (low, high):
        rise = height(there, end - 182) - best.deviance
        assert rise == pytest.approx(3.841459, abs=1e-3)
    assert low < 182 + best.unseen < high


@settings(max_examples=50)
@given(st.lists(st.integers(1, 300), min_size=7, max_size=7), st.integers(0, 7))
def test_a_wider_level_holds_a_narrower(counts: list[int], model: int) -> None:
    there = cells(counts, model)
    best = fit(there)
    narrow, wide = (profile_interval(there, best, level) for level in (0.5, 0.9))
    size = sum(counts) + best.unseen
    assert sum(counts) <= wide[0] <= narrow[0] <= size
    assert narrow[1] is not None
    assert size <= narrow[1]
    assert wide[1] is None or narrow[1] <= wide[1]


def test_it_does_not_go_below_those_seen() -> None:
    there = cells([1, 1, 90, 1, 80, 85, 90], -1)
    best = fit(there)
    low, high = profile_interval(there, best, 0.95)
    assert best.unseen == pytest.approx(90 / (90 * 80 * 85), rel=1e-6)
    assert low == 348
    assert high is not None
    assert 348 + best.unseen < high < 352


def test_a_level_of_one_is_refused() -> None:
    there = cells([4, 5, 9, 6, 8, 12, 3], 0)
    with pytest.raises(ValueError, match="between 0 and 1, not 1"):
        profile_interval(there, fit(there), 1)
