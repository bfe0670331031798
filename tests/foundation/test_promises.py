"""What is owed a reply: made, kept, parked, escalated, and published."""

from datetime import timedelta

import pytest

from homelands.foundation.actions import promises
from homelands.foundation.queries import promises as promise_queries
from homelands.people.register.actions import persons
from tests import make

pytestmark = pytest.mark.django_db


def test_the_desk_sorts_what_is_owed() -> None:
    late = make.person("GBR", at=make.NOW - timedelta(days=8))
    parked = make.person("GBR", at=make.NOW - timedelta(days=9))
    make.person("GBR", at=make.NOW - timedelta(days=6, hours=1))
    make.person("GBR")
    make.person("FRA", at=make.NOW - timedelta(days=8))
    officer = make.officer("GBR")
    with make.as_(officer):
        promises.wait(promise_queries.about(parked.pk), at=make.NOW, by=officer)
        desk = promise_queries.desk(officer, make.NOW)
    assert [owed.promise.subject_id for owed in desk.overdue] == [late.pk]
    assert (len(desk.today), len(desk.waiting), desk.later) == (1, 1, 1)


def test_a_welcome_keeps_the_promise_and_counts_in_public() -> None:
    person = make.person("GBR")
    officer = make.officer("GBR")
    persons.welcome(person, at=make.NOW + timedelta(days=2), by=officer)
    with make.as_(make.SYSTEM):
        (time,) = promise_queries.response_times(make.NOW)
    assert (time.kept, time.in_time, time.mean_days, time.overdue) == (1, 1, 2.0, 0)


def test_what_is_overdue_is_escalated_once() -> None:
    make.person("GBR", at=make.NOW - timedelta(days=8))
    assert len(promises.escalate(at=make.NOW, by=make.SYSTEM)) == 1
    assert promises.escalate(at=make.NOW, by=make.SYSTEM) == []
