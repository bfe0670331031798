"""The lists of the programmes: needs, placements and payments."""

from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _

from homelands.programmes.choices import TONES
from homelands.programmes.models import Need, Payment, Placement
from homelands.ui.listing import Column, Empty, Filter, Listing


def _link(name: str, pk: Any, words: str) -> str:
    return format_html('<a href="{}"><bdi>{}</bdi></a>', reverse(name, args=[pk]), words)


def _status(record: Any) -> str:
    context = {"text": record.get_state_display(), "tone": TONES.get(record.state, "neutral")}
    return render_to_string("ui/status.html", context)


def _state(states: Any) -> Filter:
    return Filter("state", _("State"), states.choices, _in_state)


def _in_state(rows: QuerySet[Any], state: str) -> QuerySet[Any]:
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
                lambda need: _link("programmes.needs.show", need.pk, need.title),
                csv=lambda need: need.title,
            ),
            Column("host", _("Host"), lambda need: format_html("<bdi>{}</bdi>", need.host.name)),
            Column("programme", _("Programme"), lambda need: need.programme.name),
            Column("starts", _("Starts from"), lambda need: date_format(need.starts_from)),
            Column("places", _("Places"), lambda n: f"{n.places_taken} / {n.places}", numeric=True),
            Column("state", _("State"), _status, csv=lambda need: need.get_state_display()),
        ],
        filters=[_state(Need.State)],
        empty=Empty(
            what=_("What host institutions ask for is listed here."),
            who=_("Host institutions write their needs; the programme approves them."),
            action_label=_("Write a need"),
            action_url=reverse("programmes.needs.draft"),
        ),
    )


def placements(rows: QuerySet[Placement], query: QueryDict) -> Listing:
    """Returns the list of placements; no file, because it names people."""
    return Listing(
        rows=rows,
        query=query,
        name="placements",
        caption=_("Placements"),
        columns=[
            Column(
                "person",
                _("Person"),
                lambda row: _link(
                    "programmes.placements.show", row.pk, row.person.name or _("No name")
                ),
            ),
            Column(
                "need", _("Need"), lambda row: format_html("<bdi>{}</bdi>", row.match.need.title)
            ),
            Column("host", _("Host"), lambda row: format_html("<bdi>{}</bdi>", row.host.name)),
            Column("starts", _("First day"), lambda row: date_format(row.starts_on)),
            Column("ends", _("Last day"), lambda row: date_format(row.ends_on)),
            Column("state", _("State"), _status),
        ],
        filters=[_state(Placement.State)],
        empty=Empty(
            what=_("Placements of your programmes and hosts are listed here."),
            who=_("A placement is planned when host and person agree on a match."),
            action_label=_("See the needs"),
            action_url=reverse("programmes.needs.listed"),
        ),
        csv_offered=False,
    )


def payments(rows: QuerySet[Payment], query: QueryDict) -> Listing:
    """Returns the list of payments; no file, because it names people."""
    return Listing(
        rows=rows,
        query=query,
        name="payments",
        caption=_("Payments"),
        columns=[
            Column(
                "person",
                _("Person"),
                lambda row: _link(
                    "programmes.payments.show", row.pk, row.person.name or _("No name")
                ),
            ),
            Column("kind", _("Kind"), lambda row: row.get_kind_display()),
            Column("amount", _("Amount"), lambda row: str(row.money), numeric=True),
            Column("made", _("Prepared by"), lambda row: row.made_by.name),
            Column("on", _("Prepared on"), lambda row: date_format(row.made_at)),
            Column("state", _("State"), _status),
        ],
        filters=[_state(Payment.State)],
        empty=Empty(
            what=_("Payments for placements are listed here."),
            who=_("A finance maker prepares a payment on the page of its placement."),
            action_label=_("See the placements"),
            action_url=reverse("programmes.placements.listed"),
        ),
        csv_offered=False,
    )
