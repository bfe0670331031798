"""Template filters of the register: an entry of a profile in words."""

from django import template
from django.utils.translation import get_language

from homelands.foundation.reference import isco08, levels
from homelands.people.register.models import ProfileEntry
from homelands.people.register.models.choices import AVAILABILITIES, MODALITIES, WORKING_LANGUAGES

register = template.Library()


@register.filter
def entry_text(entry: ProfileEntry) -> str:
    """Says what an entry means in the reader's language; a code that is unknown stays a code."""
    words = _words(entry.kind, entry.code)
    level = levels.CEFR.get(entry.level, entry.level)
    return f"{words} ({level})" if entry.level else words


def _words(kind: str, code: str) -> str:
    if kind == ProfileEntry.Kind.OCCUPATION:
        try:
            return isco08.title(code, get_language() or "en")
        except KeyError:
            return code
    tables = {
        "education": levels.ISCED_LEVELS,
        "language": dict(WORKING_LANGUAGES),
        "availability": dict(AVAILABILITIES),
        "modality": dict(MODALITIES),
    }
    return str(tables.get(kind, {}).get(code, code))
