"""The list of needs, and what the lists of all programmes share."""

from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _

from homelands.programmes.needs.models import Need
from homelands.programmes.needs.models.choices import TONES
from homelands.ui.listing import Column, Empty, Filter, Listing


def link(name: str, pk: Any, words: str) -> str:
    return format_html('<a href="{}"><bdi>{}</bdi></a>', reverse(name, args=[pk]), words)


def status(record: Any) -> str:
    context = {"text": record.get_state_display(), "tone": TONES.get(record.state, "neutral")}
    return render_to_string("ui/status.html", context)


def state(states: Any) -> Filter:
    return Filter("state", _("State"), states.choices, in_state)


def in_state(rows: QuerySet[Any], state: str) -> QuerySet[Any]:
    return rows.filter(state=state)


def needs(rows: QuerySet[Need], query: QueryDict) -> Listing:
    """Returns the list of needs."""
    return Listing(
        rows=rows,
        query=query,
        name="needs",
        caption=_("Needs"),
        columns=[
            Column(
                "title",
                _("Title"),
                lambda need: link("needs.needs.show", need.pk, need.title),
                csv=lambda need: need.title,
            ),
            Column("host", _("Host"), lambda need: format_html("<bdi>{}</bdi>", need.host.name)),
            Column("programme", _("Programme"), lambda need: need.programme.name),
            Column("starts", _("Starts from"), lambda need: date_format(need.starts_from)),
            Column("places", _("Places"), lambda n: f"{n.places_taken} / {n.places}", numeric=True),
            Column("state", _("State"), status, csv=lambda need: need.get_state_display()),
        ],
        filters=[state(Need.State)],
        empty=Empty(
            what=_("What host institutions ask for is listed here."),
            who=_("Host institutions write their needs; the programme approves them."),
            action_label=_("Write a need"),
            action_url=reverse("needs.needs.draft"),
        ),
    )
