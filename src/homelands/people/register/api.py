"""The register for other programs: the same queries, the same grants, the same row security."""

from uuid import UUID

from ninja import Router, Schema

from homelands.foundation.errors import NotAllowed
from homelands.foundation.views import Request
from homelands.people.register.actions import persons
from homelands.people.register.models import Person
from homelands.people.register.queries import persons as person_queries

router = Router(tags=["people"])


class PersonRow(Schema):
    """A person as an officer with a grant for the country of residence sees them."""

    id: UUID
    name: str
    destination: str
    language: str


def _check_officer(request: Request) -> None:
    if not request.actor.is_officer:
        raise NotAllowed


@router.get("/", response=list[PersonRow])
def listed(request: Request, offset: int = 0, limit: int = 100) -> list[Person]:
    """Lists the people in the officer's countries, at most 500 at a time."""
    _check_officer(request)
    first = max(offset, 0)
    return list(person_queries.visible_to(request.actor)[first : first + min(max(limit, 1), 500)])


@router.get("/{pk}/", response=PersonRow)
def show(request: Request, pk: UUID) -> Person:
    """Shows one person and records the look."""
    _check_officer(request)
    person = Person.objects.filter(pk=pk).first()
    if person is None:
        raise NotAllowed
    return persons.look(person, by=request.actor)
