"""Models of differing people: Chao's bound in closed form, and shapes that must agree."""

import numpy as np
import pytest

from homelands.science.size.fitted import Model
from homelands.science.size.heterogeneity import heterogeneity
from homelands.science.size.lists import Lists, capture_lists

ALL = [[1, 0, 0], [0, 1, 0], [1, 1, 0], [0, 0, 1], [1, 0, 1], [0, 1, 1], [1, 1, 1]]


def models(lists: Lists) -> dict[str, Model]:
    return {model.name: model for model in heterogeneity(lists)}


def value(model: Model) -> float:
    assert model.estimate
    return model.estimate.value


def test_chaos_bound_has_a_closed_form() -> None:
    """With a free column for three captures, u = (t - 1) / t * f1^2 / (2 f2) of Chao (1987)."""
    lists = capture_lists(["a", "b", "c"], ALL, [40, 50, 9, 60, 8, 12, 9])
    f1, f2 = 150, 29
    bound = models(lists)["Mh Chao (LB)"]
    assert bound.df == 4
    assert value(bound) == pytest.approx(188 + 2 / 3 * f1**2 / (2 * f2), rel=1e-6)


def test_a_negative_column_is_left_out() -> None:
    """Few people on all lists: the bound is then the model without differences."""
    found = models(capture_lists(["a", "b", "c"], ALL, [40, 50, 29, 60, 28, 32, 0]))
    assert value(found["Mh Chao (LB)"]) == pytest.approx(value(found["M0"]), rel=1e-9)
    assert value(found["Mth Chao (LB)"]) == pytest.approx(value(found["Mt"]), rel=1e-9)


def test_differing_people_are_missed_without_the_shapes() -> None:
    """Where listing varies as Darroch's model says, his column finds those that M0 misses."""
    rng = np.random.default_rng(3)
    chance = 1 / (1 + np.exp(-rng.normal(-1, 1.2, 20_000)))
    on = rng.random((20_000, 4)) < chance[:, None]
    found = models(capture_lists(list("abcd"), on[on.any(axis=1)]))
    assert value(found["M0"]) < value(found["Mh Chao (LB)"]) < 20_000
    assert abs(value(found["Mh Darroch"]) - 20_000) < abs(value(found["M0"]) - 20_000) / 3


def test_two_lists_are_refused() -> None:
    with pytest.raises(ValueError, match="that needs at least 3"):
        heterogeneity(capture_lists(["a", "b"], [[1, 1], [1, 0]]))
