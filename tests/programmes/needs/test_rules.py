"""Who may write, decide and read what a programme holds; and who may apply, and when."""

from datetime import UTC, datetime, timedelta

import pytest

from homelands.foundation.errors import NotAllowed
from homelands.foundation.roles import PROGRAMME_READERS, Role
from homelands.people.register.rules.seeing import Relation
from homelands.programmes.needs import rules
from homelands.programmes.needs.models import Call, Need, Programme
from homelands.programmes.selection.models import Application, Match
from tests.programmes.people import HOST, HOSTS, PERSON, PROGRAMME, everybody, may, reaching

NEED = Need(programme_id=PROGRAMME, host_id=HOST)
MANAGERS = reaching(Role.PROGRAMME_MANAGER)
OPENS, CLOSES = datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def test_programmes_are_founded_by_managers_of_all_programmes() -> None:
    founders = {"programme_manager everywhere", "the system"}
    assert may(rules.check_founds, None) == founders
    assert may(rules.check_founds, Programme(pk=PROGRAMME)) == founders


@pytest.mark.parametrize("record", [NEED, Programme(pk=PROGRAMME), Call(programme_id=PROGRAMME)])
def test_a_programme_is_managed_by_its_managers(record: object) -> None:
    assert may(rules.check_manages, record) == MANAGERS


def test_a_need_is_written_by_its_host_or_the_programme() -> None:
    assert may(rules.check_asks, NEED) == MANAGERS | HOSTS


def test_a_record_about_somebody_is_read_by_them_the_host_and_the_programme() -> None:
    keys = {"programme_id": PROGRAMME, "host_id": HOST, "person_id": PERSON}
    both = HOSTS | {"the person"}
    assert may(rules.check_reads, Match(**keys)) == reaching(*PROGRAMME_READERS) | both


@pytest.mark.parametrize("pays", [False, True])
def test_how_officers_and_hosts_stand_to_a_person_of_the_programme(pays: bool) -> None:
    record = Match(programme_id=PROGRAMME, host_id=HOST, person_id=PERSON)
    through: dict[Relation, set[str]] = {relation: set() for relation in Relation}
    for name, actor in everybody():
        for relation in rules.relations(actor, record, pays=pays):
            through[relation].add(name)
    payers = reaching(Role.FINANCE_MAKER, Role.FINANCE_APPROVER) if pays else set()
    assert through == {
        Relation.OPENED: set(),
        Relation.SELF: set(),
        Relation.COUNTRY: set(),
        Relation.PROGRAMME: reaching(Role.PROGRAMME_MANAGER, Role.PANEL_MEMBER),
        Relation.PAYER: payers,
        Relation.HOST: HOSTS | {"the system"},
    }


def test_nobody_pays_or_hosts_who_only_applied() -> None:
    application = Application(programme_id=PROGRAMME, person_id=PERSON)
    found = {
        relation for _, actor in everybody() for relation in rules.relations(actor, application)
    }
    assert found == {Relation.PROGRAMME}


@pytest.mark.parametrize(
    ("now", "is_open"),
    [(OPENS - SECOND, False), (OPENS, True), (CLOSES - SECOND, True), (CLOSES, False)],
)
def test_a_call_is_open_from_its_first_moment_until_its_last(now: datetime, is_open: bool) -> None:
    call = Call(opens_at=OPENS, closes_at=CLOSES)
    if is_open:
        rules.check_call_open(call, now)
        rules.check_may_apply(call, now, registered=True)
        with pytest.raises(NotAllowed, match="signed in for your work"):
            rules.check_may_apply(call, now, registered=False)
        return
    for registered in (True, False):
        with pytest.raises(rules.CallClosed):
            rules.check_may_apply(call, now, registered=registered)


def test_a_call_that_was_closed_early_is_not_open() -> None:
    call = Call(opens_at=OPENS, closes_at=CLOSES, closed_at=OPENS + SECOND)
    with pytest.raises(rules.CallClosed, match="Closed"):
        rules.check_call_open(call, OPENS + 2 * SECOND)
