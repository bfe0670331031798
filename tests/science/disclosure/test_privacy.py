"""The noise has the distribution it should, and the budget runs out."""

from collections import Counter
from fractions import Fraction
from random import Random

import numpy as np
import pytest

from homelands.science.disclosure.privacy import Ledger, Release, noisy_counts
from homelands.ui import sentences

ONE = Release("counts by country", Fraction(1))
OPEN = Ledger(Fraction(2))


def below(seed: int):
    """Return a source of whole numbers that repeats itself, for tests only."""
    return Random(seed).randrange


def test_the_noise_is_discrete_laplace() -> None:
    """Every frequency from -4 to 4 in 20,000 draws is within 4.5 standard errors."""
    release = Release("x", Fraction(2, 3))
    noise = noisy_counts(np.zeros(20_000, dtype=np.int64), release, OPEN, below(1)).counts
    found, q = Counter(noise.tolist()), np.exp(-2 / 3)
    for z in range(-4, 5):
        expected = (1 - q) / (1 + q) * q ** abs(z)
        error = np.sqrt(expected * (1 - expected) / 20_000)
        assert abs(found[z] / 20_000 - expected) < 4.5 * error


def drawn(*numbers: int):
    """Return a source that gives these numbers, each below what it is asked for."""
    left = iter(numbers)

    def below(limit: int) -> int:
        number = next(left)
        assert 0 <= number < limit
        return number

    return below


def test_the_noise_is_drawn_step_by_step_as_published() -> None:
    """At scale 1: the part is 0 and stays; one whole, then none; the sign is drawn last."""
    size = (0, 0, *(0, 0, 1), *(0, 1))
    one_less, one_more = (*size, 1), (*size, 0)
    found = noisy_counts(np.array([5, 5]), ONE, OPEN, drawn(*one_less, *one_more))
    assert found.counts.tolist() == [4, 6]


def test_zero_has_no_sign_and_is_drawn_again() -> None:
    """At scale 1: no whole and the sign of the negative, so all is drawn anew."""
    zero = (0, 0, *(0, 1))
    found = noisy_counts(np.array([5]), ONE, OPEN, drawn(*zero, 1, *zero, 0))
    assert found.counts.tolist() == [5]


@pytest.mark.parametrize(("sensitivity", "within"), [(1, 3), (8, 24)])
def test_the_reach_holds_in_19_of_20_draws(sensitivity: int, within: int) -> None:
    release = Release("x", Fraction(1), sensitivity)
    found = noisy_counts(np.zeros(4_000, dtype=np.int64), release, OPEN, below(2))
    assert found.within == within
    assert np.mean(abs(found.counts) <= within) >= 0.94
    assert np.mean(abs(found.counts) <= within - 1) <= 0.96


def test_the_reach_is_the_least_that_holds() -> None:
    """At scale 3/2 beyond 4 in 4.7 of 100 draws, beyond 3 in 9.2."""
    release = Release("x", Fraction(2), 3)
    assert noisy_counts(np.array([5]), release, OPEN).within == 4


def test_the_budget_runs_out() -> None:
    counts = np.array([500, 900])
    first = noisy_counts(counts, ONE, OPEN, below(3)).ledger
    second = noisy_counts(counts, ONE, first, below(4)).ledger
    assert (OPEN.left, first.left, second.left) == (2, 1, 0)
    assert [one.what for one in second.paid] == ["counts by country"] * 2
    with pytest.raises(ValueError, match="epsilon 1 is more than the 0 left"):
        noisy_counts(counts, ONE, second)


def test_it_is_off_until_a_budget_is_opened() -> None:
    with pytest.raises(ValueError, match="Differential privacy is off"):
        noisy_counts(np.array([5]), ONE, Ledger())


def test_noise_that_swamps_the_counts_is_said() -> None:
    small = noisy_counts(np.array([4, 12, 20]), ONE, OPEN)
    assert [one.code for one in small.cautions] == ["noise-swamps"]
    assert "The noise reaches 3 in 19 of 20 counts" in sentences.of(small.cautions[0])
    assert noisy_counts(np.array([400, 1200]), ONE, OPEN).cautions == ()


def test_of_nobody_all_is_noise() -> None:
    nobody = noisy_counts(np.zeros(3, dtype=np.int64), ONE, OPEN)
    released = nobody.counts[nobody.counts > 0]
    (caution,) = nobody.cautions
    assert caution.facts == {"within": 3, "median": np.median(released) if released.size else 0.0}


def test_a_caution_tells_nothing_that_the_released_counts_do_not() -> None:
    """The median of the true counts stood in the caution, whatever the budget."""
    much = Release("x", Fraction(1, 100))
    for true in (5, 999):
        noise = noisy_counts(np.array([true] * 3), much, OPEN, below(7))
        above = noise.counts[noise.counts > 0]
        assert [one.facts["median"] for one in noise.cautions] == [np.median(above)]
        assert np.median(above) != true


@pytest.mark.parametrize(
    ("counts", "release", "sentence"),
    [
        ([-1], ONE, "zero or more"),
        ([0.5], ONE, "whole numbers"),
        ([1], Release("x", Fraction(0)), "epsilon must be above 0"),
        ([1], Release("x", Fraction(1), 0), "sensitivity 1 or more"),
    ],
)
def test_what_does_not_fit_is_refused(counts: list, release: Release, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        noisy_counts(np.array(counts), release, OPEN)
