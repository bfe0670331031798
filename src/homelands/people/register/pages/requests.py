"""Requests for files of people, as a list and in words."""

from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from homelands.foundation.templatetags.words import country_name
from homelands.people.register.models import PeopleExport
from homelands.people.register.models.choices import MODALITIES
from homelands.people.register.pages.files import LABELS
from homelands.ui.listing import Column, Empty, Filter, Listing
from homelands.ui.rows import SummaryRow


def _moment(at: Any) -> str:
    return date_format(localtime(at), "SHORT_DATETIME_FORMAT") if at else ""


def _link(export: PeopleExport) -> str:
    url = reverse("register.exports.show", args=[export.pk])
    return format_html('<a href="{}">{}</a>', url, _moment(export.requested_at))


def _of_state(rows: QuerySet[Any], state: str) -> QuerySet[Any]:
    return rows.filter(state=state)


def _states() -> list[tuple[str, str]]:
    return [(state.value, str(state.label)) for state in PeopleExport.State]


def exports(rows: QuerySet[PeopleExport], query: QueryDict) -> Listing:
    """Returns the requests that the officer made or may decide on."""
    return Listing(
        rows=rows,
        query=query,
        name="people-files",
        caption=_("Files of people"),
        columns=[
            Column("asked", _("Asked for"), _link),
            Column("who", _("By"), lambda one: format_html("<bdi>{}</bdi>", one.requested_name)),
            Column("purpose", _("What for"), lambda one: one.get_purpose_display()),
            Column("rows", _("People"), lambda one: one.rows, numeric=True),
            Column("state", _("State"), lambda one: one.get_state_display()),
            Column("downloads", _("Downloads"), lambda one: one.downloads, numeric=True),
        ],
        filters=[Filter("state", _("State"), _states(), _of_state)],
        empty=Empty(
            what=_("People leave the register as files, each with its reason and its record."),
            who=_("You ask for one on the list of people, narrowed to whom you need."),
            action_label=_("Ask for a file"),
            action_url=reverse("register.exports.request"),
        ),
        csv_offered=False,
    )


def facts(export: PeopleExport) -> list[SummaryRow]:
    """Returns what is known of a request, line by line."""
    by = format_html("<bdi>{}</bdi>", export.requested_name)
    rows = [
        SummaryRow(_("Whom"), _whom(export.filters)),
        SummaryRow(_("People"), export.rows),
        SummaryRow(_("What it holds"), ", ".join(str(LABELS[f]) for f in export.fields)),
        SummaryRow(_("What for"), export.get_purpose_display()),
        SummaryRow(_("Why it is needed"), export.why),
        SummaryRow(_("Asked for by"), by),
        SummaryRow(_("Asked for"), _moment(export.requested_at)),
        SummaryRow(_("Decided by"), export.decided_name),
        SummaryRow(_("Decided"), _moment(export.decided_at)),
        SummaryRow(_("Why it is refused"), export.decided_why),
        SummaryRow(_("Good until"), _moment(export.expires_at)),
        SummaryRow(_("Downloads"), export.downloads if export.made_at else ""),
    ]
    return [row for row in rows if row.value != ""]


def _whom(filters: dict[str, str]) -> str:
    said = []
    if filters.get("country"):
        said.append(country_name(filters["country"]))
    if filters.get("modality"):
        said.append(str(dict(MODALITIES).get(filters["modality"], filters["modality"])))
    return ", ".join(said) or _("Everybody in the countries of the officer")
