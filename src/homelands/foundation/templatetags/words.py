"""Template filters for what foundation knows: countries, actions, money."""

from datetime import date
from typing import Any

from django import template
from django.utils.translation import get_language, gettext

from homelands.foundation import parts
from homelands.foundation.action import ACTIONS
from homelands.foundation.reference import countries, languages

register = template.Library()


@register.simple_tag
def boxes(page: str) -> list[str]:
    """Returns the templates that apps above add to a page."""
    return parts.boxes(page)


@register.filter
def country_name(code: str) -> str:
    """Shows a country's name in the reader's language; the code where it is unknown."""
    try:
        return countries.name(code, get_language() or "en")
    except KeyError:
        return code


@register.filter
def language_name(code: str) -> str:
    """Shows a language's name in the reader's language."""
    return languages.name(code, get_language() or "en")


@register.filter
def action_name(code: str) -> str:
    """Says in words what an action does: the first line of its docstring, translated."""
    action = ACTIONS.get(code)
    line = (action.__doc__ or "").strip().split("\n")[0] if action else code
    return gettext(line) if action else code


@register.filter
def stale(record: Any, today: date) -> bool:
    """Says whether a dated value needs to be confirmed or checked again."""
    return bool(record.is_stale(today))
