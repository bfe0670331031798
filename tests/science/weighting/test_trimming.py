"""Trimming keeps the sum, holds the cap, and with margins holds both or refuses."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homelands.science.weighting.coding import Coded
from homelands.science.weighting.trimming import (
    cap_at_median,
    cap_at_quantile,
    trim,
    trim_to_margins,
)
from tests.science.weighting.population import populations

WEIGHTS = st.lists(st.floats(0.01, 100), min_size=3, max_size=40).map(np.array)


@settings(deadline=None)
@given(WEIGHTS, st.floats(1.01, 20))
def test_the_sum_is_kept_and_the_cap_holds(weight: np.ndarray, above: float) -> None:
    cap = float(weight.mean()) * above
    found = trim(weight, cap)
    assert found.weight.sum() == pytest.approx(weight.sum(), rel=1e-10)
    assert found.weight.max() <= cap * (1 + 1e-12)
    assert found.cut == (weight > cap).sum()
    free = found.weight < cap * (1 - 1e-9)
    factors = found.weight[free] / weight[free]
    assert np.allclose(factors, factors[0] if factors.size else 1, rtol=1e-9)


def test_by_hand() -> None:
    """4 of the 10 are cut, and go to 1, 2, 2, 5: the 5 then reaches the cap of 6 as well."""
    found = trim(np.array([1.0, 2, 2, 5, 10]), 6.0)
    assert found.weight == pytest.approx([1.6, 3.2, 3.2, 6, 6])
    assert (found.cut, found.ratio_before) == (1, 5)
    assert found.ratio_after == pytest.approx(6 / 3.2)


def test_caps() -> None:
    weight = np.array([0.0, 1, 2, 3, 100])
    assert cap_at_median(weight, 3) == 7.5
    assert cap_at_quantile(weight, 0.5) == 2.5


@settings(deadline=None)
@given(populations())
def test_with_margins_both_hold(population: tuple[Coded, np.ndarray]) -> None:
    """The sample has weights within 50 and 200 that meet the margins, so a cap of 220 can hold."""
    sample, base = population
    found = trim_to_margins(sample, base, 220.0)
    assert found.weight.max() <= 220 * (1 + 1e-6)
    assert np.abs(sample.totals(found.weight) / sample.margins.total - 1).max() < 1e-8


@pytest.mark.parametrize(
    ("weight", "cap", "words"),
    [
        ([1.0, 2, 3], 1.5, "A cap of 1.5 is not above the mean weight, 2"),
        ([1.0, -2, 3], 2.5, "zero and more"),
        ([0.0, 0.0], 2.5, "not all of them zero"),
    ],
)
def test_refused(weight: list[float], cap: float, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        trim(np.array(weight), cap)


def test_odd_caps_are_refused() -> None:
    with pytest.raises(ValueError, match="multiple above 1"):
        cap_at_median(np.ones(3), 1)
    with pytest.raises(ValueError, match="quantile between 0 and 1"):
        cap_at_quantile(np.ones(3), 1)


def test_a_cap_below_what_the_margins_need_is_refused() -> None:
    from homelands.science.weighting.coding import code
    from homelands.science.weighting.margins import from_rows

    margins = from_rows(["sex", "sex"], ["w", "m"], [90, 10])
    sample = code(margins, {"sex": ["w", "m", "m", "m"]})
    with pytest.raises(ValueError, match="A cap of 60 and the margins do not hold together"):
        trim_to_margins(sample, np.ones(4), 60.0)
