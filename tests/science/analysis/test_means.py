"""Means and shares: by hand, against the theory, and the same whatever rows and names are."""

from random import Random

import numpy as np
import pytest
from hypothesis import given as hypotheses
from hypothesis import strategies as st

from homelands.science.analysis.groups import groups
from homelands.science.analysis.intervals import percentile
from homelands.science.analysis.means import means, shares
from homelands.science.replicates import BLOCK, Replicates
from homelands.ui import sentences
from tests.science.analysis.bootstraps import given, simple
from tests.science.words import refused

Answers = list[tuple[str, float]]
answers = st.lists(
    st.tuples(st.sampled_from("abc"), st.floats(0.1, 10)), min_size=2, max_size=20
).filter(lambda rows: len({one for one, _ in rows}) > 1)


def test_a_mean_by_hand() -> None:
    values = np.array([[1.0, np.nan], [3.0, 4.0], [5.0, 8.0]])
    found = means(values, ["x", "y"], np.array([1.0, 2.0, 1.0]), given([1, 1, 1], [0, 2, 1]))
    assert found.value.tolist() == pytest.approx([3, 16 / 3])
    assert found.drawn.tolist() == [pytest.approx([3, 16 / 3]), pytest.approx([17 / 5, 24 / 5])]
    assert found.n.tolist() == [3, 2]
    assert found.variance.tolist() == pytest.approx([2, 32 / 9])
    assert [sentences.of(caution) for caution in found.cautions] == [
        "1 of 3 respondents gave no answer to “y” and is left out."
    ]


def test_a_replicate_of_nobody_known_is_undefined() -> None:
    values = np.array([[1.0], [np.nan], [2.0]])
    found = means(values, ["y"], np.ones(3), given([0, 3, 0], [1, 1, 1], [2, 0, 1]))
    assert np.isnan(found.drawn[:, 0]).tolist() == [True, False, False]
    assert found.se[0] == pytest.approx(np.std([1.5, 4 / 3], ddof=1))


def test_shares_by_hand() -> None:
    found = shares(
        groups(["a", "b", None, "a"]), np.array([1.0, 2, 9, 1]), given([1] * 4, [2, 1, 0, 1])
    )
    assert found.names == ("a", "b")
    assert found.value.tolist() == [0.5, 0.5]
    assert found.drawn[1].tolist() == [0.6, 0.4]
    assert found.n.tolist() == [3, 3]
    assert found.share


def test_the_bootstrap_finds_the_error_of_a_simple_sample() -> None:
    """The error of a mean is s / sqrt(n) and effective n is n, within Monte Carlo error."""
    rng = np.random.default_rng(3)
    values = rng.normal(10, 2, (500, 1))
    found = means(values, ["y"], np.ones(500), simple(500, 4000))
    assert found.se[0] == pytest.approx(values.std() / np.sqrt(500), rel=0.05)
    assert found.effective_n[0] == pytest.approx(500, rel=0.1)


def test_blocks_are_joined_in_their_order() -> None:
    source = simple(7, BLOCK + 3)
    values = np.arange(7.0)[:, None]
    found = means(values, ["y"], np.ones(7), source)
    assert found.drawn[:, 0].tolist() == pytest.approx(source.multiplicity @ np.arange(7) / 7)


def test_replicates_need_not_be_whole() -> None:
    source = Replicates(np.array([[0.5, 1.5], [1.5, 0.5]], dtype=np.float32), "fractions")
    found = means(np.array([[0.0], [1.0]]), ["y"], np.ones(2), source)
    assert found.drawn[:, 0].tolist() == [0.75, 0.25]


def test_replicates_of_others_are_refused() -> None:
    with refused("do not fit 3 respondents"):
        means(np.ones((3, 1)), ["y"], np.ones(3), simple(4))


def test_a_column_that_nobody_answered_is_refused() -> None:
    with refused("“y” is undefined in the sample"):
        means(np.full((3, 1), np.nan), ["y"], np.ones(3), simple(3))


@pytest.mark.parametrize(
    ("values", "said"),
    [(np.ones((3, 2)), "do not fit 3 weights and 1 names"), (np.full((3, 1), np.inf), "finite")],
)
def test_odd_values_are_refused(values: np.ndarray, said: str) -> None:
    with refused(said):
        means(values, ["y"], np.ones(3), simple(3))


@hypotheses(answers, st.randoms())
def test_rows_in_another_order_change_nothing(rows: Answers, shuffle: Random) -> None:
    order = list(range(len(rows)))
    shuffle.shuffle(order)
    source = simple(len(rows), 20)
    moved = Replicates(source.multiplicity[:, order], source.method)
    one = shares(groups([a for a, _ in rows]), np.array([w for _, w in rows]), source)
    other = shares(
        groups([rows[k][0] for k in order]), np.array([rows[k][1] for k in order]), moved
    )
    assert other.value.tolist() == pytest.approx(one.value.tolist())
    assert np.allclose(other.drawn, one.drawn)


@hypotheses(answers, st.floats(0.01, 100))
def test_weights_count_up_to_a_factor_and_names_not_at_all(rows: Answers, factor: float) -> None:
    source, base = simple(len(rows), 20), np.array([w for _, w in rows])
    one = shares(groups([a for a, _ in rows]), base, source)
    renamed = {"a": "z", "b": "y", "c": "x"}
    other = shares(groups([renamed[a] for a, _ in rows]), base * factor, source)
    assert [renamed[name] for name in one.names] == list(reversed(other.names))
    assert other.value[::-1].tolist() == pytest.approx(one.value.tolist())
    assert np.allclose(other.drawn[:, ::-1], one.drawn)


@hypotheses(answers)
def test_shares_sum_to_one_in_every_replicate(rows: Answers) -> None:
    source = simple(len(rows), 20)
    found = shares(groups([a for a, _ in rows]), np.array([w for _, w in rows]), source)
    assert np.allclose(found.drawn.sum(axis=1), 1)
    for one, value in zip(percentile(found), found.value, strict=True):
        assert one.value == value
