"""What an assessment suggests, from the records of selection to its words, without a database."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pytest

from homelands.people.register.models import ProfileEntry
from homelands.programmes.needs.models import Need, Programme
from homelands.programmes.selection.models import Assessment
from homelands.programmes.selection.models.choices import BANDS
from homelands.programmes.selection.queries import assessments
from homelands.programmes.selection.rules.candidates import Candidate, Suggestion, suggest
from homelands.science.matching import eligibility, weights
from tests.make import TODAY

FIRST, LAST = TODAY + timedelta(days=60), TODAY + timedelta(days=150)

#: A profile that meets every rule: (kind, code, level).
NURSE = (
    ("occupation", "2221", ""),
    ("education", "7", ""),
    ("language", "en", "C2"),
    ("skill", "Neonatal care", "12"),
    ("availability", "now", ""),
    ("modality", "temporary", ""),
)


def need(**changes: Any) -> Need:
    return Need(
        **{
            "title": "Neonatal nurse trainer",
            "terms": "Train the nurses of the ward.",
            "occupations": ["2221"],
            "modality": "temporary",
            "starts_from": FIRST,
            "starts_until": LAST,
            "languages": {"en": "B2"},
            **changes,
        }
    )


def entry(kind: str, code: str, level: str = "", on: date = TODAY) -> ProfileEntry:
    return ProfileEntry(
        kind=kind, code=code, level=level, source="self", stated_on=on, confirmed_on=on
    )


def suggested(
    *instead: ProfileEntry,
    programme: Programme | None = None,
    lives: str = "GBR",
    placed_before: bool = False,
    **asked: Any,
) -> Suggestion:
    """A suggestion for the nurse; entries given stand for all of their kind."""
    kinds = {given.kind for given in instead}
    entries = [*(entry(*own) for own in NURSE if own[0] not in kinds), *instead]
    candidate = Candidate(lives, entries, placed_before, TODAY)
    return suggest(need(**asked), programme or Programme(), candidate)


def passed(suggestion: Suggestion) -> dict[str, bool | None]:
    return {rule["code"]: rule["passed"] for rule in suggestion.rules}


def reason(suggestion: Suggestion, code: str) -> tuple[str, float]:
    point = next(point for point in suggestion.reasons if point["code"] == code)
    return point["variant"], point["weight"]


def words(suggestion: Suggestion) -> assessments.Shown:
    return assessments.shown(Assessment(**vars(suggestion)))


def test_somebody_who_meets_everything() -> None:
    suggestion = suggested()
    assert (suggestion.band, suggestion.eligible) == ("strong", True)
    assert set(passed(suggestion).values()) == {True}


def test_a_language_below_what_is_needed_is_a_rule_not_met() -> None:
    suggestion = suggested(entry("language", "en", "B1"))
    assert (suggestion.band, suggestion.eligible) == ("not eligible", False)
    assert passed(suggestion)["language"] is False
    assert reason(suggestion, "language") == ("below", -0.6)


def test_being_free_too_late_is_a_rule_not_met_and_speaks_against() -> None:
    suggestion = suggested(entry("availability", "6months"))
    assert (suggestion.band, suggestion.eligible) == ("not eligible", False)
    assert passed(suggestion)["availability"] is False
    assert reason(suggestion, "availability") == ("late", -0.5)


def test_free_within_a_year_is_365_days() -> None:
    year = TODAY + timedelta(days=365)
    said = entry("availability", "year")
    assert passed(suggested(said, starts_until=year))["availability"] is True
    day_before = suggested(said, starts_until=year - timedelta(days=1))
    assert passed(day_before)["availability"] is False
    point = next(point for point in day_before.reasons if point["code"] == "availability")
    assert point["facts"]["free"] == "2027-11-23"


def test_the_wrong_occupation_is_a_rule_not_met_and_speaks_against() -> None:
    suggestion = suggested(entry("occupation", "2330"))
    assert (suggestion.band, suggestion.eligible) == ("not eligible", False)
    assert passed(suggestion)["occupation"] is False
    assert reason(suggestion, "occupation") == ("other", -0.7)


def test_a_wide_occupation_of_a_survey_is_asked_about() -> None:
    suggestion = suggested(entry("occupation", "22"))
    assert (suggestion.band, suggestion.eligible) == ("cannot tell", None)
    assert (
        "Health professionals: a wider group than what is asked for. Ask for the exact "
        "occupation (confirmed 23 November 2026)."
    ) in [point.sentence for point in words(suggestion).reasons if not point.known]


def test_who_lives_at_home_does_not_come_back() -> None:
    suggestion = suggested(lives="GHA")
    assert (suggestion.eligible, passed(suggestion)["abroad"]) == (False, False)


def test_a_programme_s_minimums_are_rules() -> None:
    strict = Programme(minimum_years=13, minimum_education="8")
    suggestion = suggested(programme=strict)
    assert {code for code, met in passed(suggestion).items() if met is False} == {
        "experience",
        "education",
    }
    assert [rule.sentence for rule in words(suggestion).rules][-2:] == [
        "At least 13 years of experience.",
        "Education of at least this level: Doctoral or equivalent level.",
    ]


@pytest.mark.parametrize(("days", "variant"), [(365, "fresh"), (366, "stale")])
def test_a_profile_is_stale_after_a_year(days: int, variant: str) -> None:
    old = entry("language", "en", "C2", TODAY - timedelta(days=days))
    assert reason(suggested(old), "freshness")[0] == variant


def test_who_came_before_is_told() -> None:
    assert reason(suggested(placed_before=True), "before") == ("completed", 0.5)
    assert reason(suggested(), "before") == ("first", 0.0)


def test_what_was_known_and_asked_is_kept() -> None:
    suggestion = suggested(placed_before=True, programme=Programme(minimum_years=3))
    inputs = suggestion.inputs
    assert inputs.pop("entries")[2] == {
        "kind": "language",
        "code": "en",
        "level": "C2",
        "on": "2026-11-23",
        "source": "self",
    }
    assert inputs == {
        "on": "2026-11-23",
        "destination": "GBR",
        "home": "GHA",
        "placed_before": True,
        "need": {
            "occupations": ["2221"],
            "languages": {"en": "B2"},
            "modality": "temporary",
            "starts_from": "2027-01-22",
            "starts_until": "2027-04-22",
        },
        "programme": {"minimum_years": 3, "minimum_education": ""},
    }


def test_the_language_that_is_better_is_the_one_that_is_named() -> None:
    both = [entry("language", "en", "B2"), entry("language", "fr", "C1")]
    suggestion = suggested(*both, languages={"en": "B2", "fr": "B2"})
    assert ("French, C1, advanced: better than needed (confirmed 23 November 2026).") in sentences(
        words(suggestion).reasons
    )


def test_a_refusal_says_what_is_known_about_each_rule_that_is_not_met() -> None:
    teacher = suggested(entry("occupation", "2330"), entry("modality", "virtual"))
    assert assessments.failed(Assessment(**vars(teacher))) == [
        "The occupation is one that the need asks for. Secondary education teachers: another "
        "occupation (confirmed 23 November 2026).",
        "The person accepts this way of contributing.",
    ]


def test_everything_that_can_be_said_has_words() -> None:
    assert assessments.RULES.keys() == eligibility.MET.keys()
    assert assessments.REASONS.keys() == weights.table().keys()
    assert {word for word, _meaning in BANDS.items()} == {
        "strong", "good", "possible", "weak", "not eligible", "cannot tell",
    }  # fmt: skip


def test_reasons_that_are_slight_are_kept_but_not_shown() -> None:
    suggestion = suggested()
    assert [point["code"] for point in suggestion.reasons if not point["shown"]] == ["before"]
    assert len(words(suggestion).reasons) == 6


def sentences(points: Iterable[assessments.ShownReason]) -> list[str]:
    return [point.sentence for point in points]
