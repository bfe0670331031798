"""Template filters of the programmes: occupations, languages, bands and tones in words."""

from django import template
from django.utils.translation import get_language

from homelands.foundation.reference import isco08
from homelands.programmes.choices import BANDS, TONES, WORKING_LANGUAGES

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


@register.filter
def band(word: str) -> str:
    """Says a band in the reader's language."""
    return str(BANDS[word][0]) if word in BANDS else word
