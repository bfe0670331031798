"""The multiplier: by hand, and refused where the two figures are of different things."""

from dataclasses import replace
from datetime import date
from math import exp, sqrt

import pytest

from homelands.science.size.multiplier import Scope, ServiceCount, SurveyShare, multiplier

SCOPE = Scope(
    population="born in Ghana, 18 and over",
    service="passport renewed at the consulate",
    place="Hamburg",
    first=date(2025, 1, 1),
    last=date(2025, 12, 31),
)
COUNT = ServiceCount(people=1_200, variation=0.05, scope=SCOPE)
SHARE = SurveyShare(share=0.3, se=0.045, n=310, scope=SCOPE)


def test_by_hand() -> None:
    found = multiplier(COUNT, SHARE)
    variation = sqrt(0.05**2 + 0.15**2)
    assert found.estimate.value == pytest.approx(4_000)
    assert found.se == pytest.approx(4_000 * variation)
    assert found.estimate.low == pytest.approx(4_000 * exp(-1.959964 * variation))
    assert found.estimate.high == pytest.approx(4_000 * exp(1.959964 * variation))
    assert found.estimate.n == 310
    assert found.cautions == ()
    assert len(found.assumptions) == 3


def test_where_nobody_used_the_service_there_is_a_lower_bound() -> None:
    """Three in 310 at most, by the rule of three: above 1,200 / 0.0096."""
    with pytest.raises(ValueError, match=r"above 124,7\d\d if the sample was simple"):
        multiplier(COUNT, replace(SHARE, share=0.0, se=0.0))
    assert pytest.approx(124_750, abs=60) == 1_200 / (1 - 0.05 ** (1 / 310))


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"last": date(2024, 12, 31), "first": date(2024, 1, 1)}, "period"),
        ({"population": "of Ghanaian descent"}, "population"),
        ({"place": "Germany"}, "place"),
        ({"service": "any consular service"}, "service"),
    ],
)
def test_figures_of_different_things_are_refused(change: dict[str, object], word: str) -> None:
    other = replace(SHARE, scope=replace(SCOPE, **change))
    with pytest.raises(ValueError, match=f"differ in their {word}: .* and "):
        multiplier(COUNT, other)


def test_the_scope_must_be_said() -> None:
    silent = replace(SCOPE, place=" ")
    with pytest.raises(ValueError, match="Say the place"):
        multiplier(replace(COUNT, scope=silent), replace(SHARE, scope=silent))
    wrong = replace(SCOPE, last=date(2024, 1, 1))
    with pytest.raises(ValueError, match="ends on 2024-01-01 before it begins"):
        multiplier(replace(COUNT, scope=wrong), replace(SHARE, scope=wrong))


@pytest.mark.parametrize("share", [0.0, 1.2, -0.1, float("nan")])
def test_impossible_shares_are_refused(share: float) -> None:
    with pytest.raises(ValueError, match="share of users must be above 0, at most 1"):
        multiplier(COUNT, replace(SHARE, share=share))


def test_an_impossible_count_is_refused() -> None:
    with pytest.raises(ValueError, match="must be above zero"):
        multiplier(replace(COUNT, people=0), SHARE)


def test_its_doubts() -> None:
    found = multiplier(replace(COUNT, variation=0), replace(SHARE, share=0.04, se=0.02))
    assert [caution.code for caution in found.cautions] == [
        "multiplier-small-share",
        "multiplier-wide",
        "multiplier-count-exact",
    ]
