"""Plain functions that make what tests need: `make.person()`, `make.officer("GBR")`."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from homelands.foundation.access.context import acting
from homelands.foundation.actions import accounts
from homelands.foundation.actors import Actor, Reach
from homelands.foundation.models import User
from homelands.foundation.queries import actors
from homelands.foundation.roles import Role
from homelands.people.register.actions import consents, persons
from homelands.people.register.actions.persons import Registration
from homelands.people.register.models import Person

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
SYSTEM = Actor.system("tests")
_number = count(1)


def number() -> int:
    return next(_number)


def person(destination: str = "GBR", *, name: str = "Ama Mensah", **fields: Any) -> Person:
    """A registered member; the caller is the public."""
    email = fields.pop("email", f"person{number()}@example.org")
    registration = Registration(name, email, destination, fields.pop("language", "en"))
    return persons.register(registration, at=fields.pop("at", NOW), by=Actor.public())


def agreed(person: Person, *purposes: str, given: bool = True, at: datetime = NOW) -> Person:
    """The person after deciding on these uses of the data."""
    by = member(person)
    for purpose in purposes:
        consents.decide(person, purpose=purpose, given=given, at=at, by=by)
    return person


def member(person: Person) -> Actor:
    """The person as an actor."""
    return Actor(kind="user", user_id=person.pk)


def user(role: Role, **scope: Any) -> User:
    """An officer's account with one grant."""
    made = accounts.open_for_officer(
        login=f"officer{number()}@example.org", name="Officer", by=SYSTEM, example=True
    )
    accounts.grant(made, reach=Reach(role, **scope), at=NOW, by=SYSTEM)
    return made


def officer(country: str = "", role: Role = Role.MISSION_OFFICER) -> Actor:
    """An officer as an actor, with a grant for a country or, without one, everywhere."""
    return actors.of(user(role, country=country), NOW)


def with_roles(*roles: Role) -> Actor:
    """An officer who holds several roles everywhere."""
    made = account(f"officer{number()}@example.org")
    for role in roles:
        accounts.grant(made, reach=Reach(role), at=NOW, by=SYSTEM)
    return actor(made)


def account(login: str) -> User:
    """An account without any grant."""
    return accounts.open_for_officer(login=login, name="Somebody", by=SYSTEM, example=True)


def actor(user: User) -> Actor:
    """An account as an actor, with the grants that it has."""
    return actors.of(user, NOW)


@contextmanager
def as_(actor: Actor) -> Iterator[None]:
    """Reads as an actor: row-level security applies."""
    with acting(actor):
        yield
