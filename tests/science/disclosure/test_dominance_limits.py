"""Dominance exactly at its limits: a cell at the percentage passes, one beyond it is hidden."""

import numpy as np
import pytest

from homelands.science.disclosure.dominance import Contributions, dominated, within_percent


def cell(*amounts: float) -> Contributions:
    return Contributions(np.array(amounts, dtype=np.float64), np.zeros(len(amounts), int), 1)


@pytest.mark.parametrize(("rest", "hidden"), [(10.0, False), (9.99, True)])
def test_the_second_must_not_come_within_p_percent_of_the_largest(
    rest: float, hidden: bool
) -> None:
    """Beside 100 and 50, a rest of 10 lets the second estimate the largest to just 10 %."""
    assert within_percent(cell(100, 50, rest), 10).tolist() == [hidden]
    assert within_percent(cell(100, 50, rest / 2, rest / 2)).tolist() == [hidden]


@pytest.mark.parametrize(("second", "hidden"), [(25.0, False), (25.01, True)])
def test_two_may_make_up_85_percent_and_no_more(second: float, hidden: bool) -> None:
    third = 40 - second
    assert dominated(cell(60, second, third)).tolist() == [hidden]
    assert dominated(cell(60, second, third), n=2, k=85).tolist() == [hidden]
    assert dominated(cell(60, second, third), n=1, k=60).tolist() == [False]


def test_nobody_dominates_an_empty_cell_and_one_alone_does() -> None:
    nothing = Contributions(np.array([0.0, 5.0]), np.array([0, 2]), cells=3)
    assert within_percent(nothing).tolist() == [False, False, True]
    assert dominated(nothing).tolist() == [False, False, True]
    assert within_percent(Contributions(np.array([]), np.array([], int), 1)).tolist() == [False]


@pytest.mark.parametrize(("percent", "taken"), [(100, True), (100.1, False), (0.1, True)])
def test_percentages_reach_from_above_zero_to_a_hundred(percent: float, taken: bool) -> None:
    for rule, given in ((within_percent, {"p": percent}), (dominated, {"k": percent})):
        if taken:
            rule(cell(1, 1, 1), **given)
        else:
            with pytest.raises(ValueError, match="up to 100"):
                rule(cell(1, 1, 1), **given)


def test_amounts_below_one_are_amounts() -> None:
    assert within_percent(cell(0.5, 0.2)).tolist() == dominated(cell(0.5, 0.2)).tolist() == [True]


def test_a_rule_on_the_largest_alone_is_a_rule() -> None:
    assert dominated(cell(86, 14), n=1).tolist() == [True]
    assert dominated(cell(85, 15), n=1).tolist() == [False]


@pytest.mark.parametrize("place", [-1, 1])
def test_every_cell_is_numbered(place: int) -> None:
    with pytest.raises(ValueError, match="numbered from 0 to 0"):
        within_percent(Contributions(np.array([1.0, 1.0]), np.array([0, place]), 1))
