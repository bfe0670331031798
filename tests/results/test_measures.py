"""What each measure counts, by a day and by a programme."""

from datetime import timedelta

import pytest

from homelands.foundation.actions import promises
from homelands.foundation.actors import Actor, Reach
from homelands.foundation.queries.promises import response_times
from homelands.foundation.roles import Role
from homelands.people.register.actions import persons
from homelands.people.register.models import Person
from homelands.programmes.placements.models import Placement
from homelands.results.actions import indicators
from homelands.results.queries.measures import MEASURES
from homelands.results.rules import Measured
from tests import make, make_results

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def counted(key: str, on: object = make.TODAY, programme: object = None) -> Measured:
    with make.as_(make.SYSTEM):
        return MEASURES[key].count(programme, on)  # type: ignore[arg-type]


def test_registered_people_are_those_of_that_day() -> None:
    make.person(at=make.NOW - 2 * DAY)
    gone = make.person(at=make.NOW - 2 * DAY)
    make.person(at=make.NOW + 2 * DAY)
    persons.erase(gone, at=make.NOW - DAY, by=make.member(gone))
    assert counted("people_registered") == Measured(1, 1)
    assert counted("people_registered", make.TODAY - 2 * DAY) == Measured(2, 2)
    assert counted("people_registered", make.TODAY - 3 * DAY) == Measured(0, 0)


def test_completed_placements_are_counted_by_day_and_programme_and_people_once() -> None:
    one, two, person = make_results.programme(), make_results.programme(), make.person()
    make_results.placement(one, person)
    make_results.placement(one, person)
    make_results.placement(two)
    make_results.placement(one, state=Placement.State.ENDED_EARLY)
    make_results.placement(one, state=Placement.State.UNDER_WAY, ended_on=None)
    assert counted("placements_completed") == Measured(3, 2)
    assert counted("placements_completed", programme=one.pk) == Measured(2, 1)
    before = make_results.ENDED - DAY
    assert counted("placements_completed", before) == Measured(0, 0)


def test_days_are_those_of_placements_that_ended_however_they_ended() -> None:
    programme = make_results.programme()
    make_results.placement(programme)
    ended = {"state": Placement.State.ENDED_EARLY, "ended_on": make_results.STARTED + DAY}
    make_results.placement(programme, **ended)
    make_results.placement(programme, state=Placement.State.UNDER_WAY, ended_on=None)
    assert counted("specialist_days_delivered") == Measured(12, 2)


def _promise(due_in: int, kept_in: int | None) -> None:
    """A promise due and kept a number of days from now."""
    person = make.person(at=make.NOW + (due_in - 7) * DAY)
    if kept_in is not None:
        kept_at = make.NOW + kept_in * DAY
        promises.keep(person, kind="register.persons.register", at=kept_at, by=make.member(person))


def test_answers_in_time_are_out_of_those_that_were_given_or_due() -> None:
    _promise(due_in=-2, kept_in=-3)  # in time
    _promise(due_in=3, kept_in=-1)  # in time, early
    _promise(due_in=-2, kept_in=-1)  # late
    _promise(due_in=-2, kept_in=None)  # never
    _promise(due_in=3, kept_in=None)  # not due yet
    assert counted("answers_in_time_share") == Measured(50, 4)
    with make.as_(make.SYSTEM):
        (published,) = response_times(make.NOW)
    assert (published.in_time, published.kept + published.overdue) == (2, 4)


def test_answers_are_counted_as_they_stood_on_the_day() -> None:
    _promise(due_in=-10, kept_in=-3)
    assert counted("answers_in_time_share", make.TODAY - 11 * DAY) == Measured(None, 0)
    assert counted("answers_in_time_share", make.TODAY - 10 * DAY) == Measured(0, 1)


def test_answers_of_another_programme_are_left_out() -> None:
    _promise(due_in=-2, kept_in=-3)
    programme = make_results.programme()
    assert counted("answers_in_time_share", programme=programme.pk) == Measured(None, 0)


def test_nothing_to_measure_is_a_reading_without_a_value() -> None:
    indicator = make_results.indicator("answers_in_time_share")
    reading = indicators.compute(indicator, on=make.TODAY, by=make.SYSTEM)
    assert (reading.value, reading.n) == (None, 0)


@pytest.mark.parametrize("key", sorted(MEASURES))
def test_an_officer_who_sees_nobody_gets_the_same_number(key: str) -> None:
    make_results.placement(make_results.programme())
    by = Actor(kind="user", reaches=(Reach(Role.ME_OFFICER),))
    indicator = make_results.indicator(key)
    reading = indicators.compute(indicator, on=make.TODAY, by=by)
    assert Measured(reading.value, reading.n) == counted(key)


def test_computing_leaves_the_officer_as_blind_as_before() -> None:
    make.person()
    by = Actor(kind="user", reaches=(Reach(Role.ME_OFFICER),))
    indicator = make_results.indicator("people_registered")
    with make.as_(by):
        assert indicators.compute(indicator, on=make.TODAY, by=by).value == 1
        assert Person.objects.count() == 0
