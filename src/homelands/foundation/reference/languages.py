"""Languages by their ISO 639 codes, named in the reader's language by the CLDR through Babel."""

from functools import cache

import pycountry
from babel import Locale, UnknownLocaleError
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


@cache
def _codes() -> dict[str, str]:
    """Returns the codes of languages by their names: in English, and in the language itself."""
    codes = _names("en")
    own = {search_key(own_name(code)): code for code in codes}
    return {search_key(words): code for code, words in codes.items()} | own


def code_of(words: str) -> str:
    """Returns the code of a language by what people call it, such as "Arabic" or "Français"."""
    plain = words.strip()
    code = plain.lower().replace("_", "-")
    known = _names("en")
    if code.partition("-")[0] in known:
        return code
    return _codes().get(search_key(plain), "")


@cache
def own_name(code: str) -> str:
    """Returns what a language is called in itself; "" where nobody wrote it down."""
    try:
        return (Locale.parse(code, sep="-").display_name or "").capitalize()
    except (ValueError, UnknownLocaleError):
        return ""


@cache
def is_right_to_left(code: str) -> bool:
    """Tells whether a language is written from right to left."""
    try:
        return Locale.parse(code, sep="-").text_direction == "rtl"
    except (ValueError, UnknownLocaleError):
        return False


def choices() -> Choices:
    """Return every language, by name in the reader's language."""
    named = _names(get_language() or "en")
    return [("", ""), *sorted(named.items(), key=lambda choice: search_key(choice[1]))]
