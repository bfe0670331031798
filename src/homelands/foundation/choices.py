"""Choices for form fields, made when a page is shown, so that they are in its language."""

from django.conf import settings
from django.utils.translation import get_language

from homelands.foundation.reference import countries

Choices = list[tuple[str, str]]


def destinations() -> Choices:
    """Returns every country but the country of origin, by name in the reader's language."""
    return [choice for choice in countries_of_the_world() if choice[0] != settings.COUNTRY]


def countries_of_the_world() -> Choices:
    """Returns every country, by name in the reader's language."""
    language = get_language() or "en"
    codes = (country.alpha3 for country in countries.all_countries() if country.alpha2)
    return [("", ""), *sorted(((c, countries.name(c, language)) for c in codes), key=_by_name)]


def languages() -> Choices:
    """Returns the languages of the interface, each in its own name."""
    return list(settings.LANGUAGES)


def _by_name(choice: tuple[str, str]) -> str:
    return countries.search_key(choice[1])
