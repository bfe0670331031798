"""A person registers, is looked at, takes their data away, and goes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from homelands.foundation import audit, jobs
from homelands.foundation.access.context import acting
from homelands.foundation.action import action
from homelands.foundation.actions import accounts, personal, promises
from homelands.foundation.actors import Actor
from homelands.foundation.errors import Refusal
from homelands.foundation.models import User
from homelands.foundation.personal import holdings
from homelands.foundation.roles import Role
from homelands.foundation.rules import check_anyone, check_country, check_system
from homelands.people.register.hooks import ERASED
from homelands.people.register.models import Person
from homelands.people.register.queries.seeing import Seen, named
from homelands.people.register.rules.persons import (
    check_may_change,
    check_may_read,
    check_reads_people,
)


class EmailTaken(Refusal):
    code = "email_taken"
    sentence = _(
        "This e-mail address is already registered. Sign in instead, or use another address."
    )


@dataclass(frozen=True)
class Registration:
    """What a person gives in the first minute."""

    name: str
    email: str
    destination: str
    language: str


@action(who=check_anyone)
def register(
    registration: Registration, *, at: datetime, by: Actor, account: User | None = None
) -> Person:
    """Registers a person, owed a welcome by the mission, and opens the account if none waits."""
    check_country(registration.destination, "destination")
    person = Person(
        id=uuid4() if account is None else account.pk,
        name=registration.name,
        email=registration.email,
        destination=registration.destination,
        language=registration.language,
        registered_at=at,
    )
    member = Actor(kind="user", user_id=person.pk)
    with acting(member):
        try:
            with transaction.atomic():
                person.save(force_insert=True)
        except IntegrityError as error:
            raise EmailTaken(field="email") from error
        if account is None:
            accounts.open_for_member(person=person.pk, language=person.language, by=member)
        promises.make(
            person,
            kind="register.persons.register",
            role=Role.MISSION_OFFICER,
            country=person.destination,
            at=at,
            by=member,
        )
    jobs.later("register.tasks.tell_registered", person=str(person.pk))
    return person


@action(who=check_may_change)
def verify_email(person: Person, *, at: datetime, by: Actor) -> Person:
    """Notes that the person showed that the e-mail address is theirs."""
    person.email_verified_at = person.email_verified_at or at
    person.save(update_fields=["email_verified_at"])
    return person


@action(who=check_may_read)
def look(person: Person, *, by: Actor, why: str = "") -> Person:
    """Records that an officer looked at a person; the person sees it."""
    return person


@action(who=check_reads_people)
def listed(shown: Sequence[Seen], *, by: Actor) -> audit.Persons:
    """A list of members was opened."""
    return named(shown)


@action(who=check_may_read)
def welcome(person: Person, *, at: datetime, by: Actor) -> Person:
    """Notes that an officer has welcomed a new member: the registration is answered."""
    promises.keep(person, kind="register.persons.register", at=at, by=by)
    return person


@action(who=check_may_change)
def export(person: Person, *, by: Actor) -> Person:
    """Records that the person took a copy of everything that is held about them."""
    return person


@action(who=check_may_change)
def erase(person: Person, *, at: datetime, by: Actor) -> Person:
    """Erases what is held about a person, everywhere; the keys to their past go with it."""
    ERASED.tell(person.pk)
    for holding in holdings():
        personal.erase(holding, person=person.pk, by=by)
    promises.keep(person, kind="register.persons.register", at=at, by=by)
    User.objects.filter(pk=person.pk).delete()
    person.refresh_from_db()
    person.erased_at = at
    person.save(update_fields=["erased_at"])
    return person


@action(who=check_system)
def register_many(registrations: list[Person], *, by: Actor) -> list[Person]:
    """Adds persons in bulk, without accounts: imports and the example country."""
    return Person.objects.bulk_create(registrations, batch_size=2000)
