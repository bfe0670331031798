"""The register for other programs: the same rule of seeing, looks and row security as pages."""

from typing import Annotated
from uuid import UUID

from django.conf import settings
from ninja import Router, Schema
from pydantic import AfterValidator

from homelands.foundation.errors import NotAllowed
from homelands.foundation.rules import check_officer
from homelands.foundation.views import Request
from homelands.people.register.actions import persons
from homelands.people.register.models import Person
from homelands.people.register.queries import seeing
from homelands.people.register.queries.seeing import Seen

router = Router(tags=["people"])

#: The most rows of a page; whoever needs more asks for a file, with a reason.
MOST_ROWS = 100


class PersonRow(Schema):
    """A person as the officer may see it; the name is empty without the person's consent."""

    id: UUID
    name: str
    destination: str
    language: str

    @staticmethod
    def resolve_id(seen: Seen) -> UUID:
        return seen.pk


class PersonPage(PersonRow):
    """One person; the e-mail is empty without the person's consent."""

    email: str


def _within_reach(offset: int) -> int:
    """Refuses a place beyond what any file of people may hold."""
    most = settings.HOMELANDS_PEOPLE_MOST
    if not 0 <= offset < most:
        raise ValueError(f"The offset is a number from 0 to {most - 1}.")
    return offset


Offset = Annotated[int, AfterValidator(_within_reach)]


@router.get("/", response=list[PersonRow])
def listed(request: Request, offset: Offset = 0, limit: int = MOST_ROWS) -> list[Seen]:
    """Lists the people in the officer's countries, at most 100 at a time; each named is told."""
    check_officer(request.actor)
    rows = seeing.visible_to(request.actor)[offset : offset + min(max(limit, 1), MOST_ROWS)]
    shown = list(seeing.all_seen(rows, request.actor))
    if shown:
        persons.listed(shown, by=request.actor)
    return shown


@router.get("/{pk}/", response=PersonPage)
def show(request: Request, pk: UUID) -> Seen:
    """Shows one person and records the look."""
    check_officer(request.actor)
    person = seeing.with_consents(Person.objects.filter(pk=pk)).first()
    if person is None:
        raise NotAllowed
    persons.look(person, by=request.actor)
    return seeing.seen(person, by=request.actor)
