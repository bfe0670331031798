"""Who a member is and what a profile says, in the reader's language."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from homelands.foundation.reference import isco08, levels
from homelands.foundation.templatetags.words import country_name
from homelands.people.register.models import PeopleExport, ProfileEntry
from homelands.people.register.models.choices import AVAILABILITIES, MODALITIES, WORKING_LANGUAGES
from homelands.people.register.queries.persons import Look
from homelands.people.register.queries.seeing import Seen

#: Countries whose names want an article in an English sentence.
_WITH_ARTICLE = ("United ", "Netherlands", "Philippines", "Bahamas", "Gambia", "Maldives")


def member_name(seen: Seen) -> str:
    """Says who a member is: the name, or what may be said where the name may not be seen."""
    if seen.named:
        return seen.name or _("No name")
    where = _in_a_sentence(country_name(seen.destination))
    return _("A member in %(country)s, %(number)s") % {"country": where, "number": seen.number}


def _in_a_sentence(country: str) -> str:
    english = (get_language() or "en").startswith("en")
    return f"the {country}" if english and country.startswith(_WITH_ARTICLE) else country


def why_words(look: Look) -> str:
    """Says why something was done; of a file, what for as well."""
    purpose, colon, reason = look.why.partition(": ")
    if look.code == "register.exports.tell" and colon and purpose in PeopleExport.Purpose.values:
        return f"{PeopleExport.Purpose(purpose).label}: {reason}"
    return look.why


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
