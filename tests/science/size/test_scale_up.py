"""Network scale-up: by hand, in a population that is known, and with its doubts."""

from dataclasses import replace

import numpy as np
import pytest

from homelands.science.size.scale_up import Bias, ScaledUp, Ties, scale_up

NONE = Bias(transmission=1, degree_ratio=1)
TIES = Ties(
    hidden=np.array([2.0, 0, 1]),
    known=np.array([[3.0, 2], [4, 1], [6, 4]]),
    sizes=np.array([1_000.0, 600]),
    weight=np.ones(3),
)


def codes(found: ScaledUp) -> list[str]:
    return [caution.code for caution in found.cautions]


def test_by_hand() -> None:
    found = scale_up(TIES, 1_000_000, NONE)
    degree = np.array([5, 5, 10]) * 1_000_000 / 1_600
    assert found.degree == pytest.approx(degree)
    assert found.estimate.value == pytest.approx(1_000_000 * 3 / degree.sum())
    ratio = 3 / degree.sum()
    residual = TIES.hidden - ratio * degree
    variance = 3 / 2 * (residual**2).sum() / degree.sum() ** 2
    assert found.se == pytest.approx(1_000_000 * variance**0.5)
    # Each known group from the other: 13 ties lead to 1,000 people, 7 to 600.
    assert found.back == pytest.approx([13 / 7 * 600, 7 / 13 * 1_000])
    assert codes(found) == ["scale-up-no-bias-factors"]


def test_a_group_of_whom_nobody_knows_anybody_has_an_upper_bound() -> None:
    """3.69 ties would be expected where none is seen in one of forty studies."""
    found = scale_up(replace(TIES, hidden=np.zeros(3)), 1_000_000, NONE)
    ties = 20 * 1_000_000 / 1_600
    assert (found.estimate.value, found.estimate.low) == (0, 0)
    assert found.estimate.high == pytest.approx(3.688879 / ties * 1_000_000, rel=1e-6)
    assert np.exp(-ties * found.estimate.high / 1_000_000) == pytest.approx(0.025)
    unequal = scale_up(
        replace(TIES, hidden=np.zeros(3), weight=np.array([1.0, 1, 4])), 1_000_000, NONE
    )
    assert unequal.estimate.high > found.estimate.high * 0.99
    assert codes(found)[0] == "scale-up-nobody"


def test_the_factors_divide() -> None:
    plain = scale_up(TIES, 1_000_000, NONE)
    found = scale_up(TIES, 1_000_000, Bias(transmission=0.5, degree_ratio=0.8))
    assert found.estimate.value == pytest.approx(plain.estimate.value / 0.4)
    assert found.se == pytest.approx(plain.se / 0.4)
    assert codes(found) == []


def test_a_respondent_of_weight_two_counts_twice() -> None:
    once = replace(TIES, weight=np.array([1.0, 1, 2]))
    rows = [0, 1, 2, 2]
    twice = Ties(TIES.hidden[rows], TIES.known[rows], TIES.sizes, np.ones(4))
    one, two = (scale_up(ties, 50_000, NONE).estimate.value for ties in (once, twice))
    assert one == pytest.approx(two)


def test_a_known_population_is_found_and_covered() -> None:
    rng = np.random.default_rng(5)
    sizes, size, people = np.array([2_000.0, 5_000, 9_000]), 3_000, 1_000_000
    inside = 0
    for _ in range(200):
        network = rng.gamma(4, 75, 400)
        known = rng.poisson(network[:, None] * sizes / people).astype(float)
        hidden = rng.poisson(network * size / people).astype(float)
        found = scale_up(Ties(hidden, known, sizes, np.ones(400)), people, NONE)
        assert abs(found.estimate.value - size) < 5 * found.se
        low, high = found.estimate.low, found.estimate.high
        assert low is not None
        assert high is not None
        inside += low <= size <= high
    assert 180 <= inside < 200


def test_its_doubts() -> None:
    off = replace(TIES, known=np.array([[3.0, 20], [4, 10], [6, 40]]))
    assert codes(scale_up(off, 1_000_000, NONE))[0] == "scale-up-known-groups-off"
    one = replace(TIES, known=TIES.known[:, :1], sizes=TIES.sizes[:1])
    assert codes(scale_up(one, 1_000_000, NONE))[0] == "scale-up-one-known-group"
    beyond = scale_up(replace(TIES, hidden=TIES.hidden * 1e4), 2_000, NONE)
    assert codes(beyond)[-1] == "scale-up-above-population"


@pytest.mark.parametrize(
    ("ties", "sentence"),
    [
        (replace(TIES, hidden=np.array([1.0, np.nan, 2])), "leave out respondents who did not"),
        (replace(TIES, known=np.zeros((3, 2))), "knows anybody in the known groups"),
        (replace(TIES, sizes=np.array([1_000.0, 0])), "above zero and smaller than the population"),
        (replace(TIES, sizes=np.array([1_000.0])), "1 sizes and 3 weights do not fit"),
        (replace(TIES, weight=np.array([1.0, 0, 1])), "Every weight must be above zero"),
        (replace(TIES, known=np.ones((2, 2))), "do not fit: give each respondent"),
        (Ties(np.ones(1), np.ones((1, 2)), TIES.sizes, np.ones(1)), "at least two are needed"),
    ],
)
def test_bad_input(ties: Ties, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        scale_up(ties, 1_000_000, NONE)


@pytest.mark.parametrize("bias", [Bias(0, 1), Bias(1.1, 1), Bias(1, 0)])
def test_bad_factors(bias: Bias) -> None:
    with pytest.raises(ValueError, match="Transmission lies above 0, at most 1"):
        scale_up(TIES, 1_000_000, bias)
