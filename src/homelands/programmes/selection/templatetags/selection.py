"""What templates say of selection: bands in words, and who was proposed for a need."""

from typing import Any

from django import template

from homelands.people.register.queries.seeing import Seen
from homelands.programmes.needs.models import Need
from homelands.programmes.selection.actions import matches
from homelands.programmes.selection.models import Match
from homelands.programmes.selection.models.choices import BANDS
from homelands.programmes.selection.queries import matches as match_queries

register = template.Library()


@register.filter
def band(word: str) -> str:
    """Says a band in the reader's language."""
    return str(BANDS[word][0]) if word in BANDS else word


@register.simple_tag(takes_context=True)
def matches_of(context: Any, need: Need) -> list[tuple[Match, Seen]]:
    """Returns who was proposed for a need; each whom the reader sees named is told."""
    by = context["request"].actor
    rows = match_queries.matches_of(need, by)
    if rows:
        matches.listed([seen for _match, seen in rows], by=by)
    return rows
