"""A file of people: its columns in words, its rows, and who took it, when and what for."""

from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from typing import Any

from django.http import StreamingHttpResponse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from homelands.foundation.templatetags.words import country_name, language_name
from homelands.people.register.models import PeopleExport
from homelands.people.register.queries.exports import Line
from homelands.people.register.queries.words import entry_text
from homelands.ui.sheet import sheet

#: What the fields of a file are called, in the order of its columns.
LABELS: Mapping[str, Any] = {
    "name": gettext_lazy("Name"),
    "email": gettext_lazy("E-mail"),
    "country": gettext_lazy("Country"),
    "language": gettext_lazy("Language"),
    "registered": gettext_lazy("Registered"),
    "occupation": gettext_lazy("Occupation"),
    "education": gettext_lazy("Education"),
    "modality": gettext_lazy("Way of contributing"),
    "availability": gettext_lazy("Availability"),
}

_PLAIN: Mapping[str, Callable[[Line], str]] = {
    "name": lambda line: line.seen.name,
    "email": lambda line: line.seen.email,
    "country": lambda line: country_name(line.seen.destination),
    "language": lambda line: language_name(line.seen.language),
    "registered": lambda line: f"{line.seen.registered_at:%Y-%m-%d}",
}


def of(export: PeopleExport, lines: Sequence[Line]) -> StreamingHttpResponse:
    """Returns the file: the mark first, then a row for each person."""
    fields = [field for field in LABELS if field in export.fields]
    headers = [_("Member"), *(str(LABELS[field]) for field in fields)]
    rows = ([line.seen.number, *(_cell(line, field) for field in fields)] for line in lines)
    answer = sheet(f"people_{str(export.pk)[:8]}", headers, chain([[mark(export)]], rows))
    answer["Cache-Control"] = "no-store"
    return answer


def mark(export: PeopleExport) -> str:
    """Says who took a file, when, by which request and what for."""
    at = localtime(export.made_at or export.requested_at)
    return _("Taken by %(name)s on %(day)s, request %(request)s. Purpose: %(purpose)s") % {
        "name": export.requested_name or "–",
        "day": date_format(at, "SHORT_DATETIME_FORMAT"),
        "request": str(export.pk)[:8],
        "purpose": export.get_purpose_display(),
    }


def _cell(line: Line, field: str) -> str:
    if field in _PLAIN:
        return _PLAIN[field](line)
    return "; ".join(entry_text(entry) for entry in line.entries if entry.kind == field)
