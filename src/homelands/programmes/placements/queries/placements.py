"""Reads of placements, and what they add up to."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from homelands.foundation.actors import EVERYWHERE, Actor
from homelands.foundation.roles import PLACEMENT_READERS
from homelands.people.register.queries import seeing
from homelands.people.register.queries.seeing import Seen
from homelands.programmes.needs.rules import relations
from homelands.programmes.placements.models import FollowUp, Placement
from homelands.programmes.selection.models import Application, Match


def visible() -> QuerySet[Placement]:
    """Returns the placements that the database shows, with their consents, the latest first."""
    rows = Placement.objects.select_related("person", "host", "programme", "match__need")
    return seeing.with_consents(rows.order_by("-starts_on", "pk"), "person_id")


def seen(placement: Placement, by: Actor) -> Seen:
    """Returns who is placed as the actor may see them."""
    return seeing.seen(placement, by=by, through=relations(by, placement, pays=True))


def visible_to(actor: Actor) -> QuerySet[Placement]:
    """Returns the placements of the actor's programmes and hosts, the latest first."""
    programmes = actor.programmes(PLACEMENT_READERS)
    if EVERYWHERE in programmes:
        return visible()
    return visible().filter(Q(programme_id__in=programmes) | Q(host_id__in=actor.organisations()))


@dataclass(frozen=True)
class Mine:
    """What a person has to do with programmes."""

    applications: list[Application]
    matches: list[Match]
    placements: list[Placement]


def of_person(person: UUID) -> Mine:
    """Returns a person's applications, the matches that wait for an answer, and placements."""
    return Mine(
        list(
            Application.objects.filter(person_id=person)
            .select_related("call__need__host")
            .order_by("-started_at")
        ),
        list(
            Match.objects.filter(person_id=person, placement=None)
            .exclude(state=Match.State.DECLINED)
            .select_related("need", "host")
        ),
        list(visible().filter(person_id=person).prefetch_related("work_plan", "payments")),
    )


def completed(until: date | None = None) -> QuerySet[Placement]:
    """Returns the placements that were completed, by a day where one is given."""
    placements = Placement.objects.filter(state=Placement.State.COMPLETED)
    return placements if until is None else placements.filter(ended_on__lte=until)


def specialist_days(until: date | None = None) -> int:
    """Returns the calendar days of placements that ended, first and last day counted.

    Placements that ended early count for the days that they lasted; virtual ones like others.
    """
    ended = Placement.objects.filter(started_on__isnull=False, ended_on__isnull=False)
    if until is not None:
        ended = ended.filter(ended_on__lte=until)
    return sum(placement.days for placement in ended.only("started_on", "ended_on"))


@dataclass(frozen=True)
class Funnel:
    """How many applications reached each step."""

    applied: int
    shortlisted: int
    matched: int
    placed: int
    followed_up: int


def funnel(until: date | None = None, programme: UUID | None = None) -> Funnel:
    """Counts what reached each step of the programmes by a day, a draft not included."""
    of = Q() if programme is None else Q(programme_id=programme)

    def by(column: str) -> Q:
        known = of & Q(**{f"{column}__isnull": False})
        return known if until is None else known & Q(**{f"{column}__date__lte": until})

    applications, placements = Application.objects, Placement.objects.filter(of)
    started = placements.filter(started_on__isnull=False)
    if until is not None:
        started = started.filter(started_on__lte=until)
    followed = FollowUp.objects.filter(by("at")).values("placement").distinct()
    return Funnel(
        applied=applications.filter(by("submitted_at")).count(),
        shortlisted=applications.filter(by("shortlisted_at")).count(),
        matched=Match.objects.filter(by("agreed_at")).exclude(state=Match.State.DECLINED).count(),
        placed=started.count(),
        followed_up=followed.count(),
    )
