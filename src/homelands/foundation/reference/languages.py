"""Languages by their ISO 639 codes, named in the reader's language by the CLDR through Babel."""

from functools import cache

import pycountry
from babel import Locale
from django.utils.translation import get_language

from homelands.foundation.reference.countries import search_key

Choices = list[tuple[str, str]]


@cache
def _names(reader: str) -> dict[str, str]:
    """Return the names of all languages that the CLDR can name, by code."""
    named = Locale.parse(reader, sep="-").languages
    known = {language.alpha_3: getattr(language, "alpha_2", "") for language in pycountry.languages}
    codes = {short or long for long, short in known.items()}
    return {code: named[code] for code in codes if code in named}


def name(code: str, reader: str) -> str:
    """Return a language's name for a reader of another, or its code where nobody named it."""
    return _names(reader).get(code, code)


def choices() -> Choices:
    """Return every language, by name in the reader's language."""
    named = _names(get_language() or "en")
    return [("", ""), *sorted(named.items(), key=lambda choice: search_key(choice[1]))]
