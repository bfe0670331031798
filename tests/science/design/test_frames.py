"""Samples of frames that overlap: unbiased over every sample, and the best theta by search."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from homelands.science.design.frames import Framed, framed, hartley, multiplicity
from homelands.science.design.survey import total
from tests.science.words import refused

#: Seven people: four in A, five in B, two in both.
IN_A, IN_B = [0, 1, 2, 3], [2, 3, 4, 5, 6]
VALUE = np.array([5.0, 1, 9, 2, 4, 7, 3])
MEMBER = np.array([[k in IN_A, k in IN_B] for k in range(7)])


def sampled(first: tuple[int, ...], second: tuple[int, ...]) -> tuple[Framed, np.ndarray]:
    who = np.array([*first, *second])
    drawn = np.repeat([0, 1], [len(first), len(second)])
    weight = np.where(drawn == 0, 4 / len(first), 5 / len(second))
    return Framed(("A", "B"), drawn, MEMBER[who], weight), who


@pytest.mark.parametrize("theta", [0.2, 0.5, 0.9, None])
def test_totals_are_unbiased_over_all_samples(theta: float | None) -> None:
    """Three of four from A, and three of five from B; None stands for multiplicities."""
    found = []
    for first in combinations(IN_A, 3):
        for second in combinations(IN_B, 3):
            one, who = sampled(first, second)
            try:
                made = multiplicity(one) if theta is None else hartley(one, theta)
            except ValueError:  # nobody of the overlap in one sample: weights by hand
                both = one.member.all(axis=1)
                part = np.where(one.drawn == 0, theta, 1 - theta)
                found.append((one.weight * np.where(both, part, 1)) @ VALUE[who])
                continue
            found.append(made.design.weights @ VALUE[who])
    assert len(found) == 40
    assert np.mean(found) == pytest.approx(VALUE.sum())


def large(seed: int = 1) -> tuple[Framed, np.ndarray]:
    """Frames of 6,000 and 3,000 with 2,000 in both; 300 and 150 drawn, in clusters of five."""
    rng = np.random.default_rng(seed)
    first = rng.choice(6000, 300, replace=False)
    second = 4000 + rng.choice(3000, 150, replace=False)
    who = np.concatenate([first, second])
    drawn = np.repeat([0, 1], [300, 150])
    member = np.column_stack([who < 6000, who >= 4000])
    weight = np.full(450, 20.0)
    return Framed(("A", "B"), drawn, member, weight, None, np.arange(450) // 5), who


def test_the_best_theta_gives_the_smallest_variance_of_the_number_of_people() -> None:
    one, _who = large()
    best = hartley(one)
    assert best.theta is not None

    def se(theta: float) -> float:
        return float(total(hartley(one, theta).design, "people", np.ones(450)).se[0])

    grid = np.linspace(0.02, 0.98, 97)
    assert best.theta == pytest.approx(grid[int(np.argmin([se(one) for one in grid]))], abs=0.011)
    assert total(best.design, "people", np.ones(450)).estimates[0].value == pytest.approx(
        7000, rel=0.1
    )
    assert [caution.code for caution in best.cautions] == ["frames-only"]


def test_variance_is_that_of_two_independent_samples() -> None:
    one, who = large()
    one = replace(one, clusters=None)
    y = who * 1.0
    made = total(hartley(one, 0.4).design, "y", y)
    z = hartley(one, 0.4).design.weights * y
    parts = [n * z[one.drawn == k].var(ddof=1) for k, n in ((0, 300), (1, 150))]
    assert made.se[0] == pytest.approx(np.sqrt(sum(parts)))


def test_three_frames_by_multiplicity() -> None:
    read = framed(
        ["A", "A", "B", "B", "C", "C"],
        [["A"], ["A", "B", "C"], ["B"], ["B", "A"], ["C"], ["C"]],
        np.full(6, 6.0),
    )
    assert multiplicity(read).design.weights == pytest.approx([6, 2, 6, 3, 6, 6])
    with refused("takes two frames, and there are 3"):
        hartley(read)


def test_overlaps_that_differ_are_told() -> None:
    one, _who = large()
    lies = one.member.copy()
    lies[:300, 1] &= np.arange(300) % 4 == 0  # most of A deny that they are in B
    codes = {
        caution.code: dict(caution.facts)
        for caution in multiplicity(replace(one, member=lies)).cautions
    }
    told = codes["frames-overlap-differs"]
    assert (told["first"], told["second"]) == ("A", "B")
    assert told["low"] < 1000 < told["high"]


def test_what_cannot_be_is_refused() -> None:
    weight = np.ones(4)
    with refused("Row 2: drawn from “A”, which is not among the frames"):
        multiplicity(framed(["A", "A", "B", "B"], [["A"], ["B"], ["B"], ["B"]], weight))
    with refused("All are in one frame, “A”"):
        multiplicity(framed(["A"] * 4, [["A"]] * 4, weight))
    with refused("Fewer than two people were drawn from “C”"):
        framed(["A", "A", "B", "B"], [["A"], ["A", "C"], ["B"], ["B"]], weight)
    with refused("Fewer than two people were drawn from “B”"):
        multiplicity(framed(["A", "A", "A", "B"], [["A"], ["A"], ["A"], ["B"]], weight))
    apart = framed(["A", "A", "B", "B"], [["A"], ["A", "B"], ["B"], ["B"]], weight)
    with refused("Nobody drawn from “B” is in the other frame"):
        hartley(apart)
    few = framed(["A", "A", "B", "B"], [["A"], ["A", "B"], ["B", "A"], ["B"]], weight)
    with refused("above 0 and below 1, not 1"):
        hartley(few, 1.0)
