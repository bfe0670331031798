"""All models side by side: their spread, their doubts, and no number where there is none."""

from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homelands.science.size import systems
from homelands.science.size.fitted import fitted
from homelands.science.size.heterogeneity import heterogeneity
from homelands.science.size.lists import Lists, capture_lists
from homelands.science.size.models import hierarchical
from homelands.science.size.systems import IDENTIFYING, MultipleSystems, multiple_systems
from homelands.ui import sentences

ALL = [[1, 0, 0], [0, 1, 0], [1, 1, 0], [0, 0, 1], [1, 0, 1], [0, 1, 1], [1, 1, 1]]


def three(counts: list[int]) -> MultipleSystems:
    return multiple_systems(capture_lists(["a", "b", "c"], ALL, counts))


def drawn(people: int, chances: list[float]) -> Lists:
    """Draw independent lists of a population."""
    rng = np.random.default_rng(7)
    on = rng.random((people, len(chances))) < np.array(chances)
    return capture_lists([f"list {i}" for i in range(len(chances))], on[on.any(axis=1)])


def test_all_models_by_aic_and_the_spread_over_them() -> None:
    found = three([40, 50, 9, 60, 8, 12, 3])
    assert len(found.models) == 8
    assert [model.aic for model in found.models] == sorted(model.aic for model in found.models)
    values = [model.estimate.value for model in found.models if model.estimate]
    assert found.spread == found.spread_existing == (min(values), max(values))
    assert all(model.exists and not model.reason for model in found.models)
    assert found.assumptions[0] is IDENTIFYING
    assert found.n == 182


def test_independent_lists_are_found() -> None:
    found = multiple_systems(drawn(5_000, [0.3, 0.4, 0.2, 0.35]))
    independent = next(model for model in found.models if model.name == "[1,2,3,4]")
    assert independent.estimate
    assert independent.se
    assert abs(independent.estimate.value - 5_000) < 4 * independent.se
    assert independent.df == 10


def test_the_interval_covers() -> None:
    """Of 200 samples of 400 people about 95 % of the intervals hold 400 (here 90 % at least)."""
    rng = np.random.default_rng(11)
    inside = 0
    for _ in range(200):
        on = rng.random((400, 3)) < np.array([0.4, 0.3, 0.35])
        lists = capture_lists(["a", "b", "c"], on[on.any(axis=1)])
        one = fitted("independent", hierarchical(3)[0].design(lists.seen), lists, 0.95).estimate
        assert one
        assert one.low is not None
        assert one.high is not None
        inside += one.low <= 400 <= one.high
    assert 180 <= inside < 200


def test_a_model_without_an_estimate_says_so() -> None:
    found = three([40, 50, 0, 60, 8, 12, 3])
    richest = next(model for model in found.models if model.name == "[12,13,23]")
    assert (richest.exists, richest.estimate, richest.se) == (False, None, None)
    assert richest.reason.startswith("no estimate exists: with nobody on exactly (a and b)")
    assert [caution.code for caution in found.cautions][-1] == "size-estimate-missing"
    assert "2 of 8 models" in sentences.of(found.cautions[-1])


def test_a_limit_has_no_interval() -> None:
    found = three([40, 50, 9, 60, 8, 12, 0])
    richest = next(model for model in found.models if model.name == "[12,13,23]")
    assert richest.estimate
    assert (richest.estimate.value, richest.estimate.low, richest.estimate.high) == (
        179,
        None,
        None,
    )
    assert not richest.exists
    assert found.spread is not None
    assert found.spread_existing is not None
    assert found.spread[0] == 179 < found.spread_existing[0]


def test_on_the_boundary_the_number_stands() -> None:
    """With nobody on both a and b, [12,13] has the closed form of two lists b and c within a."""
    found = three([40, 50, 0, 60, 8, 12, 0])
    model = next(model for model in found.models if model.name == "[12,13]")
    assert model.reason.startswith("on the boundary")
    assert model.estimate
    # Outside a, lists b and c are independent: 50 * 60 / 12 are on none.
    assert model.estimate.value == pytest.approx(170 + 50 * 60 / 12)
    assert model.se == pytest.approx((250 + 250**2 * (1 / 50 + 1 / 60 + 1 / 12)) ** 0.5, rel=1e-4)
    assert model.estimate.low is not None
    assert "lists-without-overlap" in [caution.code for caution in found.cautions]


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.integers(0, 40), min_size=7, max_size=7).filter(lambda c: c[6] > 0), st.randoms()
)
def test_names_and_order_of_lists_change_nothing(counts: list[int], shuffle: Random) -> None:
    order = [0, 1, 2]
    shuffle.shuffle(order)
    one = three(counts)
    rows = [[row[i] for i in order] for row in ALL]
    other = multiple_systems(capture_lists(["x", "y", "z"], rows, counts))
    assert one.spread == pytest.approx(other.spread, rel=1e-6)
    assert sum(m.exists for m in one.models) == sum(m.exists for m in other.models)


def test_five_lists_are_fitted_by_pairs_and_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Here by a few of the 1,024 models, to be quick."""
    monkeypatch.setattr(systems, "hierarchical", lambda lists: hierarchical(lists)[::100])
    found = multiple_systems(drawn(400, [0.3, 0.4, 0.2, 0.35, 0.3]))
    assert len(found.models) == 11
    assert "models-of-pairs-only" in [caution.code for caution in found.cautions]


@pytest.mark.parametrize(
    "counts", [[3, 0, 1, 2, 0, 0, 1], [1, 1, 0, 1, 0, 0, 1], [0, 0, 0, 0, 0, 0, 5]]
)
def test_hardly_any_people_still_give_an_answer(counts: list[int]) -> None:
    assert len(three(counts).models) == 8
    assert len(heterogeneity(capture_lists(["a", "b", "c"], ALL, counts))) == 10
