"""The points that are compared in one line each, and all of them together."""

from datetime import timedelta
from itertools import pairwise

import pytest

from homelands.foundation.reference import levels
from homelands.science.matching import comparison
from homelands.science.matching.records import Applicant, Comparison, Entry
from tests.make import TODAY
from tests.make_matching import applicant, asked, entry, nurse


def point(code: str, person: Applicant, **need: object) -> Comparison:
    return next(p for p in comparison.compare(asked(**need), person) if p.code == code)


def test_somebody_who_meets_everything() -> None:
    points = comparison.compare(asked(minimum_years=3), nurse())
    assert [(each.code, each.variant) for each in points] == [
        ("occupation", "exact"),
        ("language", "enough"),
        ("availability", "early"),
        ("modality", "accepted"),
        ("abroad", "abroad"),
        ("experience", "enough"),
        ("education", "enough"),
        ("skills", "named"),
        ("freshness", "fresh"),
        ("before", "first"),
    ]


def test_somebody_of_whom_nothing_is_known() -> None:
    points = comparison.compare(asked(), applicant(country=""))
    assert {each.code: each.variant for each in points} == {
        **dict.fromkeys(
            ["occupation", "language", "availability", "modality", "abroad", "experience",
             "education", "skills", "freshness"],
            "unknown",
        ),
        "before": "first",
    }  # fmt: skip


def test_one_of_the_ways_of_contributing_is_enough() -> None:
    both = [entry("modality", "virtual"), entry("modality", "temporary")]
    assert point("modality", nurse(*both)).variant == "accepted"
    other = point("modality", nurse(both[0]))
    assert (other.variant, other.facts) == (
        "not accepted",
        {"code": "virtual", "least": "temporary"},
    )


def test_living_at_home_is_not_abroad() -> None:
    at_home = point("abroad", applicant(country="GHA"))
    assert (at_home.variant, at_home.facts) == ("at home", {"code": "GHA"})


@pytest.mark.parametrize(
    ("years", "variant", "most"),
    [
        (["3"], "enough", 3),
        (["2"], "too little", 2),
        (["2", "12"], "enough", 12),
        (["2", "many", ""], "too little", 2),
    ],
)
def test_the_most_years_count(years: list[str], variant: str, most: int) -> None:
    skills = [entry("skill", f"Skill {n}", level) for n, level in enumerate(years)]
    compared = point("experience", nurse(*skills), minimum_years=3)
    assert (compared.variant, compared.facts) == (variant, {"least": 3, "years": most})


def test_years_that_nobody_stated_are_unknown() -> None:
    unstated = nurse(entry("skill", "Neonatal care"))
    assert point("experience", unstated, minimum_years=3).variant == "unknown"


@pytest.mark.parametrize(
    ("stated", "least", "variant"),
    [
        ("5", "", "below"), ("6", "", "enough"), ("7", "", "above"),
        ("6", "7", "below"), ("7", "7", "enough"), ("8", "7", "above"),
    ],
)  # fmt: skip
def test_education_against_the_minimum_or_a_bachelors(
    stated: str, least: str, variant: str
) -> None:
    compared = point("education", nurse(entry("education", stated)), minimum_education=least)
    assert (compared.variant, compared.facts["least"]) == (variant, least or "6")


def test_the_levels_of_education_are_those_that_profiles_offer_in_their_order() -> None:
    assert tuple(levels.ISCED_LEVELS) == tuple(comparison.ISCED)
    for lower, higher in pairwise(comparison.ISCED):
        below = nurse(entry("education", lower))
        assert point("education", below, minimum_education=higher).variant == "below"


def test_the_highest_education_counts_and_what_is_no_level_does_not() -> None:
    stated = [entry("education", code) for code in ("7", "3", "", "doctor")]
    assert point("education", nurse(*stated)).facts["code"] == "7"
    assert point("education", nurse(*stated[2:])).variant == "unknown"


def test_one_stale_value_makes_a_profile_stale() -> None:
    old = entry("language", "en", "B2", TODAY - timedelta(days=400), stale=True)
    compared = point("freshness", nurse(old))
    assert (compared.variant, compared.facts["on"]) == ("stale", old.confirmed_on.isoformat())
    assert point("freshness", nurse()).variant == "fresh"


def test_a_completed_placement_is_told() -> None:
    assert point("before", applicant(placed_before=True)).variant == "completed"


def test_the_order_of_a_profile_changes_nothing() -> None:
    profile: list[Entry] = [
        *nurse().entries,
        entry("occupation", "2222", on=TODAY - timedelta(days=3)),
        entry("skill", "Resuscitation"),
        entry("modality", "virtual"),
    ]
    forwards = comparison.compare(asked(), applicant(*profile))
    assert comparison.compare(asked(), applicant(*reversed(profile))) == forwards
