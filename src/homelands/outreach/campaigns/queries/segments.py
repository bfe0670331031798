"""Who is in a segment now: only those who agree to be written to, only where the actor reaches."""

from collections.abc import Mapping

from django.db.models import Count, QuerySet

from homelands.foundation.actors import EVERYWHERE, Actor
from homelands.foundation.roles import MISSIONS
from homelands.outreach.campaigns.models import Letter, Segment
from homelands.people.register.models import Person, ProfileEntry
from homelands.people.register.queries import consents

#: The purpose of people.ConsentDecision that a letter needs.
PURPOSE = "contact"


def listed() -> QuerySet[Segment]:
    """Returns the segments with the number of letters written to each, the latest first."""
    return Segment.objects.annotate(written=Count("letters")).order_by("-created_at")


def letters(segment: Segment) -> QuerySet[Letter]:
    """Returns what was written to a segment, the latest first."""
    return Letter.objects.filter(segment=segment).select_related("by").order_by("-at")


def persons(filters: Mapping[str, str], actor: Actor) -> QuerySet[Person]:
    """Returns those who agreed and fit, in the countries that the actor reaches."""
    reached = actor.countries(MISSIONS)
    found = Person.objects.filter(erased_at=None)
    if EVERYWHERE not in reached:
        found = found.filter(destination__in=reached)
    for field in ("destination", "language"):
        if filters.get(field):
            found = found.filter(**{field: filters[field]})
    if filters.get("occupation"):
        found = _stating(found, kind="occupation", code__startswith=filters["occupation"])
    if filters.get("modality"):
        found = _stating(found, kind="modality", code=filters["modality"])
    return consents.agreed(found, PURPOSE)


def _stating(found: QuerySet[Person], **said: str) -> QuerySet[Person]:
    entries = ProfileEntry.objects.filter(ended_on=None, **said)
    return found.filter(pk__in=entries.values("person"))


def by_country(filters: Mapping[str, str], actor: Actor) -> list[tuple[str, int]]:
    """Counts who is in it by country of residence, the most first."""
    found = persons(filters, actor).order_by().values("pk")
    rows = Person.objects.filter(pk__in=found).values_list("destination")
    return list(rows.annotate(n=Count("pk")).order_by("-n", "destination"))
