"""When somebody is free: days counted from the day on which they said so."""

from datetime import date, timedelta

import pytest

from homelands.science.matching import availability
from tests.make_matching import FIRST, LAST, applicant, asked, entry


@pytest.mark.parametrize(
    ("code", "free"),
    [("now", "2026-01-31"), ("6months", "2026-08-02"), ("year", "2027-01-31")],
)
def test_days_until_somebody_is_free(code: str, free: str) -> None:
    said = entry("availability", code, on=date(2026, 1, 31))
    assert availability.compare(asked(), applicant(said)).facts["free"] == free


@pytest.mark.parametrize(
    ("free", "variant"),
    [
        (FIRST, "early"),
        (FIRST + timedelta(days=1), "in time"),
        (LAST, "in time"),
        (LAST + timedelta(days=1), "late"),
    ],
)
def test_free_on_the_very_days(free: date, variant: str) -> None:
    point = availability.compare(asked(), applicant(entry("availability", "now", on=free)))
    assert point.variant == variant
    assert point.facts == {
        "code": "now",
        "level": "",
        "on": free.isoformat(),
        "free": free.isoformat(),
        "until": LAST.isoformat(),
    }


def test_within_a_year_is_a_year_and_not_a_month() -> None:
    """Said 364 days before the last start, it is too late; with a month it would be in time."""
    said = entry("availability", "year", on=LAST - timedelta(days=364))
    assert availability.compare(asked(), applicant(said)).variant == "late"


def test_the_last_word_counts() -> None:
    before = entry("availability", "now", on=FIRST - timedelta(days=30))
    for code, variant in (("year", "late"), ("later", "unknown")):
        after = entry("availability", code, on=FIRST - timedelta(days=3))
        for profile in ((before, after), (after, before)):
            assert availability.compare(asked(), applicant(*profile)).variant == variant


@pytest.mark.parametrize("code", ["later", "some day"])
def test_no_date_is_unknown(code: str) -> None:
    point = availability.compare(asked(), applicant(entry("availability", code)))
    assert (point.variant, point.facts) == ("unknown", {})
    assert availability.compare(asked(), applicant()).variant == "unknown"


def test_a_window_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="2027-01-22, is before the first, 2027-04-22"):
        asked(starts_from=LAST, starts_until=FIRST)


def test_a_placement_may_have_one_day_only_to_start() -> None:
    day = asked(starts_from=FIRST, starts_until=FIRST)
    for free, variant in ((FIRST, "early"), (FIRST + timedelta(days=1), "late")):
        point = availability.compare(day, applicant(entry("availability", "now", on=free)))
        assert point.variant == variant
