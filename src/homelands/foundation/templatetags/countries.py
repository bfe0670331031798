"""Template filters for what foundation knows: countries, actions, money."""

from django import template
from django.utils.translation import get_language

from homelands.foundation.reference import countries

register = template.Library()


@register.filter
def country_name(code: str) -> str:
    """Shows a country's name in the reader's language; the code where it is unknown."""
    try:
        return countries.name(code, get_language() or "en")
    except KeyError:
        return code
