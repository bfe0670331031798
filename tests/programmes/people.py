"""Everybody who could act, without a database: each role with each reach, and those without one.

`may(check, record)` returns who may, by name: "programme_manager of the programme", "the person".
Whoever a rule lets in by mistake is one name too many, so the tests compare the whole set.
"""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID, uuid4

from homelands.foundation.actors import Actor, Reach
from homelands.foundation.errors import NotAllowed
from homelands.foundation.roles import Role

PROGRAMME, OTHER_PROGRAMME = UUID(int=1), UUID(int=2)
HOST, OTHER_HOST = UUID(int=3), UUID(int=4)
PERSON, OTHER_PERSON = UUID(int=5), UUID(int=6)

#: How far a grant can reach, as seen from a record of PROGRAMME and HOST.
REACHES: dict[str, dict[str, Any]] = {
    "everywhere": {},
    "of the programme": {"programme": PROGRAMME},
    "of another programme": {"programme": OTHER_PROGRAMME},
    "of the host": {"organisation": HOST},
    "of another host": {"organisation": OTHER_HOST},
    "of a country": {"country": "GBR"},
}

#: Those who have no grant at all.
WITHOUT_GRANT = {
    "the person": Actor(kind="user", user_id=PERSON),
    "another person": Actor(kind="user", user_id=OTHER_PERSON),
    "the public": Actor.public(),
    "the system": Actor.system("a job"),
}


def officer(*roles: Role, user_id: UUID | None = None, **reach: Any) -> Actor:
    """A signed-in officer who holds the roles, everywhere or as far as given."""
    reaches = tuple(Reach(role, **reach) for role in roles)
    return Actor(kind="user", user_id=user_id or uuid4(), reaches=reaches)


def everybody() -> Iterator[tuple[str, Actor]]:
    """Yields every role with every reach, then those without a grant, each with its name."""
    for role in Role:
        for words, reach in REACHES.items():
            yield f"{role.value} {words}", officer(role, **reach)
    yield from WITHOUT_GRANT.items()


def may(check: Callable[[Actor, Any], None], record: Any) -> set[str]:
    """Returns the names of those whom a check lets do something with a record."""
    return {name for name, actor in everybody() if lets(check, actor, record)}


def lets(check: Callable[[Actor, Any], None], actor: Actor, record: Any) -> bool:
    """Says whether a check agrees; what is no refusal for want of right is an error here too."""
    try:
        check(actor, record)
    except NotAllowed:
        return False
    return True


def reaching(*roles: Role) -> set[str]:
    """Returns the names of those whose role reaches the programme, and of the system."""
    places = ("everywhere", "of the programme")
    return {f"{role.value} {place}" for role in roles for place in places} | {"the system"}


#: The focal points whose grant reaches the host.
HOSTS = {"host_focal_point everywhere", "host_focal_point of the host"}
