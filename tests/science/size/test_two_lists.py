"""Chapman's estimate: by hand, unbiased where it must be, and with its doubts."""

from math import comb

import pytest

from homelands.science.size.lists import capture_lists
from homelands.science.size.two_lists import Chapman, chapman, chapman_of_pair
from homelands.ui import sentences

NAMES = ("register", "survey")


def codes(found: Chapman) -> list[str]:
    return [caution.code for caution in found.cautions]


def test_by_hand() -> None:
    found = chapman(200, 150, 29, NAMES)
    assert found.estimate.value == pytest.approx(201 * 151 / 30 - 1)
    assert found.se**2 == pytest.approx(201 * 151 * 171 * 121 / (30**2 * 31))
    assert found.estimate.n == 321
    low, high = found.estimate.low, found.estimate.high
    assert low is not None
    assert high is not None
    unseen = found.estimate.value - 321
    assert (low - 321) * (high - 321) == pytest.approx(unseen**2)
    assert codes(found) == []
    assert "independent" in found.assumptions[0]


def test_it_and_its_variance_are_unbiased_when_the_lists_cover_the_population() -> None:
    """With first + second >= N, matches are hypergeometric and both are exactly unbiased."""
    people, first, second = 30, 18, 17
    matches = range(first + second - people, second + 1)
    found = {m: chapman(first, second, m, NAMES) for m in matches}
    chance = {
        m: comb(first, m) * comb(people - first, second - m) / comb(people, second) for m in matches
    }
    mean = sum(chance[m] * found[m].estimate.value for m in matches)
    assert mean == pytest.approx(people)
    variance = sum(chance[m] * (found[m].estimate.value - people) ** 2 for m in matches)
    assert sum(chance[m] * found[m].se ** 2 for m in matches) == pytest.approx(variance)


def test_a_pair_among_more_lists() -> None:
    lists = capture_lists(["a", "b", "c"], [[1, 0, 1], [1, 1, 0], [0, 1, 1]], [10, 8, 7])
    found = chapman_of_pair(lists, 0, 1)
    assert (found.first, found.second, found.both, found.names) == (18, 15, 8, ("a", "b"))


def test_its_doubts() -> None:
    assert codes(chapman(20, 30, 0, NAMES)) == ["matches-none", "matches-none-least"]
    assert codes(chapman(20, 30, 6, NAMES)) == ["matches-few"]
    assert codes(chapman(20, 30, 7, NAMES)) == []
    inside = chapman(20, 30, 20, NAMES)
    assert codes(inside) == ["list-within-list"]
    assert "Everybody on register is also on survey" in sentences.of(inside.cautions[0])
    assert (inside.estimate.low, inside.estimate.value, inside.estimate.high) == (30, 30, 30)


def test_bad_input() -> None:
    with pytest.raises(ValueError, match="Nobody is on the list register"):
        chapman(0, 3, 0, NAMES)
    with pytest.raises(ValueError, match="4 people on both register and survey is impossible"):
        chapman(5, 3, 4, NAMES)
