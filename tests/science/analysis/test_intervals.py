"""Intervals: closed formulas, known exact limits, and never beyond what can be."""

import numpy as np
import pytest
from hypothesis import given as hypotheses
from hypothesis import strategies as st

from homelands.science.analysis.intervals import korn_graubard, logit, normal, percentile
from homelands.science.analysis.replicated import Replicated
from homelands.science.estimate import Estimate, Method
from homelands.ui import sentences
from tests.science.analysis.bootstraps import given


def share(value: float, drawn: list[float], n: int = 100) -> Replicated:
    """Make one share with these replicates."""
    one = np.array([value])
    replicates = np.array(drawn)[:, None]
    source = given([1])
    return Replicated(
        ("a",), one, replicates, np.array([n]), Method("share"), source, one * (1 - one), True
    )


def codes(estimate: Estimate) -> set[str]:
    return {caution.code for caution in estimate.cautions}


def spread_like(value: float, se: float) -> list[float]:
    """Return replicates with exactly this standard error."""
    half = se / np.sqrt(2)
    return [value - half, value + half]


def test_percentiles_are_quantiles_of_the_replicates() -> None:
    (found,) = percentile(share(0.5, [k / 1000 for k in range(1001)]), 0.9)
    assert (found.low, found.high) == (pytest.approx(0.05), pytest.approx(0.95))
    assert found.method == Method("share", interval="percentile")
    assert codes(found) == {"effective-n-small"}


def test_the_normal_interval_is_1_96_errors_to_each_side() -> None:
    (found,) = normal(share(0.5, spread_like(0.5, 0.1)))
    assert (found.low, found.high) == (
        pytest.approx(0.3040, abs=1e-4),
        pytest.approx(0.6960, abs=1e-4),
    )


def test_a_normal_interval_of_a_share_is_cut_and_says_so() -> None:
    (found,) = normal(share(0.05, spread_like(0.05, 0.04)))
    assert found.low == 0
    assert found.high == pytest.approx(0.05 + 1.959964 * 0.04, abs=1e-6)
    assert "interval-cut" in codes(found)


def test_the_logit_interval_by_hand() -> None:
    """p = .2, se = .04: log odds -1.386294 -+ 1.959964 x .25."""
    (found,) = logit(share(0.2, spread_like(0.2, 0.04)))
    low, high = (1 / (1 + np.exp(1.386294 + sign * 0.489991)) for sign in (1, -1))
    assert (found.low, found.high) == (pytest.approx(low, abs=1e-6), pytest.approx(high, abs=1e-6))


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [(5, 10, 0.1871, 0.8129), (1, 20, 0.0013, 0.2487), (10, 100, 0.0490, 0.1762)],
)
def test_korn_graubard_without_design_effect_is_clopper_pearson(
    hits: int, n: int, low: float, high: float
) -> None:
    """The exact binomial limits are those of any table of them."""
    p = hits / n
    (found,) = korn_graubard(share(p, spread_like(p, float(np.sqrt(p * (1 - p) / n))), n))
    assert (found.low, found.high) == (pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))


def test_korn_graubard_of_nobody_among_ten_rests_on_ten() -> None:
    (found,) = korn_graubard(share(0, [0.0, 0.0], 10))
    assert (found.low, found.high) == (0, pytest.approx(0.3085, abs=1e-4))
    assert "no-spread" in codes(found)


def test_few_degrees_of_freedom_widen_it() -> None:
    sample = share(0.3, spread_like(0.3, 0.06))
    (wide,), (narrow,) = korn_graubard(sample, df=5), korn_graubard(sample)
    assert wide.low < narrow.low < narrow.high < wide.high


@pytest.mark.parametrize("interval", [percentile, normal, logit])
def test_without_spread_there_is_no_interval(interval) -> None:
    (found,) = interval(share(0, [0.0, 0.0, 0.0]))
    assert (found.low, found.high, found.effective_n) == (None, None, None)
    assert "no-spread" in codes(found)


def test_replicates_left_out_are_counted() -> None:
    (found,) = percentile(share(0.5, [0.4, np.nan, 0.6, 0.5]))
    told = {caution.code: sentences.of(caution) for caution in found.cautions}
    assert told["replicates-undefined"].startswith("1 of 4 replicates")
    assert "replicates-few" in told


def test_few_respondents_are_told() -> None:
    (found,) = percentile(share(0.5, [0.4, 0.6], n=12))
    assert {"n-small", "effective-n-small"} <= codes(found)


@pytest.mark.parametrize("level", [0, 1, 95])
def test_impossible_levels_are_refused(level: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        percentile(share(0.5, [0.4, 0.6]), level)


@pytest.mark.parametrize("interval", [logit, korn_graubard])
def test_intervals_of_shares_refuse_other_statistics(interval) -> None:
    mean = Replicated(
        ("m",), np.array([5.0]), np.array([[4.0], [6.0]]), np.array([9]), "mean", given([1])
    )
    with pytest.raises(ValueError, match="for shares"):
        interval(mean)


@hypotheses(
    st.lists(st.floats(0, 1), min_size=2, max_size=30), st.floats(0, 1), st.floats(0.5, 0.99)
)
def test_no_interval_of_a_share_leaves_zero_to_one(
    drawn: list[float], value: float, level: float
) -> None:
    for interval in (percentile, normal, logit, korn_graubard):
        (found,) = interval(share(value, drawn), level)
        if found.low is not None:
            assert 0 <= found.low <= found.high <= 1
