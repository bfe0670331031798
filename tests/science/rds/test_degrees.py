"""Degrees: what stands for a missing one, and which cautions say so."""

import numpy as np

from homelands.science.rds.degrees import dropped, maximum, median, raised
from homelands.science.rds.sample import from_recruiters
from homelands.ui import sentences
from tests.science.words import refused

IDS = ["a", "b", "c", "d", "e", "f"]
RECRUITERS = [None, "a", "a", "a", "b", None]


def codes(cautions: tuple[object, ...]) -> list[str]:
    return [caution.code for caution in cautions]


def test_raised_fills_with_the_median_and_raises_to_the_ties() -> None:
    sample = from_recruiters(IDS, RECRUITERS, [2.0, 7.0, None, 0.0, 4.0, 9.0])
    found = raised(sample)
    # The median of 2, 4, 7 and 9 is 5.5; "a" brought three, so has at least three.
    assert found.degree.tolist() == [3.0, 7.0, 5.5, 5.5, 4.0, 9.0]
    assert [sentences.of(caution) for caution in found.cautions] == [
        "2 of 6 respondents gave no number of contacts; the median of the others is used.",
        (
            "1 of 6 respondents reported fewer contacts than the recruiter and recruits we saw; "
            "their number is raised to those."
        ),
        "50 per cent of the numbers of contacts are missing or impossible.",
    ]


def test_a_median_below_the_ties_is_raised_too() -> None:
    sample = from_recruiters(IDS, RECRUITERS, [None, 2.0, 2.0, 2.0, 2.0, 2.0])
    assert raised(sample).degree.tolist() == [3.0, 2.0, 2.0, 2.0, 2.0, 2.0]


def test_maximum_fills_with_the_largest_and_raises_nothing() -> None:
    sample = from_recruiters(IDS, RECRUITERS, [2.0, 7.0, None, 0.0, 4.0, 9.0])
    found = maximum(sample)
    assert found.degree.tolist() == [2.0, 7.0, 9.0, 9.0, 4.0, 9.0]
    assert codes(found.cautions) == ["degree-missing", "degree-many-invalid"]


def test_median_replaces_every_invalid_one_by_the_median_of_the_valid() -> None:
    sample = from_recruiters(IDS, RECRUITERS, [2.0, 7.0, None, 0.0, 4.0, 9.0])
    found = median(sample)
    # "a" has three ties, so its 2 is invalid; the valid are 4, 7 and 9.
    assert found.degree.tolist() == [7.0, 7.0, 7.0, 7.0, 4.0, 9.0]
    assert found.invalid == 0.5


def test_dropped_leaves_every_invalid_one_out() -> None:
    sample = from_recruiters(IDS, RECRUITERS, [2.0, 7.0, None, 0.0, 4.0, 9.0])
    found = dropped(sample)
    assert np.isnan(found.degree).tolist() == [True, False, True, True, False, False]
    assert codes(found.cautions) == ["degree-missing", "degree-below-ties", "degree-many-invalid"]


def test_a_giant_is_told() -> None:
    sample = from_recruiters(IDS, RECRUITERS, [4.0, 7.0, 3.0, 6.0, 8.0, 10_000.0])
    told = [sentences.of(one) for one in raised(sample).cautions if one.code == "degree-far"]
    assert told == [
        "A number of contacts is more than 20 times the median of 6: ask whether the question was "
        "understood."
    ]


def test_sound_degrees_stay_and_raise_no_caution() -> None:
    sample = from_recruiters(IDS, RECRUITERS, [4.0, 7.0, 3.0, 6.0, 8.0, 9.0])
    for treat in (raised, maximum, median, dropped):
        found = treat(sample)
        assert (found.degree.tolist(), found.cautions) == ([4.0, 7.0, 3.0, 6.0, 8.0, 9.0], ())


def test_heaping_is_told() -> None:
    sample = from_recruiters(IDS, RECRUITERS, [10.0, 20.0, 35.0, 7.0, 8.0, 9.0])
    assert codes(raised(sample).cautions) == ["degree-heaping"]


def test_no_degree_at_all_is_refused() -> None:
    sample = from_recruiters(IDS, RECRUITERS, [None, 0.0, None, None, None, None])
    for treat in (raised, maximum, median, dropped):
        with refused("no weights"):
            treat(sample)
