"""What is owed a reply: made, kept, parked, escalated, and published."""

from datetime import timedelta
from uuid import uuid4

import pytest

from homelands.foundation.actions import accounts, promises
from homelands.foundation.actors import Reach
from homelands.foundation.models import Promise
from homelands.foundation.queries import promises as promise_queries
from homelands.foundation.roles import Role
from homelands.people.register.actions import persons
from homelands.people.register.models import Person
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


def test_the_desk_joins_what_several_grants_owe_and_counts_no_further_than_a_thousand() -> None:
    british, french = (
        make.person(country, at=make.NOW - timedelta(days=days))
        for country, days in (("GBR", 8), ("FRA", 9))
    )
    make.person("ITA", at=make.NOW - timedelta(days=8))
    account = make.account("two@example.org")
    for country in ("GBR", "FRA", ""):
        role = Role.MISSION_OFFICER if country else Role.DATA_PROTECTION_OFFICER
        accounts.grant(account, reach=Reach(role, country), at=make.NOW, by=make.SYSTEM)
    accounts.grant(account, reach=Reach(Role.MISSION_OFFICER, "GBR"), at=make.NOW, by=make.SYSTEM)
    officer = make.actor(account)
    with make.as_(officer):
        desk = promise_queries.desk(officer, make.NOW)
    assert [owed.promise.subject_id for owed in desk.overdue] == [french.pk, british.pk]
    with make.as_(make.SYSTEM):
        _owe(british, promise_queries.MOST_LATER)
    with make.as_(officer):
        exact = promise_queries.desk(officer, make.NOW)
    with make.as_(make.SYSTEM):
        _owe(french, 1)
    with make.as_(officer):
        more = promise_queries.desk(officer, make.NOW)
    assert (exact.later, exact.more_later) == (1000, False)
    assert (more.later, more.more_later) == (1000, True)


def _owe(person: Person, many: int) -> None:
    Promise.objects.bulk_create(
        Promise(
            kind="register.persons.register",
            subject="people.person",
            subject_id=uuid4(),
            person_id=person.pk,
            role=Role.MISSION_OFFICER,
            country=person.destination,
            made_at=make.NOW,
            due_at=make.NOW + timedelta(days=7),
        )
        for _ in range(many)
    )


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
