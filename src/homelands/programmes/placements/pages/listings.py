"""The list of placements."""

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _

from homelands.programmes.needs.pages.listings import link, state, status
from homelands.programmes.placements.models import Placement
from homelands.ui.listing import Column, Empty, Listing


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
                lambda row: link(
                    "placements.placements.show", row.pk, row.person.name or _("No name")
                ),
            ),
            Column(
                "need", _("Need"), lambda row: format_html("<bdi>{}</bdi>", row.match.need.title)
            ),
            Column("host", _("Host"), lambda row: format_html("<bdi>{}</bdi>", row.host.name)),
            Column("starts", _("First day"), lambda row: date_format(row.starts_on)),
            Column("ends", _("Last day"), lambda row: date_format(row.ends_on)),
            Column("state", _("State"), status),
        ],
        filters=[state(Placement.State)],
        empty=Empty(
            what=_("Placements of your programmes and hosts are listed here."),
            who=_("A placement is planned when host and person agree on a match."),
            action_label=_("See the needs"),
            action_url=reverse("needs.needs.listed"),
        ),
        csv_offered=False,
    )
