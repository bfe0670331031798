"""Places at events: taken, waited for, given on, and never more than there are."""

import json
from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction

from homelands.foundation.actors import Actor
from homelands.foundation.errors import NotAllowed, NotNow
from homelands.foundation.roles import Role
from homelands.outreach.events import tasks
from homelands.outreach.events.actions import events, sign_ups
from homelands.outreach.events.actions.sign_ups import AlreadySigned
from homelands.outreach.events.models import SignUp
from homelands.outreach.events.queries import events as event_queries
from homelands.outreach.events.queries import sign_ups as sign_up_queries
from homelands.outreach.events.rules import codes
from homelands.outreach.events.rules.events import EventClosed, TooFewPlaces
from homelands.people.register.actions import persons
from homelands.people.register.hooks import MERGED
from tests import make
from tests import make_outreach as made

pytestmark = pytest.mark.django_db


def states(event) -> list[str]:
    with make.as_(make.SYSTEM):
        rows = SignUp.objects.filter(event=event).order_by("signed_up_at", "pk")
        return [row.state for row in rows]


def holder(sign_up: SignUp) -> Actor:
    return Actor.answering(codes.digest(codes.of(sign_up.pk)))


def later(minutes: int):
    return make.NOW + timedelta(minutes=minutes)


def test_the_last_place_goes_to_the_first_and_the_next_waits_with_a_number() -> None:
    event = made.event(capacity=1)
    first, second, third = (made.sign_up(event, at=later(n)) for n in range(3))
    assert [s.state for s in (first, second, third)] == ["signed", "waiting", "waiting"]
    with make.as_(make.SYSTEM):
        assert sign_up_queries.place(third) == 2


def test_withdrawing_moves_the_first_waiting_up_and_tells_them() -> None:
    event = made.event(capacity=1)
    first, second, third = (made.sign_up(event, at=later(n)) for n in range(3))
    sign_ups.withdraw(first, at=later(5), by=holder(first))
    assert states(event) == ["withdrawn", "signed", "waiting"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs ORDER BY id DESC LIMIT 1")
        assert json.loads(cursor.fetchone()[0]) == {"sign_up": str(second.pk), "news": "moved_up"}
    for _twice in range(2):
        tasks.tell(sign_up=str(second.pk), news="moved_up")
    (letter,) = mail.outbox
    assert letter.subject == "You have a place now: An evening for nurses"
    assert codes.of(second.pk) in letter.body


def test_only_who_holds_the_code_or_the_place_withdraws() -> None:
    event = made.event()
    sign_up = made.sign_up(event)
    with pytest.raises(NotAllowed):
        sign_ups.withdraw(sign_up, at=make.NOW, by=Actor.public())
    with pytest.raises(NotAllowed):
        sign_ups.withdraw(sign_up, at=make.NOW, by=make.member(make.person()))
    assert sign_ups.withdraw(sign_up, at=make.NOW, by=holder(sign_up)).state == "withdrawn"
    with pytest.raises(NotNow):
        sign_ups.withdraw(sign_up, at=make.NOW, by=holder(sign_up))


def test_nobody_signs_up_twice_but_may_come_back() -> None:
    event, person = made.event(), make.person()
    first = made.sign_up(event, person=person)
    made.sign_up(event, email="esi@example.org")
    with pytest.raises(AlreadySigned):
        made.sign_up(event, person=person)
    with pytest.raises(AlreadySigned):
        made.sign_up(event, email=" ESI@example.org")
    sign_ups.withdraw(first, at=make.NOW, by=make.member(person))
    assert made.sign_up(event, person=person).state == "signed"


@pytest.mark.parametrize(
    ("published", "at"), [(False, make.NOW), (True, made.STARTS + timedelta(hours=3))]
)
def test_what_is_not_published_or_over_is_closed(published: bool, at) -> None:
    with pytest.raises(EventClosed):
        made.sign_up(made.event(published=published), at=at)


def test_a_cancelled_event_tells_all_and_takes_nobody() -> None:
    event = made.event()
    sign_up = made.sign_up(event, email="esi@example.org")
    events.cancel(event, why="The hall burnt down", at=make.NOW, by=make.officer("GBR"))
    tasks.tell_all(event=str(event.pk), news="cancelled", at="x")
    tasks.tell(sign_up=str(sign_up.pk), news="cancelled", at="x")
    assert "The hall burnt down" in mail.outbox[0].body
    with pytest.raises(EventClosed):
        made.sign_up(event)


def test_more_places_move_people_up_and_fewer_than_taken_are_refused() -> None:
    event = made.event(capacity=1)
    for n in range(3):
        made.sign_up(event, at=later(n))
    officer = make.officer("GBR")
    facts = made.facts(capacity=2, organiser=event.organiser)
    events.change(event, facts=facts, at=make.NOW, by=officer)
    assert states(event) == ["signed", "signed", "waiting"]
    fewer = made.facts(capacity=1, organiser=event.organiser)
    with pytest.raises(TooFewPlaces) as refusal:
        events.change(event, facts=fewer, at=make.NOW, by=officer)
    assert refusal.value.field == "capacity"


def test_a_changed_place_is_told_and_a_changed_text_is_not() -> None:
    event, officer = made.event(), make.officer("GBR")

    def jobs() -> int:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'events.tasks.tell_all'"
            )
            return int(cursor.fetchone()[0])

    before = jobs()
    same = {"organiser": event.organiser}
    events.change(event, facts=made.facts(**same, text="New"), at=make.NOW, by=officer)
    assert jobs() == before
    events.change(event, facts=made.facts(**same, place="Leeds"), at=make.NOW, by=officer)
    assert jobs() == before + 1


def test_officers_see_sign_ups_of_their_countries_only_and_the_public_none() -> None:
    event = made.event()
    sign_up = made.sign_up(event, person=make.person("FRA"))
    with make.as_(make.officer("GBR")):
        (seen,) = sign_up_queries.active(event)
        assert (seen.pk, seen.person) == (sign_up.pk, None)
    for nobody in (make.officer("FRA"), make.member(make.person()), Actor.public()):
        with make.as_(nobody):
            assert SignUp.objects.count() == 0
    with make.as_(holder(sign_up)):
        assert SignUp.objects.count() == 1


def test_a_guest_s_name_and_address_are_sealed() -> None:
    made.sign_up(made.event(), name="Kwame Nkrumah")
    with make.as_(make.SYSTEM), connection.cursor() as cursor:
        cursor.execute("SELECT name, email, email_index, code_digest FROM events_signup")
        row = b"".join(bytes(value) for value in cursor.fetchone())
    assert b"Kwame" not in row
    assert b"example.org" not in row


def test_the_database_itself_refuses_a_second_sign_up() -> None:
    event, person = made.event(), make.person()
    made.sign_up(event, person=person)
    with make.as_(make.SYSTEM), pytest.raises(IntegrityError), transaction.atomic():
        SignUp(
            event=event, person=person, state="waiting", code_digest=b"x", signed_up_at=make.NOW
        ).save()


def test_erasing_a_person_deletes_their_places_and_gives_them_on() -> None:
    event, person = made.event(capacity=1), make.person()
    made.sign_up(event, person=person)
    made.sign_up(event, at=later(1))
    persons.erase(person, at=make.NOW, by=make.member(person))
    assert states(event) == ["signed"]


def test_merging_two_people_leaves_them_one_place() -> None:
    event, loser, winner = made.event(capacity=2), make.person(), make.person()
    made.sign_up(event, person=loser)
    made.sign_up(event, person=winner)
    made.sign_up(event, at=later(1))
    with make.as_(make.SYSTEM):
        MERGED.tell(loser.pk, winner.pk)
    assert states(event) == ["signed", "signed"]


def test_guests_are_forgotten_90_days_after() -> None:
    event = made.event()
    made.sign_up(event)
    made.sign_up(event, person=make.person())
    soon = int((event.ends_at + timedelta(days=89)).timestamp())
    with make.as_(make.SYSTEM):
        for timestamp, left in ((soon, 1), (soon + 2 * 86400, 0)):
            tasks.shred_guests(timestamp)
            assert SignUp.objects.filter(email_index__isnull=False).count() == left
        assert [row.name for row in SignUp.objects.all()] == ["", ""]


def test_the_public_count_has_no_names_and_is_right() -> None:
    event = made.event(capacity=1)
    made.sign_up(event)
    made.sign_up(event)
    with make.as_(make.SYSTEM):
        (row,) = event_queries.coming(make.NOW)
    assert (row.taken, row.waiting, row.left, row.full) == (1, 1, 0, True)


def test_an_officer_of_another_country_runs_nothing_here() -> None:
    event = made.event()
    with pytest.raises(NotAllowed):
        events.cancel(event, why="x", at=make.NOW, by=make.officer("FRA"))
    with pytest.raises(NotAllowed):
        events.add(facts=made.facts(), at=make.NOW, by=make.officer("", Role.SURVEY_MANAGER))
