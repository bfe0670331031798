"""Inputs that Django has only in a less accessible form."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.forms import Widget
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _


class DateParts(Widget):
    """Asks for a date as day, month and year, which every phone and screen reader can fill in."""

    template_name = "ui/widgets/date_parts.html"
    use_fieldset = True

    def id_for_label(self, id_: str) -> str:
        """Points links at the first of the three inputs."""
        return f"{id_}_day" if id_ else ""

    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> str | None:
        """Returns ``year-month-day``; what was typed is kept even when it is no date."""
        parts = [str(data.get(f"{name}_{part}", "")).strip() for part in ("year", "month", "day")]
        if not any(parts):
            return data.get(name) or None
        return "-".join(_western(part) for part in parts)

    def value_omitted_from_data(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> bool:
        """Says whether none of the three inputs was sent."""
        return not any(f"{name}_{part}" in data for part in ("year", "month", "day"))

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Adds the three inputs with what each holds."""
        context = super().get_context(name, value, attrs)
        year, month, day = _parts(value)
        context["parts"] = [
            {"key": "day", "label": _("Day"), "value": day, "size": 2},
            {"key": "month", "label": _("Month"), "value": month, "size": 2},
            {"key": "year", "label": _("Year"), "value": year, "size": 4},
        ]
        return context


def _western(part: str) -> str:
    """Returns digits of any script as 0 to 9, which is all that Python's dates can read."""
    return str(int(part)) if part.isdecimal() and not part.isascii() else part


def _parts(value: Any) -> list[str]:
    if isinstance(value, date):
        return [str(value.year), str(value.month), str(value.day)]
    parts = str(value or "").split("-", 2)
    return [*parts, *[""] * (3 - len(parts))]
