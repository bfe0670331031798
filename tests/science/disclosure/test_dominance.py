"""Amounts: the second largest must not come near the largest, nor a few make up the cell."""

import numpy as np
import pytest

from homelands.science.disclosure.dominance import Contributions, dominated, within_percent

# Three cells: one large contributor; ten alike; nobody.
GIVEN = Contributions(
    np.array([900.0, 60, 40, *[10.0] * 10]), np.array([0, 0, 0, *[1] * 10]), cells=3
)


def test_the_rest_must_hide_the_largest_from_the_second() -> None:
    """Beside 900 and 60 stand 40: the second knows the largest to 40 / 900 = 4.4 %."""
    assert within_percent(GIVEN, 5).tolist() == [True, False, False]
    assert within_percent(GIVEN, 4).tolist() == [False, False, False]


def test_one_or_two_contributors_give_themselves_away() -> None:
    given = Contributions(np.array([5.0, 5, 5]), np.array([0, 1, 1]), cells=2)
    assert within_percent(given).tolist() == [True, True]


def test_a_few_must_not_make_up_the_cell() -> None:
    assert dominated(GIVEN, 1, 85).tolist() == [True, False, False]
    assert dominated(GIVEN, 2, 96).tolist() == [False, False, False]


def test_the_order_of_contributors_changes_nothing() -> None:
    turned = Contributions(GIVEN.amount[::-1], GIVEN.cell[::-1], 3)
    assert within_percent(turned, 5).tolist() == within_percent(GIVEN, 5).tolist()


@pytest.mark.parametrize(
    ("given", "p", "sentence"),
    [
        (GIVEN, 0, "p is a percentage above 0"),
        (Contributions(np.array([1.0]), np.array([0, 1]), 2), 5, "do not fit 2 cells"),
        (Contributions(np.array([1.0]), np.array([3]), 2), 5, "numbered from 0 to 1"),
        (Contributions(np.array([-1.0]), np.array([0]), 2), 5, "zero or more"),
        (Contributions(np.array([np.nan]), np.array([0]), 2), 5, "zero or more"),
    ],
)
def test_what_does_not_fit_is_refused(given: Contributions, p: float, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        within_percent(given, p)


def test_a_rule_on_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 1 contributor, not 0"):
        dominated(GIVEN, 0)
