"""Contrasts: joint where replicates are shared, and apart where samples are."""

import numpy as np
import pytest

from homelands.science.analysis.contrasts import differences, independent, joint
from homelands.science.analysis.cross_tables import cross_table
from homelands.science.analysis.groups import groups
from homelands.science.analysis.intervals import percentile
from homelands.science.analysis.means import means, shares
from homelands.science.analysis.replicated import Replicated
from homelands.science.estimate import Method
from tests.science.analysis.bootstraps import given, simple


def two_shares(n: int = 200) -> Replicated:
    answers = np.random.default_rng(3).choice(["a", "b", "c"], n, p=[0.5, 0.3, 0.2]).tolist()
    return shares(groups(answers), np.ones(n), simple(n, 3000))


def test_a_difference_of_shares_has_their_joint_error() -> None:
    """The variance of p_a - p_b in one sample is (p_a + p_b - (p_a - p_b)^2) / n."""
    found = two_shares()
    difference = differences(found, [("a", "b")])
    a, b = found.value[:2]
    assert difference.names == ("a − b",)
    assert difference.value[0] == pytest.approx(a - b)
    assert difference.se[0] == pytest.approx(np.sqrt((a + b - (a - b) ** 2) / 200), rel=0.06)
    apart = np.hypot(found.se[0], found.se[1])
    assert difference.se[0] > 1.1 * apart


def test_a_difference_with_itself_is_nothing() -> None:
    (found,) = percentile(differences(two_shares(), [("a", "a")]))
    assert (found.value, found.low, found.high) == (0, None, None)


def test_a_difference_between_rows_has_the_smaller_size() -> None:
    table = cross_table(
        groups(["m", "m", "w", "w", "w"]), groups(["x", "y", "x", "y", "x"]), np.ones(5), simple(5)
    )
    found = differences(table.row, [("m × x", "w × x")])
    assert found.n.tolist() == [2]
    assert found.used[0] == np.count_nonzero(~np.isnan(table.row.drawn[:, [0, 2]]).any(axis=1))


def test_any_function_of_several_statistics() -> None:
    source = simple(50)
    values = np.random.default_rng(8).uniform(1, 2, (50, 2))
    top, bottom = (
        means(values[:, [k]], [name], np.ones(50), source) for k, name in enumerate("tb")
    )
    found = joint([top, bottom], lambda t: t[:, :1] / t[:, 1:], ["ratio"])
    assert found.value[0] == pytest.approx(values[:, 0].sum() / values[:, 1].sum())
    assert found.drawn[:, 0].tolist() == pytest.approx((top.drawn / bottom.drawn)[:, 0].tolist())
    mean = Method("weighted-mean", "simple bootstrap")
    assert found.method == Method("contrast", "simple bootstrap", of=(mean,))


def test_a_replicate_that_divides_by_zero_is_left_out() -> None:
    values = np.array([[0.0], [1.0], [1.0]])
    found = means(values, ["y"], np.ones(3), given([3, 0, 0], [1, 1, 1], [0, 1, 2], [2, 1, 0]))
    inverse = joint([found], lambda t: 1 / t, ["inverse"])
    assert inverse.used.tolist() == [3]


def test_statistics_of_other_replicates_are_refused() -> None:
    one, other = two_shares(), two_shares()
    with pytest.raises(ValueError, match="different replicates"):
        joint([one, other], lambda t: t[:, :1] - t[:, 3:4], ["gap"])


def test_separate_samples_add_their_variances() -> None:
    """Two destinations with stocks of 3 and 1: sqrt of (.75 se)^2 + (.25 se)^2."""
    parts = []
    for seed in (1, 2):
        y = np.random.default_rng(seed).normal(size=(100, 1))
        parts.append(means(y, ["y"], np.ones(100), simple(100, 4000, seed)))
    found = independent(parts, lambda t: t @ np.array([[0.75], [0.25]]), ["both"])
    expected = np.hypot(0.75 * parts[0].se[0], 0.25 * parts[1].se[0])
    assert found.se[0] == pytest.approx(expected, rel=0.05)


def test_one_sample_is_not_two() -> None:
    one = two_shares()
    with pytest.raises(ValueError, match="share their replicates"):
        independent([one, one], lambda t: t[:, :1], ["a"])


def test_numbers_of_replicates_must_agree() -> None:
    parts = [means(np.eye(5)[:, :1], ["y"], np.ones(5), simple(5, b, b)) for b in (300, 400)]
    with pytest.raises(ValueError, match="given: 300, 400"):
        independent(parts, lambda t: t[:, :1], ["a"])


def test_unknown_names_are_refused() -> None:
    with pytest.raises(ValueError, match="no statistic “z” among a, b, c"):
        differences(two_shares(), [("a", "z")])


def test_samples_drawn_apart_do_not_move_together_though_their_seeds_are_one() -> None:
    """The same replicates, given twice as two bootstraps, would hide half of the difference."""
    y = np.random.default_rng(3).normal(0, 1, 80)
    parts = [
        means(y[:, None], ["y"], np.ones(80), simple(80, 2000, seed=1)) for _sample in range(2)
    ]
    found = independent(parts, lambda value: value[:, [0]] - value[:, [1]], ["difference"])
    right = np.hypot(parts[0].se[0], parts[1].se[0])
    assert found.se[0] == pytest.approx(right, rel=0.05)
