"""Template filters of the programmes: occupations, languages and tones in words."""

from django import template
from django.utils.translation import get_language

from homelands.foundation.reference import isco08
from homelands.people.register.models.choices import WORKING_LANGUAGES
from homelands.programmes.needs.models.choices import TONES

register = template.Library()


@register.filter
def occupation(code: str) -> str:
    """Names an occupation in the reader's language; a code that is unknown stays a code."""
    try:
        return isco08.title(code, get_language() or "en")
    except KeyError:
        return code


@register.filter
def working_language(code: str) -> str:
    """Names a language; a code that is unknown stays a code."""
    return str(dict(WORKING_LANGUAGES).get(code, code))


@register.filter
def tone(state: str) -> str:
    """Says how a state is coloured."""
    return TONES.get(str(state), "neutral")
