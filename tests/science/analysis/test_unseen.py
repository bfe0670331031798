"""A trait that nobody in the sample has still gets an upper bound."""

import pytest
from scipy.stats import beta

from homelands.science.analysis.unseen import unseen
from homelands.science.estimate import Method

HOW = Method("rds2", "tree", "percentile")


def test_the_bound_is_clopper_and_pearsons_at_the_effective_size() -> None:
    found = unseen(300, 100.0, HOW)
    assert (found.value, found.low, found.n, found.effective_n) == (0, 0, 300, 100)
    assert found.high == pytest.approx(beta.ppf(0.975, 1, 100))
    assert found.high == pytest.approx(3.69 / 100, rel=0.02)
    assert found.method.code == "rds2/tree/korn-graubard"


def test_one_sided_it_is_the_rule_of_three() -> None:
    assert unseen(1000, 1000.0, HOW, 0.90).high == pytest.approx(3 / 1000, rel=0.01)


def test_answers_are_never_worth_more_than_their_number() -> None:
    assert unseen(50, 80.0, HOW).high == unseen(50, 50.0, HOW).high


@pytest.mark.parametrize(("worth", "level"), [(0.0, 0.95), (10.0, 95.0)])
def test_what_cannot_be_bounded_is_refused(worth: float, level: float) -> None:
    with pytest.raises(ValueError, match=r"above zero|between 0 and 1"):
        unseen(50, worth, HOW, level)
