"""How near an occupation is, by the digits of ISCO-08."""

from datetime import timedelta

import pytest

from homelands.science.matching import occupations
from tests.make import TODAY
from tests.make_matching import applicant, asked, entry


@pytest.mark.parametrize(
    ("stated", "needed", "nearness"),
    [
        ("2221", "2221", "exact"),
        ("2221", "222", "group"),
        ("2221", "22", "group"),
        ("222", "222", "group"),
        ("222", "2221", "wider"),
        ("22", "2221", "wider"),
        ("2222", "2221", "near"),
        ("2211", "2221", "other"),
        ("2211", "222", "other"),
        ("2330", "2221", "other"),
        ("2330", "2", "group"),
    ],
)
def test_nearness(stated: str, needed: str, nearness: str) -> None:
    point = occupations.compare(asked(occupations=[needed]), applicant(entry("occupation", stated)))
    assert (point.code, point.variant) == ("occupation", nearness)
    assert point.facts == {"code": stated, "level": "", "on": "2026-11-23"}


def test_the_nearest_of_several_counts_whatever_their_order() -> None:
    stated = [entry("occupation", code) for code in ("2330", "2222", "22", "2221")]
    for profile in (stated, stated[::-1]):
        point = occupations.compare(asked(occupations=["3221", "2221"]), applicant(*profile))
        assert (point.variant, point.facts["code"]) == ("exact", "2221")


def test_of_two_as_near_the_one_confirmed_last_is_named() -> None:
    old = entry("occupation", "2221", on=TODAY - timedelta(days=90))
    new = entry("occupation", "2222")
    for profile in ((old, new), (new, old)):
        point = occupations.compare(asked(occupations=["222"]), applicant(*profile))
        assert (point.variant, point.facts["code"]) == ("group", "2222")


def test_nothing_stated_is_unknown() -> None:
    assert occupations.compare(asked(), applicant(entry("skill", "2221"))).variant == "unknown"


def test_a_need_without_an_occupation_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one occupation"):
        asked(occupations=[])
