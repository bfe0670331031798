"""Reads for files of people: the requests, and the rows of a file as they are now."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from homelands.foundation.actors import EVERYWHERE, Actor
from homelands.foundation.roles import PEOPLE_READERS, Role
from homelands.people.register.models import PeopleExport, Person, ProfileEntry
from homelands.people.register.queries import persons as person_queries
from homelands.people.register.queries import seeing
from homelands.people.register.queries.filters import narrowed
from homelands.people.register.queries.seeing import Seen


@dataclass(frozen=True)
class Line:
    """One person of a file: what may be seen of it, and its profile where that may be seen."""

    seen: Seen
    entries: Sequence[ProfileEntry]


def visible_to(actor: Actor) -> QuerySet[PeopleExport]:
    """Returns the actor's own requests, and those that the actor may decide on, latest first."""
    rows = PeopleExport.objects.order_by("-requested_at", "pk")
    if EVERYWHERE in actor.countries(PEOPLE_READERS):
        return rows
    protected = actor.countries([Role.DATA_PROTECTION_OFFICER])
    return rows.filter(Q(requested_by=actor.user_id) | Q(country__in=protected))


def persons(filters: Mapping[str, str], actor: Actor) -> QuerySet[Person]:
    """Returns the persons whom the actor reaches and the filters leave, the latest first."""
    return narrowed(person_queries.visible_to(actor), dict(filters))


def count(filters: Mapping[str, str], actor: Actor, most: int) -> int:
    """Counts them, no further than one more than the most that may be given."""
    return persons(filters, actor).order_by().values("pk")[: most + 1].count()


def country_of(filters: Mapping[str, str], actor: Actor) -> str:
    """Returns the one country of a file; nothing where it holds several."""
    reached = actor.countries(PEOPLE_READERS) - {EVERYWHERE}
    alone = next(iter(reached)) if len(reached) == 1 else ""
    several = EVERYWHERE in actor.countries(PEOPLE_READERS)
    return filters.get("country") or ("" if several else alone)


def lines(export: PeopleExport, actor: Actor) -> list[Line]:
    """Returns the rows of a file, with what the actor may see of each person now."""
    rows = seeing.with_consents(persons(export.filters, actor))
    shown = list(seeing.all_seen(rows, actor))
    profiles = _profiles(seen.pk for seen in shown if seen.profiled)
    return [Line(seen, profiles.get(seen.pk, ())) for seen in shown]


def _profiles(keys: Iterable[UUID]) -> Mapping[UUID, Sequence[ProfileEntry]]:
    rows = ProfileEntry.objects.filter(person_id__in=list(keys), ended_on=None)
    profiles: dict[UUID, list[ProfileEntry]] = defaultdict(list)
    for entry in rows.order_by("kind", "code"):
        profiles[entry.person_id].append(entry)
    return profiles
