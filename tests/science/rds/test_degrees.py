"""Degrees: what stands for a missing one, and which cautions say so."""

import pytest

from homelands.science.rds.degrees import maximum, raised
from homelands.science.rds.sample import from_recruiters

IDS = ["a", "b", "c", "d", "e", "f"]
RECRUITERS = [None, "a", "a", "a", "b", None]


def codes(cautions: tuple[object, ...]) -> list[str]:
    return [caution.code for caution in cautions]


def test_raised_fills_with_the_median_and_raises_to_the_ties() -> None:
    sample = from_recruiters(IDS, RECRUITERS, [2.0, 7.0, None, 0.0, 4.0, 9.0])
    degrees, cautions = raised(sample)
    # The median of 2, 4, 7 and 9 is 5.5; "a" brought three, so has at least three.
    assert degrees.tolist() == [3.0, 7.0, 5.5, 5.5, 4.0, 9.0]
    assert [caution.message for caution in cautions] == [
        "2 of 6 respondents gave no number of contacts; the median of the others is used.",
        (
            "1 of 6 respondents reported fewer contacts than the recruiter and recruits we saw; "
            "their number is raised to those."
        ),
        "50% of the numbers of contacts are missing or impossible.",
    ]


def test_a_median_below_the_ties_is_raised_too() -> None:
    sample = from_recruiters(IDS, RECRUITERS, [None, 2.0, 2.0, 2.0, 2.0, 2.0])
    assert raised(sample)[0].tolist() == [3.0, 2.0, 2.0, 2.0, 2.0, 2.0]


def test_maximum_fills_with_the_largest_and_raises_nothing() -> None:
    sample = from_recruiters(IDS, RECRUITERS, [2.0, 7.0, None, 0.0, 4.0, 9.0])
    degrees, cautions = maximum(sample)
    assert degrees.tolist() == [2.0, 7.0, 9.0, 9.0, 4.0, 9.0]
    assert codes(cautions) == ["degree-missing", "degree-many-invalid"]


def test_sound_degrees_stay_and_raise_no_caution() -> None:
    sample = from_recruiters(IDS, RECRUITERS, [4.0, 7.0, 3.0, 6.0, 8.0, 9.0])
    for treat in (raised, maximum):
        degrees, cautions = treat(sample)
        assert (degrees.tolist(), cautions) == ([4.0, 7.0, 3.0, 6.0, 8.0, 9.0], ())


def test_heaping_is_told() -> None:
    sample = from_recruiters(IDS, RECRUITERS, [10.0, 20.0, 35.0, 7.0, 8.0, 9.0])
    assert codes(raised(sample)[1]) == ["degree-heaping"]


def test_no_degree_at_all_is_refused() -> None:
    sample = from_recruiters(IDS, RECRUITERS, [None, 0.0, None, None, None, None])
    for treat in (raised, maximum):
        with pytest.raises(ValueError, match="no weights"):
            treat(sample)
