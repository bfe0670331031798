"""The shared shape: standard errors, effective sizes, and what is refused."""

import numpy as np
import pytest

from homelands.science.analysis.groups import Groups, groups
from homelands.science.analysis.means import means, shares
from homelands.science.analysis.replicated import Replicated
from tests.science.analysis.bootstraps import given, simple
from tests.science.words import refused


def statistic(drawn: list[float], value: float = 0.5, **more: object) -> Replicated:
    """Make one share with these replicates."""
    column = np.array(drawn)[:, None]
    parts = {"n": np.array([100]), "method": "share", "source": given([1]), "share": True}
    return Replicated(("a",), np.array([value]), column, **{**parts, **more})


def test_the_divisor_is_one_less_than_the_replicates_used() -> None:
    found = statistic([0.4, np.nan, 0.6])
    assert found.used.tolist() == [2]
    assert found.se[0] == pytest.approx(np.sqrt(0.02))


def test_effective_n_is_that_of_a_simple_sample_as_precise() -> None:
    found = statistic([0.4, 0.5, 0.6], variance=np.array([0.25]))
    assert found.effective_n[0] == pytest.approx(25)


def test_rounding_is_no_spread() -> None:
    assert statistic([0.3, 0.1 + 0.2, 0.3], value=0.3).se[0] == 0


def test_fewer_than_two_usable_replicates_are_refused() -> None:
    with refused("“a” is defined in 1 replicate;"):
        statistic([0.4, np.nan, np.nan])


def test_a_statistic_undefined_in_the_sample_is_refused() -> None:
    with refused("undefined in the sample"):
        statistic([0.4, 0.5], value=np.nan)


def test_shapes_that_do_not_agree_are_refused() -> None:
    with refused("1 statistics are named"):
        statistic([0.4, 0.5], n=np.array([1, 2]))


@pytest.mark.parametrize("base", [[1.0, -1, 1], [0.0, 0, 0], [1.0, np.nan, 1]])
def test_wrong_weights_are_refused(base: list[float]) -> None:
    with refused("zero and more"):
        means(np.ones((3, 1)), ["y"], np.array(base), simple(3))


def test_groups_are_sorted_and_unknown_ones_are_marked() -> None:
    found = groups(["b", None, "a", "b"])
    assert (found.names, found.code.tolist()) == (("a", "b"), [1, -1, 0, 1])


def test_groups_without_any_answer_are_refused() -> None:
    with refused("missing for every respondent"):
        groups([None, None])


def test_codes_beyond_the_names_are_refused() -> None:
    with refused("Codes of 1 categories"):
        Groups(("a",), np.array([0, 1]))


def test_shares_of_other_respondents_are_refused() -> None:
    with refused("3 respondents have 2 weights"):
        shares(groups(["a", "b", "a"]), np.ones(2), simple(2))
