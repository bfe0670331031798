"""Nobody waits without a word: each state change is told, or there is a reason why not."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core import mail
from django.db import connection

from homelands.foundation.actors import Actor
from homelands.foundation.roles import Role
from homelands.organisations.models import FocalPoint
from homelands.people.register.actions import persons
from homelands.people.register.models import Person
from homelands.people.register.tasks import tell_registered
from homelands.programmes.needs.rules import NEED
from homelands.programmes.payments import tasks as payment_tasks
from homelands.programmes.payments.actions import payments
from homelands.programmes.payments.rules import PAYMENT
from homelands.programmes.placements import tasks as placement_tasks
from homelands.programmes.placements.actions import placements
from homelands.programmes.placements.rules import PLACEMENT
from homelands.programmes.selection import tasks as selection_tasks
from homelands.programmes.selection.actions import applications, matches
from homelands.programmes.selection.rules.applications import APPLICATION
from homelands.programmes.selection.rules.matches import MATCH
from tests import make
from tests import make_programmes as mp
from tests.make import NOW, SYSTEM, TODAY

pytestmark = pytest.mark.django_db

#: Each verb of each table, and what is told to whom; or why nothing is.
TOLD = {
    "application.save": "no: the member writes it",
    "application.start": "no: the member does it",
    "application.submit": "submitted",
    "application.withdraw": "no: the member does it",
    "application.shortlist": "shortlisted",
    "application.turn_down": "not_shortlisted",
    "application.propose": "no: the match tells it",
    "application.decline": "no: the match tells it",
    "match.accept_by_host": "accepted, to the person; agreed, to both",
    "match.accept_by_person": "agreed, to both; what waits for the host waits on the desk",
    "match.decline": "declined, to both",
    "match.place": "no: the placement tells it",
    "need.change": "no: the host writes it",
    "need.submit": "no: the host does it; it is on the manager's desk",
    "need.approve": "no letter yet: the host reads it at the desk",
    "need.return": "no letter yet: the host finds the draft on the desk",
    "need.call": "no: it is public",
    "need.fill": "no: the match tells it",
    "need.vacate": "no: the match tells it",
    "need.withdraw": "no: who wrote it does it",
    "payment.approve": "approved",
    "payment.reject": "no: the person was told of nothing yet",
    "payment.pay": "paid",
    "placement.start": "started",
    "placement.complete": "completed",
    "placement.end_early": "ended",
    "placement.work": "no: they do it together",
    "placement.follow_up": "no: the person was asked",
}


def test_each_state_change_is_told_or_has_a_reason() -> None:
    tables = {
        "application": APPLICATION, "match": MATCH, "need": NEED,
        "payment": PAYMENT, "placement": PLACEMENT,
    }  # fmt: skip
    verbs = {
        f"{name}.{verb}" for name, table in tables.items() for v in table.values() for verb in v
    }
    assert set(TOLD) == verbs


@contextmanager
def jobs() -> Iterator[list[tuple[str, dict[str, Any]]]]:
    """The jobs that are enqueued inside, by their names and arguments."""
    found: list[tuple[str, dict[str, Any]]] = []
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM procrastinate_jobs")
        (last,) = cursor.fetchone()
        yield found
        cursor.execute(
            "SELECT task_name, args FROM procrastinate_jobs WHERE id > %s ORDER BY id", [last]
        )
        found.extend((name, json.loads(arguments)) for name, arguments in cursor.fetchall())


def news(found: list[tuple[str, dict[str, Any]]]) -> list[tuple[str, str]]:
    return [(name.rpartition(".tasks.")[2], arguments.get("news", "")) for name, arguments in found]


def host_of(match: Any) -> str:
    """A focal point of the host who can be written to."""
    user = make.user(Role.HOST_FOCAL_POINT, organisation=match.host_id)
    with make.as_(SYSTEM):
        FocalPoint.objects.create(organisation_id=match.host_id, user=user, since=TODAY)
    return str(user.pk)


def test_a_new_member_is_told_who_will_write_and_by_when() -> None:
    with jobs() as found:
        person = make.person("GBR")
    assert ("tell_registered", "") in news(found)
    tell_registered(person=str(person.pk))
    (letter,) = mail.outbox
    assert letter.subject == "You are registered"
    assert "Your embassy or consulate will reply within 7 days, by 30 November 2026." in letter.body
    assert "/my/data/" in letter.body


def test_an_applicant_is_told_that_it_came_and_what_was_decided() -> None:
    call, person = mp.call(), mp.nurse()
    started = mp.started(call, person)
    by = make.member(person)
    with make.as_(by):
        applications.save(started, statement=mp.STATEMENT, by=by)
        with jobs() as found:
            applications.submit(started, at=NOW, by=by)
    assert news(found) == [("tell", "submitted")]
    selection_tasks.tell(application=str(started.pk), news="submitted")
    other = mp.shortlisted(call)
    selection_tasks.tell(application=str(other.pk), news="shortlisted")
    with make.as_(SYSTEM):
        other.decision_reason = "We look for somebody with years on a ward."
        other.state = "not_shortlisted"
        other.save()
    selection_tasks.tell(application=str(other.pk), news="not_shortlisted")
    came, chosen, refused = mail.outbox
    assert "You get a decision with its reason by 14 December 2026." in came.body
    assert came.subject.startswith("We have your application: ")
    assert chosen.subject.startswith("You are on the shortlist: ")
    assert "We look for somebody with years on a ward." in refused.body


def test_both_sides_are_told_of_a_proposal_and_its_end() -> None:
    with jobs() as found:
        match = mp.match()
    assert news(found)[-2:] == [("tell_person", "proposed"), ("tell_host", "proposed")]
    user = host_of(match)
    with jobs() as found:
        selection_tasks.tell_host(match=str(match.pk), news="proposed")
    assert [arguments["user"] for _name, arguments in found] == [user]
    selection_tasks.tell_focal_point(match=str(match.pk), news="proposed", user=user)
    (letter,) = mail.outbox
    with make.as_(SYSTEM):
        name = Person.objects.get(pk=match.person_id).name
    assert "answer by 7 December 2026" in letter.body
    assert name not in letter.body + letter.subject
    mail.outbox.clear()

    def tell(told: str, *, host: bool) -> None:
        selection_tasks.tell_person(match=str(match.pk), news=told)
        if host:
            selection_tasks.tell_focal_point(match=str(match.pk), news=told, user=user)

    tell("proposed", host=False)
    with make.as_(SYSTEM), jobs() as found:
        matches.accept_by_host(match, at=NOW, by=SYSTEM)
        tell("accepted", host=False)
        matches.accept_by_person(match, at=NOW, by=SYSTEM)
        tell("agreed", host=True)
        matches.decline(match, why="My hospital needs me.", at=NOW, by=SYSTEM)
    assert news(found) == [
        ("tell_person", "accepted"),
        ("tell_person", "agreed"), ("tell_host", "agreed"),
        ("tell_person", "declined"), ("tell_host", "declined"),
    ]  # fmt: skip
    tell("declined", host=True)
    assert len(mail.outbox) == 6
    for letter in mail.outbox:  # what one side wrote, the other reads on a page or not at all
        assert "My hospital needs me." not in letter.body


def test_news_that_is_older_than_what_has_happened_is_not_sent() -> None:
    """After a decline "The host would like you to come" still went out."""
    match = mp.agreed()
    user = host_of(match)
    with make.as_(SYSTEM):
        matches.decline(match, why="My hospital needs me.", at=NOW, by=SYSTEM)
    for told in ("proposed", "accepted", "agreed"):
        selection_tasks.tell_person(match=str(match.pk), news=told)
        selection_tasks.tell_focal_point(match=str(match.pk), news=told, user=user)
    shortlisted = mp.shortlisted()
    for told in ("submitted", "not_shortlisted"):
        selection_tasks.tell(application=str(shortlisted.pk), news=told)
    placed = mp.placement()
    for told in ("started", "completed", "ended"):
        placement_tasks.tell(placement=str(placed.pk), news=told)
    assert mail.outbox == []


@pytest.mark.parametrize("mark", ["\r", "\x0b", "\n"])
def test_a_title_with_a_line_end_stops_no_letter(mark: str) -> None:
    sent = mp.application(mp.call(mp.need(title=f"Nurse{mark}Bcc: a@b.example")))
    selection_tasks.tell(application=str(sent.pk), news="submitted")
    (letter,) = mail.outbox
    assert letter.subject.startswith("We have your application: Nurse")
    assert letter.subject.isprintable()
    assert letter.recipients() == letter.to


def test_both_sides_are_told_of_a_placement() -> None:
    with jobs() as found:
        placed = mp.placement()
    assert news(found)[-1] == ("tell", "planned")
    user = host_of(placed)

    def tell(told: str) -> None:
        with jobs() as found:
            placement_tasks.tell(placement=str(placed.pk), news=told)
        assert news(found) == [("tell_focal_point", told)]
        placement_tasks.tell_focal_point(placement=str(placed.pk), news=told, user=user)

    tell("planned")
    with make.as_(SYSTEM), jobs() as found:
        placements.start(placed, on=placed.starts_on, by=SYSTEM)
    tell("started")
    with make.as_(SYSTEM), jobs() as more:
        placements.complete(placed, on=placed.ends_on, at=NOW, by=SYSTEM)
    tell("completed")
    assert news(found) + news(more) == [("tell", "started"), ("tell", "completed")]
    assert len(mail.outbox) == 6
    assert "22 January 2027" in mail.outbox[0].body
    assert "/my/placements/" in mail.outbox[0].body
    assert "/desk/programmes/placements/" in mail.outbox[1].body


def test_who_is_paid_is_told_of_the_decision_and_of_the_money() -> None:
    approver, maker = mp.actor(Role.FINANCE_APPROVER), mp.actor(Role.FINANCE_MAKER)
    payment = mp.payment(by=maker)
    with jobs() as found:
        with make.as_(approver):
            payments.approve(payment, at=NOW, by=approver)
        with make.as_(maker):
            payments.pay(payment, on=TODAY, at=NOW, by=maker)
    assert news(found) == [("tell", "approved"), ("tell", "paid")]
    payment_tasks.tell(payment=str(payment.pk), news="paid")
    (letter,) = mail.outbox
    assert str(payment.money) in letter.body
    assert "It left our bank on 23 November 2026." in letter.body


def test_whoever_was_erased_gets_no_letter() -> None:
    placed = mp.placement()
    by = Actor(kind="user", user_id=placed.person_id)
    with make.as_(by):
        persons.erase(Person.objects.get(), at=NOW, by=by)
    placement_tasks.tell(placement=str(placed.pk), news="planned")
    assert mail.outbox == []


def test_a_letter_is_in_the_language_of_the_reader() -> None:
    person = make.person("FRA", language="ar")
    tell_registered(person=str(person.pk))
    assert mail.outbox[0].subject == "تم تسجيلك"
