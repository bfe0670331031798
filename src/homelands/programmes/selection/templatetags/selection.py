"""What templates say of selection: bands in words, and who was proposed for a need."""

from django import template
from django.db.models import QuerySet

from homelands.programmes.needs.models import Need
from homelands.programmes.selection.models import Match
from homelands.programmes.selection.models.choices import BANDS
from homelands.programmes.selection.queries import matches

register = template.Library()


@register.filter
def band(word: str) -> str:
    """Says a band in the reader's language."""
    return str(BANDS[word][0]) if word in BANDS else word


@register.simple_tag
def matches_of(need: Need) -> QuerySet[Match]:
    """Returns who was proposed for a need, as far as the actor may see the person."""
    return matches.matches_of(need)
