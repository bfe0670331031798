"""Inverse propensity: exact where it can be worked out, and refused where samples separate."""

import numpy as np
import pytest

from homelands.science.weighting.propensity import PseudoWeights, Reference, pseudo_weights
from homelands.ui import sentences


def reference(rows: int = 400) -> Reference:
    rng = np.random.default_rng(9)
    x = np.column_stack([rng.integers(0, 2, rows), rng.normal(size=rows)]).astype(float)
    return Reference(x, rng.uniform(50, 150, rows))


def taking_part(source: Reference, chosen: float = -4.0) -> np.ndarray:
    """Let people of the population that the reference stands for take part by chance."""
    rng = np.random.default_rng(10)
    population = np.repeat(source.x, source.weight.astype(int), axis=0)
    share = 1 / (1 + np.exp(-(chosen + 1.0 * population[:, 0] + 0.5 * population[:, 1])))
    return population[rng.random(len(population)) < share]


def test_one_question_gives_people_by_respondents() -> None:
    """With categories only, a category's weight is its population over its respondents."""
    x = np.array([[1.0], [1], [1], [0]])
    other = Reference(np.array([[1.0], [0], [0]]), np.array([60.0, 10, 30]))
    found = pseudo_weights(x, other, ("member",))
    assert found.weight == pytest.approx([20, 20, 20, 40], rel=1e-8)


def test_the_equations_hold_and_the_propensity_is_found() -> None:
    source = reference()
    x = taking_part(source)
    found = pseudo_weights(x, source, ("member", "age"))
    assert found.coefficient == pytest.approx([-4, 1, 0.5], abs=0.15)
    ones = np.column_stack([np.ones(len(source.x)), source.x])
    share = 1 / (1 + np.exp(-(ones @ found.coefficient)))
    expected = [len(x), *x.sum(axis=0)]
    assert (source.weight * share) @ ones == pytest.approx(expected, rel=1e-7)
    assert found.weight.sum() == pytest.approx(source.weight.sum(), rel=0.1)


def test_units_do_not_matter() -> None:
    source = reference()
    x = taking_part(source)
    scale = np.array([1.0, 1e6])
    one = pseudo_weights(x, source, ("a", "b")).weight
    other = pseudo_weights(x * scale, Reference(source.x * scale, source.weight), ("a", "b")).weight
    assert np.allclose(one, other, rtol=1e-6)


def test_assumptions_come_back_and_no_interval_does() -> None:
    source = reference()
    found = pseudo_weights(taking_part(source), source, ("member", "age"))
    assert [caution.code for caution in found.cautions] == [
        "propensity-ignorable",
        "propensity-positive",
        "propensity-independent",
        "no-sampling-interval",
    ]
    assert "“member”, “age”" in sentences.of(found.cautions[0])
    fields = set(PseudoWeights.__dataclass_fields__)
    assert fields == {"weight", "propensity", "coefficient", "cautions"}


def test_a_category_that_nobody_of_the_sample_is_in_is_refused() -> None:
    source = reference()
    x = taking_part(source)
    with pytest.raises(ValueError, match="do not overlap in 'member'"):
        pseudo_weights(x[x[:, 0] == 1], source, ("member", "age"))


def test_a_category_that_only_the_sample_has_is_refused() -> None:
    source = reference()
    source.x[:, 0] = 0
    with pytest.raises(ValueError, match="'member' is the same for everyone in the reference"):
        pseudo_weights(np.array([[1.0, 0], [0, 1]]), source, ("member", "age"))


def test_separation_that_no_single_column_shows_is_refused() -> None:
    """Nobody in the sample is of the first kind, for which there is no column."""
    theirs = np.repeat([[0.0, 0], [1, 0], [0, 1]], 20, axis=0)
    x = np.repeat([[1.0, 0], [0, 1]], [30, 20], axis=0)
    with pytest.raises(ValueError, match="'(second|third)' separates the two samples"):
        pseudo_weights(x, Reference(theirs, np.full(60, 50.0)), ("second", "third"))


def test_more_respondents_than_people_of_their_kind_are_refused() -> None:
    x = np.array([[1.0]] * 50 + [[0.0]] * 5)
    other = Reference(np.array([[1.0], [0], [0]]), np.array([40.0, 10, 30]))
    with pytest.raises(ValueError, match="'member' separates"):
        pseudo_weights(x, other, ("member",))


@pytest.mark.parametrize(
    ("x", "theirs", "weight", "words"),
    [
        ([[1.0], [np.nan]], [[1.0], [0]], [10.0, 10], "must be known for everyone"),
        ([[1.0], [0]], [[1.0], [0]], [10.0, 0], "a weight above zero"),
        ([[1.0], [0]], [[1.0], [0]], [1.0, 0.5], "must sum to the population"),
        ([[1.0, 2], [0, 1]], [[1.0], [0]], [10.0, 10], "both need the same"),
        ([[1.0, 0], [0, 1]], [[1.0, 0], [0, 1]], [10.0, 10], "follow from the others"),
    ],
)
def test_refused(
    x: list[list[float]], theirs: list[list[float]], weight: list[float], words: str
) -> None:
    names = tuple(f"x{k}" for k in range(len(x[0])))
    with pytest.raises(ValueError, match=words):
        pseudo_weights(np.array(x), Reference(np.array(theirs), np.array(weight)), names)
