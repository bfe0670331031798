"""Who keeps indicators, and what makes one sound."""

from datetime import date
from uuid import uuid4

import pytest

from homelands.foundation.roles import Role
from homelands.results.models import Indicator
from homelands.results.queries.measures import MEASURES
from homelands.results.rules import (
    check_dates,
    check_may_add,
    check_may_keep,
    check_measure,
    check_values,
)
from tests.rights import may, refused

PROGRAMME = uuid4()


def test_a_grant_reaches_the_indicators_of_its_programme() -> None:
    of_one, of_all = Indicator(programme_id=PROGRAMME), Indicator()
    assert may(check_may_keep, of_one) == may(check_may_keep, of_all) == {Role.ME_OFFICER}
    assert may(check_may_keep, of_one, programme=PROGRAMME) == {Role.ME_OFFICER}
    assert may(check_may_keep, of_one, programme=uuid4()) == set()
    assert may(check_may_keep, of_all, programme=PROGRAMME) == set()


def test_who_may_add_one_at_all() -> None:
    assert may(check_may_add) == may(check_may_add, programme=PROGRAMME) == {Role.ME_OFFICER}


def test_a_measure_is_known() -> None:
    key = "placements_completed"
    assert check_measure(MEASURES[key], None) is check_measure(MEASURES[key], PROGRAMME)
    assert refused(check_measure, None, None) == ("unsound_indicator", "measure")


def test_what_is_about_the_whole_service_is_not_measured_by_programme() -> None:
    measure = MEASURES["people_registered"]
    assert check_measure(measure, None) is measure
    assert refused(check_measure, measure, PROGRAMME) == ("unsound_indicator", "programme")


@pytest.mark.parametrize(
    ("baseline", "target", "field"),
    [(0, 0, None), (-0.1, 5, "baseline"), (5, -0.1, "target")],
)
def test_values_are_zero_or_more(baseline: float, target: float, field: str | None) -> None:
    assert refused(check_values, baseline, target) == (
        ("unsound_indicator", field) if field else None
    )


def test_the_target_comes_after_the_baseline() -> None:
    day, next_day = date(2026, 1, 1), date(2026, 1, 2)
    assert refused(check_dates, day, next_day) is None
    assert refused(check_dates, day, day) == ("unsound_indicator", "target_on")
