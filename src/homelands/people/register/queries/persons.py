"""Reads of the register: who is in it, what is held about one, who looked."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from homelands.foundation.actors import EVERYWHERE, Actor
from homelands.foundation.encryption import blind
from homelands.foundation.models import AuditEvent
from homelands.foundation.person_keys import key_of, open_about
from homelands.foundation.personal import holdings
from homelands.foundation.roles import PEOPLE_READERS
from homelands.people.register.models import Person, ProfileEntry


def visible_to(actor: Actor) -> QuerySet[Person]:
    """Returns the persons in the actor's countries, the latest first. The database checks too."""
    persons = Person.objects.filter(erased_at=None).order_by("-registered_at")
    countries = actor.countries(PEOPLE_READERS)
    return persons if EVERYWHERE in countries else persons.filter(destination__in=countries)


def may_be_member(actor: Actor) -> bool:
    """Says no only of whoever is signed in and not in the register: officers, mostly."""
    if actor.user_id is None:
        return True
    return Person.objects.filter(pk=actor.user_id, erased_at=None).exists()


def by_email(email: str) -> Person | None:
    """Finds a person by e-mail, through the blind index."""
    return Person.objects.filter(email_index=blind(email), erased_at=None).first()


def entries(person: Person) -> QuerySet[ProfileEntry]:
    """Returns what holds now in a profile, by kind."""
    return ProfileEntry.objects.filter(person=person, ended_on=None).order_by("kind", "code")


@dataclass(frozen=True)
class Held:
    """What one part of the system holds about a person."""

    what: str
    purposes: dict[str, Any]
    basis: Any
    keep: Any
    rows: list[dict[str, Any]]


def held(person: UUID) -> Iterator[Held]:
    """Yields everything that is held about a person, app by app, secrets opened."""
    for holding in holdings():
        rows = holding.export(person)
        if rows:
            yield Held(
                str(holding.title),
                dict(holding.fields),
                holding.basis,
                holding.keep,
                rows,
            )


@dataclass(frozen=True)
class Look:
    """Somebody did something with a person's record on a day, once or more often."""

    at: datetime  # the last time of that day
    who: str
    code: str
    why: str
    times: int


#: Of so many acts, the latest, what happened on a day is told together.
_MOST_EVENTS = 2_000


def looks(person: UUID, most: int = 200) -> list[Look]:
    """Returns who did what with a person's record, day by day, the latest first."""
    events = AuditEvent.objects.filter(person_id=person).order_by("-at")[:_MOST_EVENTS]
    key, days = key_of(person), dict[tuple[Any, ...], Look]()
    for event in events:
        who = event.actor_name if event.actor_id != person else ""
        why = open_about(person, event.why, key)
        same = (event.at.date(), event.actor_id, who, event.code, why)
        earlier = days.setdefault(same, Look(event.at, who, event.code, why, times=0))
        days[same] = replace(earlier, times=earlier.times + 1)
    return list(days.values())[:most]


def count_by_destination() -> list[tuple[str, int]]:
    """Returns how many registered persons live in each country, among those visible."""
    rows = Person.objects.filter(erased_at=None).values_list("destination")
    return list(rows.annotate(n=Count("pk")).order_by("-n", "destination"))
