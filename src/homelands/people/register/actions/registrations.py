"""A registration waits until whoever typed it shows that the address is theirs."""

from datetime import datetime
from uuid import UUID, uuid4

from homelands.foundation.access.context import acting
from homelands.foundation.action import action
from homelands.foundation.actions import accounts
from homelands.foundation.actors import Actor
from homelands.foundation.models import User
from homelands.foundation.rules import check_anyone, check_as_part, check_country, check_system
from homelands.people.register.actions import persons
from homelands.people.register.actions.persons import Registration
from homelands.people.register.models import PendingRegistration, Person
from homelands.people.register.queries import persons as person_queries
from homelands.people.register.queries import registrations as registration_queries


@action(who=check_anyone)
def ask(registration: Registration, *, at: datetime, by: Actor) -> User:
    """Keeps what somebody typed to register, and opens the account that its code is for.

    It does the same for an address that is registered already: only the letter says so.
    """
    check_country(registration.destination, "destination")
    pending = PendingRegistration(id=uuid4(), asked_at=at, **vars(registration))
    with acting(registration_queries.KEEPER):
        pending.save(force_insert=True)
    return accounts.open_for_member(person=pending.pk, language=pending.language, by=by)


@action(who=check_as_part)
def confirm(account: User, *, at: datetime, by: Actor) -> Person:
    """Registers whoever has shown that the address is theirs, and returns the person.

    Where the address is registered already, that is the person who was there before; what was
    typed is thrown away, with its account.
    """
    with acting(registration_queries.KEEPER):
        pending = PendingRegistration.objects.select_for_update().get(pk=account.pk)
        typed = Registration(
            str(pending.name), str(pending.email), pending.destination, pending.language
        )
        pending.delete()
    with acting(Actor.system("register.registrations.confirm")):
        known = person_queries.by_email(typed.email)
    if known is not None:
        account.delete()
        if not User.objects.filter(pk=known.pk).exists():
            accounts.open_for_member(person=known.pk, language=known.language, by=by)
        return known
    return persons.register(typed, account=account, at=at, by=by)


@action(who=check_system)
def forget(*, before: datetime, by: Actor) -> int:
    """Deletes what was typed before a time and never confirmed, with its accounts."""
    with acting(registration_queries.KEEPER):
        old = PendingRegistration.objects.filter(asked_at__lt=before)
        ids: list[UUID] = list(old.values_list("pk", flat=True))
        old.delete()
    return accounts.close_unconfirmed(ids, by=by)
