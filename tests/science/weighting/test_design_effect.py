"""Kish's figures by hand, and the two limits."""

import numpy as np
import pytest

from homelands.science.weighting.design_effect import design_effect
from homelands.ui import sentences


def test_equal_weights_cost_nothing() -> None:
    found = design_effect(np.full(50, 3.0))
    assert found.deff == pytest.approx(1)
    assert found.effective_n == pytest.approx(50)
    assert found.ratio == 1
    assert found.cautions == ()


def test_by_hand() -> None:
    """1, 1, 1, 3: 4 x 12 / 36."""
    found = design_effect(np.array([1.0, 1, 1, 3]))
    assert found.deff == pytest.approx(4 / 3)
    assert found.effective_n == pytest.approx(3)
    assert found.ratio == 3


def test_weights_of_zero_do_not_count() -> None:
    assert design_effect(np.array([0.0, 0, 1, 1])).n == 2


def test_the_limits_are_told() -> None:
    weight = np.ones(99)
    weight[0] = 80
    found = design_effect(weight)
    assert [caution.code for caution in found.cautions] == ["weight-ratio", "kish-n"]
    assert sentences.of(found.cautions[0]).startswith("The largest weight is 80 times the median")
    assert sentences.of(found.cautions[1]).startswith("99 respondents are worth 4.9 ")


def test_a_median_below_zero_has_no_ratio() -> None:
    found = design_effect(np.array([-1.0, -1, 8]))
    assert found.ratio == np.inf
    assert "has no median above zero" in sentences.of(found.cautions[0])


@pytest.mark.parametrize("weight", [[np.nan, 1.0], [0.0, 0.0]])
def test_refused(weight: list[float]) -> None:
    with pytest.raises(ValueError, match="sum is above zero"):
        design_effect(np.array(weight))
