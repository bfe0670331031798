"""Writes numbers as the reader's language does."""

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal, get_decimal_symbol, get_group_symbol
from django.utils.translation import get_language, to_locale


def number(value: float | None, digits: int = 0) -> str:
    """Returns 1,234 as the active language writes it, "" for None."""
    if value is None:
        return ""
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return format_decimal(value, format=pattern, locale=_locale())


def rounded(value: float, most: int) -> str:
    """Returns 1,234.5 as the active language writes it, with at most `most` digits behind."""
    pattern = "#,##0" + ("." + "#" * most if most else "")
    return format_decimal(value, format=pattern, locale=_locale())


def of_answer(value: float, most: int = 6) -> str:
    """Returns the value of an answer: digits of what may be a year are not grouped.

    Neither a name nor bounds tell that a number is a year, so no value from 1000 to 2999 is.
    """
    if not 1000 <= value < 3000:
        return rounded(value, most)
    pattern = "0" + ("." + "#" * most if most else "")
    return format_decimal(value, format=pattern, locale=_locale())


def chart_format() -> dict[str, object]:
    """Returns the separators of the active language, for the axes of charts."""
    locale = _locale()
    return {
        "decimal": get_decimal_symbol(locale),
        "thousands": get_group_symbol(locale),
        "grouping": [3],
        "currency": ["", ""],
    }


def _locale() -> Locale:
    try:
        return Locale.parse(to_locale(get_language() or "en"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")
