"""Reads of matches."""

from django.db.models import QuerySet

from homelands.programmes.needs.models import Need
from homelands.programmes.selection.models import Match


def matches_of(need: Need) -> QuerySet[Match]:
    """Returns who was proposed for a need, as far as the actor may see the person."""
    return Match.objects.filter(need=need).select_related("person").order_by("proposed_at")
