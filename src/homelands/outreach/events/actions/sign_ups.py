"""Places at events are taken, waited for and given on: never more than there are.

Every change of who has a place happens under a lock of the event's row, so that of two people on
the last place exactly one gets it. Places are counted as the system, because whoever signs up
sees no other sign-up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from homelands.foundation import jobs
from homelands.foundation.access.context import acting
from homelands.foundation.action import action
from homelands.foundation.actors import Actor
from homelands.foundation.audit import Persons
from homelands.foundation.encryption import new_salt
from homelands.foundation.errors import Refusal
from homelands.foundation.locking import locked
from homelands.foundation.rules import check_anyone, check_system
from homelands.outreach.events.models import Event, SignUp
from homelands.outreach.events.queries import sign_ups as sign_up_queries
from homelands.outreach.events.rules import codes
from homelands.outreach.events.rules.events import (
    check_holds_place,
    check_keeper,
    check_not_over,
    check_not_withdrawn,
    check_open,
)
from homelands.people.register.models import Person
from homelands.people.register.queries.seeing import Seen, named

_KEEPER = Actor.system("events.sign_ups")
_STATE = SignUp.State


class AlreadySigned(Refusal):
    code = "already_signed"
    sentence = _("You have signed up already. The letter that we sent has the link to your place.")


@dataclass(frozen=True)
class Guest:
    """Who signs up: a member by their record, or anybody with a name and an address."""

    language: str
    person: Person | None = None
    name: str = ""
    email: str = ""


@action(who=check_anyone)
def join(event: Event, *, guest: Guest, at: datetime, by: Actor) -> SignUp:
    """Takes a place at an event or, when it is full, one on the waiting list."""
    with acting(_KEEPER):
        held = locked(event)
        check_open(held, at)
        full = held.capacity is not None and sign_up_queries.signed(held) >= held.capacity
        key = uuid4()
        sign_up = SignUp(
            id=key,
            event=held,
            person=guest.person,
            name=guest.name,
            email=guest.email,
            language=guest.language,
            state=_STATE.WAITING if full else _STATE.SIGNED,
            code_digest=bytes.fromhex(codes.digest(codes.of(key))),
            signed_up_at=at,
        )
        try:
            with transaction.atomic():
                sign_up.save(force_insert=True)
        except IntegrityError as error:
            raise AlreadySigned(field="email") from error
    _tell(sign_up, sign_up.state)
    return sign_up


@action(who=check_anyone)
def remind(event: Event, *, guest: Guest, at: datetime, by: Actor) -> Event:
    """Has the letter about their place sent again to a guest who signs up once more."""
    with acting(_KEEPER):
        for sign_up in sign_up_queries.of_guest(event, guest.email):
            jobs.later(
                "events.tasks.tell", sign_up=str(sign_up.pk), news="again", at=at.isoformat()
            )
    return event


@action(who=check_holds_place)
def withdraw(sign_up: SignUp, *, at: datetime, by: Actor) -> SignUp:
    """Gives a place back; the first who waits moves up and is told."""
    with acting(_KEEPER):
        event = locked(sign_up.event)
        held = SignUp.objects.get(pk=sign_up.pk)
        check_not_withdrawn(held)
        check_not_over(event, at)
        held.state, held.withdrawn_at = _STATE.WITHDRAWN, at
        held.save(update_fields=["state", "withdrawn_at"])
        move_up(event, by=_KEEPER)
    return held


@action(who=check_keeper)
def listed(shown: Sequence[Seen], *, by: Actor) -> Persons:
    """A list of those who come to an event was opened."""
    return named(shown)


@action(who=check_system)
def move_up(event: Event, *, by: Actor) -> Event:
    """Gives free places to those who wait, first come first, and tells them."""
    held = locked(event)
    if held.cancelled_at is not None:
        return held
    waiting = sign_up_queries.waiting(held)
    if held.capacity is not None:
        waiting = waiting[: max(held.capacity - sign_up_queries.signed(held), 0)]
    for sign_up in waiting:
        sign_up.state = _STATE.SIGNED
        sign_up.save(update_fields=["state"])
        _tell(sign_up, "moved_up")
    return held


@action(who=check_system)
def note_told(sign_up: SignUp, *, news: str, by: Actor) -> SignUp:
    """Notes which news was sent, so that a job that runs twice sends it once."""
    sign_up.told = news
    sign_up.save(update_fields=["told"])
    return sign_up


@action(who=check_system)
def forget(person: UUID, *, by: Actor) -> None:
    """Deletes the sign-ups of a person who is erased, and gives their places on."""
    _delete_and_move_up(SignUp.objects.filter(person_id=person), by)


@action(who=check_system)
def drop_double(loser: UUID, *, winner: UUID, by: Actor) -> None:
    """Deletes a person's sign-ups where the one they are merged into has a place as well."""
    sign_ups = SignUp.objects.exclude(state=_STATE.WITHDRAWN)
    both = sign_ups.filter(
        person_id=loser, event__in=sign_ups.filter(person_id=winner).values("event")
    )
    _delete_and_move_up(both, by)


@action(who=check_system)
def shred(*, over: QuerySet[SignUp], by: Actor) -> int:
    """Shreds the names and addresses of guests at events that are long over; returns how many."""
    rows = list(over)
    for row in rows:
        row.name = row.email = ""
        row.salt = new_salt()
        row.save()
    return len(rows)


def _delete_and_move_up(sign_ups: QuerySet[SignUp], by: Actor) -> None:
    keys = set(sign_ups.values_list("event", flat=True))
    # Always in the same order, so that two who go at once do not wait for each other.
    events = [locked(event) for event in Event.objects.filter(pk__in=keys).order_by("pk")]
    sign_ups.delete()
    for event in events:
        move_up(event, by=by)


def _tell(sign_up: SignUp, news: str) -> None:
    jobs.later("events.tasks.tell", sign_up=str(sign_up.pk), news=str(news))
