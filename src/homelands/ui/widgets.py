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

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        shown: tuple[str, ...] = ("day", "month", "year"),
    ) -> None:
        """Asks only for the parts that are `shown`; a day or month not asked is the first."""
        super().__init__(attrs)
        self.shown = shown

    def id_for_label(self, id_: str) -> str:
        """Points links at the first of the inputs."""
        return f"{id_}_{self.shown[0]}" if id_ else ""

    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> str | None:
        """Returns ``year-month-day``; what was typed is kept even when it is no date."""
        parts = [str(data.get(f"{name}_{part}", "")).strip() for part in ("year", "month", "day")]
        if not any(parts):
            return data.get(name) or None
        asked = ("year" in self.shown, "month" in self.shown, "day" in self.shown)
        return "-".join(
            _western(part) if shown else "1" for part, shown in zip(parts, asked, strict=True)
        )

    def value_omitted_from_data(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> bool:
        """Says whether none of the inputs was sent."""
        return not any(f"{name}_{part}" in data for part in ("year", "month", "day"))

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Adds the inputs with what each holds."""
        context = super().get_context(name, value, attrs)
        year, month, day = _parts(value)
        parts = [
            {"key": "day", "label": _("Day"), "value": day, "size": 2},
            {"key": "month", "label": _("Month"), "value": month, "size": 2},
            {"key": "year", "label": _("Year"), "value": year, "size": 4},
        ]
        context["parts"] = [part for part in parts if part["key"] in self.shown]
        return context


def _western(part: str) -> str:
    """Returns digits of any script as 0 to 9, which is all that Python's dates can read."""
    return str(int(part)) if part.isdecimal() and not part.isascii() else part


def _parts(value: Any) -> list[str]:
    if isinstance(value, date):
        return [str(value.year), str(value.month), str(value.day)]
    parts = str(value or "").split("-", 2)
    return [*parts, *[""] * (3 - len(parts))]
