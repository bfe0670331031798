"""Reads of matches: who was proposed for a need, as far as the reader may see the person."""

from django.db.models import QuerySet

from homelands.foundation.actors import Actor
from homelands.people.register.queries import seeing
from homelands.people.register.queries.seeing import Seen
from homelands.programmes.needs.models import Need
from homelands.programmes.needs.rules import relations
from homelands.programmes.selection.models import Match


def readable() -> QuerySet[Match]:
    """Returns the matches that the database shows the actor, with what their persons agree to."""
    rows = Match.objects.select_related("person", "need__host", "programme", "application__call")
    return seeing.with_consents(rows, "person_id")


def seen(match: Match, by: Actor) -> Seen:
    """Returns the person of a match as the actor may see it."""
    return seeing.seen(match, by=by, through=relations(by, match))


def matches_of(need: Need, by: Actor) -> list[tuple[Match, Seen]]:
    """Returns who was proposed for a need."""
    rows = readable().filter(need=need).order_by("proposed_at")
    return [(match, seen(match, by)) for match in rows]
