"""Persons as somebody may see them: the rule of rules/seeing.py, asked of rows.

The consents are looked up for each row by the query that reads the rows, so that a list costs one
query however long it is. What may not be seen is not even opened.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from homelands.foundation.actors import Actor
from homelands.foundation.audit import Persons
from homelands.people.register.models import Person
from homelands.people.register.models.person import number_of
from homelands.people.register.queries import consents
from homelands.people.register.queries import persons as person_queries
from homelands.people.register.rules.seeing import ASKED, Part, Relation, parts, relations

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Seen:
    """A person as one reader may see it; `name` and `email` are empty where they may not be."""

    pk: UUID
    destination: str
    language: str
    registered_at: datetime
    parts: frozenset[Part]
    name: str
    email: str

    @property
    def number(self) -> str:
        """Returns what tells the person apart without naming it."""
        return number_of(self.pk)

    @property
    def named(self) -> bool:
        return Part.NAME in self.parts

    @property
    def noted(self) -> bool:
        return Part.NOTES in self.parts

    @property
    def profiled(self) -> bool:
        return Part.PROFILE in self.parts


def with_consents(rows: QuerySet[M], person: str = "pk") -> QuerySet[M]:
    """Adds to each row what its person agrees to now; `person` names the column with its id."""
    agrees = {_column(purpose): consents.last(purpose, person) for purpose in ASKED}
    annotated: QuerySet[M] = rows.annotate(**agrees)
    return annotated


def visible_to(actor: Actor) -> QuerySet[Person]:
    """Returns the persons in the actor's countries with their consents, the latest first."""
    return with_consents(person_queries.visible_to(actor))


def seen(row: Any, *, by: Actor, through: Collection[Relation] = ()) -> Seen:
    """Returns the person of a row as the actor may see it.

    The row is a person, or a record with one, that `with_consents` gave. `through` says how the
    actor stands to the person beyond what the register itself knows.
    """
    person: Person = row if isinstance(row, Person) else row.person
    agreed = {purpose for purpose in ASKED if getattr(row, _column(purpose))}
    open_to = parts({*relations(by, person), *through}, agreed)
    return Seen(
        pk=person.pk,
        destination=person.destination,
        language=person.language,
        registered_at=person.registered_at,
        parts=open_to,
        name=str(person.name) if Part.NAME in open_to else "",
        email=str(person.email) if Part.CONTACT in open_to else "",
    )


def all_seen(rows: Iterable[Person], by: Actor) -> Iterator[Seen]:
    """Yields persons as the actor may see them."""
    return (seen(row, by=by) for row in rows)


def beside(rows: Iterable[M], see: Callable[[M], Seen]) -> Iterator[M]:
    """Gives each record of a page its person as the reader may see it, in `seen`."""
    for row in rows:
        row.seen = see(row)  # type: ignore[attr-defined]
        yield row


def named(shown: Iterable[Seen]) -> Persons:
    """Returns those of a list whose names the reader sees: each of them is told of the look."""
    return Persons(tuple(seen.pk for seen in shown if seen.named))


def _column(purpose: str) -> str:
    return f"agrees_{purpose}"
