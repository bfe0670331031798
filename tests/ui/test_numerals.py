"""Numbers as the reader's language writes them; what may be a year is never grouped."""

import pytest
from django.utils.translation import override

from homelands.ui.numerals import number, of_answer


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (1990, "1990"),
        (1987.5, "1987.5"),
        (1000, "1000"),
        (2999, "2999"),
        (3000, "3,000"),
        (999.5, "999.5"),
        (12000, "12,000"),
        (-1990, "-1,990"),
    ],
)
def test_an_answer_that_may_be_a_year_is_not_grouped(value: float, written: str) -> None:
    with override("en"):
        assert of_answer(value, 1) == written


def test_counts_are_grouped_and_decimals_are_the_language_s() -> None:
    with override("fr"):
        assert (of_answer(1987.5, 1), of_answer(1990, 0)) == ("1987,5", "1990")
    with override("en"):
        assert number(1990) == "1,990"
