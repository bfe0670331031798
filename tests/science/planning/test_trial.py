"""A trial reports what its studies came to; the simulated size and power follow from it."""

from dataclasses import replace

import numpy as np
import pytest

from homelands.science.planning.detection import detection
from homelands.science.planning.networks import Blocks
from homelands.science.planning.recruitment import Fieldwork
from homelands.science.planning.search import Wanted, search
from homelands.science.planning.trial import Found, Study, Trial, by_tree, trial
from homelands.science.rds.sample import Sample

MILD = Study(Blocks(1500, (0.3, 0.7), (9.0, 7.0), 0.3), Fieldwork(120), (1.0, 0.0))


def simple(
    sample: Sample, degree: np.ndarray, trait: np.ndarray, rng: np.random.Generator
) -> Found:
    """Estimate by 1 / degree, with the interval of a simple random sample."""
    value = float(np.average(trait, weights=1 / degree))
    se = float(np.sqrt(value * (1 - value) / degree.size))
    return Found(value, value - 2 * se, value + 2 * se, se)


def generator() -> np.random.Generator:
    return np.random.default_rng(12)


def made(value: list[float], truth: float, se: float = 0.05) -> Trial:
    """Make a trial of n = 100 from the values found."""
    found = np.array(value)
    same = np.ones(found.size)
    return Trial(
        found,
        found - 2 * se,
        found + 2 * se,
        se * same,
        truth * same,
        found,
        100 * np.ones(found.size, dtype=np.int64),
        np.arange(found.size) == 0,
    )


def test_the_sums_of_a_trial() -> None:
    found = made([0.3, 0.5, 0.7], truth=0.4)
    assert found.bias == pytest.approx(0.1)
    assert found.deff == pytest.approx(0.04 / (0.4 * 0.6 / 100))
    assert found.coverage == pytest.approx(2 / 3)
    assert found.coverage_error == pytest.approx(np.sqrt(2 / 27))
    assert found.width == pytest.approx(0.2)
    assert found.dead == pytest.approx(1 / 3)


def test_a_trial_knows_the_truth_and_sees_activity() -> None:
    found = trial(MILD, simple, 40, generator())
    assert (found.truth == 0.3).all()
    assert (found.n == 120).all()
    assert abs(found.bias) < 0.03  # the weights correct …
    assert 0.02 < found.naive_bias < 0.10  # … what the more active group adds
    assert 1 < found.deff < 6


def test_the_same_generator_gives_the_same_trial() -> None:
    one, other = (trial(MILD, by_tree(20), 3, generator()) for _ in range(2))
    assert (one.low == other.low).all()
    assert (one.se == other.se).all()


def test_the_tree_covers() -> None:
    found = trial(MILD, by_tree(50), 30, generator())
    assert found.coverage >= 0.9
    assert (found.low <= found.value).all()
    assert (found.value <= found.high).all()


def test_a_trait_apart_from_the_groups_has_no_homophily() -> None:
    bottleneck = replace(MILD.blocks, homophily=0.85)
    by_group = trial(replace(MILD, blocks=bottleneck), simple, 40, generator())
    across = Study(bottleneck, MILD.fieldwork, (0.3, 0.3))
    assert trial(across, simple, 40, generator()).deff < 3 < by_group.deff


def test_studies_die_where_few_coupons_return() -> None:
    field = Fieldwork(120, seeds=3, coupons=2, redeemed=0.3)
    assert trial(replace(MILD, fieldwork=field), simple, 20, generator()).dead > 0.8


def test_the_search_stops_at_the_first_size_that_is_enough() -> None:
    found = search(MILD, [300, 60, 150], Wanted(0.2, studies=20), simple, generator())
    assert (found.sizes, found.n) == ((60, 150), 150)
    assert found.trials[0].width > 0.2 >= found.trials[1].width


def test_the_search_says_when_none_is_enough() -> None:
    found = search(MILD, [60, 80], Wanted(0.01, studies=5), simple, generator())
    assert (found.sizes, found.n) == ((60, 80), None)


def test_detection_counts_pairs() -> None:
    found = detection(made([0.2, 0.4], 0.3), made([0.5, 0.3], 0.4))
    # Told apart at |difference| > 1.96 * 0.0707 = 0.139: of -0.3, -0.1, -0.1, 0.1 the first.
    assert (found.power, found.wrong) == (0.25, 0.0)
    assert found.difference == pytest.approx(-0.1)


def test_detection_counts_the_wrong_way_round() -> None:
    found = detection(made([0.2, 0.8], 0.3), made([0.5], 0.4))
    assert (found.power, found.wrong) == (1.0, 0.5)


@pytest.mark.parametrize(
    ("study", "studies", "words"),
    [
        (MILD, 1, "at least 2 studies, not 1"),
        (replace(MILD, trait=(1.0,)), 5, "1 probabilities of the trait for 2 groups"),
        (replace(MILD, trait=(1.0, 1.5)), 5, "lie from 0 to 1"),
    ],
)
def test_a_trial_that_means_nothing_is_refused(study: Study, studies: int, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        trial(study, simple, studies, generator())


def test_a_search_that_means_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="No size was given"):
        search(MILD, [], Wanted(0.1), simple, generator())
    with pytest.raises(ValueError, match="between 0 and 1, not at 2"):
        search(MILD, [50], Wanted(2.0), simple, generator())
    with pytest.raises(ValueError, match="level of a comparison"):
        detection(made([0.2], 0.3), made([0.2], 0.3), level=0.0)
