"""Reads of applications: a person's own, and a call's for those who declared no conflict."""

from uuid import UUID

from django.db.models import QuerySet

from homelands.foundation.actors import Actor
from homelands.people.register.queries import consents, seeing
from homelands.people.register.queries.seeing import Seen
from homelands.programmes.needs.models import Call
from homelands.programmes.needs.rules import check_reads, holds, hosts, is_person, relations
from homelands.programmes.selection.models import Application, ConflictDeclaration, Match
from homelands.programmes.selection.rules.applications import (
    SELECTORS,
    ConsentMissing,
    check_declaration,
    check_selects,
)


def check_declared(by: Actor, call: Call) -> None:
    """Refuses until the officer has declared to have no conflict of interest with the call."""
    declarations = ConflictDeclaration.objects.filter(call=call)
    own = declarations.filter(user_id=by.user_id).first() if by.user_id else None
    check_declaration(by, own)


def check_may_open(by: Actor, call: Call) -> None:
    """The manager and the panel of the programme, each having declared no conflict of interest."""
    check_selects(by, call)
    check_declared(by, call)


def check_may_read_match(by: Actor, match: Match) -> None:
    """The person, the host, and whoever reads the programme; of these, who judged applications
    must have declared no conflict of interest: a match shows as much as an application.
    """
    check_reads(by, match)
    if holds(by, match, *SELECTORS) and not (is_person(by, match) or hosts(by, match)):
        check_declared(by, match.application.call)


def check_agreed(person: UUID, purpose: str) -> None:
    """Refuses when the person does not agree now to a use of the profile."""
    if not consents.has_agreed(person, purpose):
        raise ConsentMissing


def sent(call: Call) -> QuerySet[Application]:
    """Returns what was sent for a call and not taken back, in the order in which it came."""
    rows = (
        Application.objects.filter(call=call, submitted_at__isnull=False)
        .exclude(state=Application.State.WITHDRAWN)
        .select_related("person", "call__need", "programme")
        .order_by("submitted_at")
    )
    return seeing.with_consents(rows, "person_id")


def readable() -> QuerySet[Application]:
    """Returns the applications that the database shows, with what their persons agree to."""
    rows = Application.objects.select_related("person", "call__need__host", "programme")
    return seeing.with_consents(rows, "person_id")


def seen(application: Application, by: Actor) -> Seen:
    """Returns who applied as the actor may see them."""
    return seeing.seen(application, by=by, through=relations(by, application))


def of_person(person: UUID) -> QuerySet[Application]:
    """Returns a person's applications, the latest first."""
    return (
        Application.objects.filter(person_id=person)
        .select_related("call__need__host", "programme")
        .order_by("-started_at")
    )
