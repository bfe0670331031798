"""What is owed a reply: made, kept, parked, escalated, and published."""

from datetime import timedelta

import pytest

from homelands.foundation.actions import accounts, promises
from homelands.foundation.actors import Actor, Reach
from homelands.foundation.queries import promises as promise_queries
from homelands.foundation.roles import Role
from homelands.foundation.to_do import Item
from homelands.people.register.actions import persons
from tests import make

pytestmark = pytest.mark.django_db


def owed_by(officer: Actor) -> list[Item]:
    with make.as_(officer):
        return list(promise_queries.owed_by(officer, make.TODAY, 50))


def test_what_is_owed_is_a_thing_to_do_with_its_dates() -> None:
    late = make.person("GBR", at=make.NOW - timedelta(days=8))
    make.person("GBR")
    make.person("FRA", at=make.NOW - timedelta(days=8))
    officer = make.officer("GBR")
    first, second = owed_by(officer)
    assert first.url.endswith(f"/people/{late.pk}/")
    assert (first.due_on, first.since) == (
        make.TODAY - timedelta(days=1),
        make.TODAY - timedelta(days=8),
    )
    assert (first.sort, first.act, first.about) == ("Member", "Welcome", "United Kingdom")
    assert second.due_on == make.TODAY + timedelta(days=7)


def test_what_is_parked_waits_for_others_and_what_was_passed_on_is_marked() -> None:
    parked = make.person("GBR", at=make.NOW - timedelta(days=9))
    officer = make.officer("GBR")
    with make.as_(officer):
        promises.wait(promise_queries.about(parked.pk), at=make.NOW, by=officer)
    (item,) = owed_by(officer)
    assert (item.waits_for, item.escalated) == ("Somebody else", False)
    with make.as_(officer):
        promises.wait(promise_queries.about(parked.pk), at=None, by=officer)
    promises.escalate(at=make.NOW, by=make.SYSTEM)
    (item,) = owed_by(officer)
    assert (item.waits_for, item.escalated) == ("", True)


def test_what_several_grants_owe_is_joined_once() -> None:
    for country, days in (("GBR", 8), ("FRA", 9), ("ITA", 8)):
        make.person(country, at=make.NOW - timedelta(days=days))
    account = make.account("two@example.org")
    for country in ("GBR", "FRA", ""):
        role = Role.MISSION_OFFICER if country else Role.DATA_PROTECTION_OFFICER
        accounts.grant(account, reach=Reach(role, country), at=make.NOW, by=make.SYSTEM)
    accounts.grant(account, reach=Reach(Role.MISSION_OFFICER, "GBR"), at=make.NOW, by=make.SYSTEM)
    assert [item.about for item in owed_by(make.actor(account))] == ["France", "United Kingdom"]


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
