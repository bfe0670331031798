"""The list of placements."""

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _

from homelands.foundation.actors import Actor
from homelands.people.register.queries import seeing
from homelands.people.register.queries.words import member_name
from homelands.programmes.needs.pages.listings import link, state, status
from homelands.programmes.placements.models import Placement
from homelands.programmes.placements.queries import placements as placement_queries
from homelands.ui.listing import Column, Empty, Listing


def placements(rows: QuerySet[Placement], query: QueryDict, by: Actor) -> Listing:
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
                lambda row: link("placements.placements.show", row.pk, member_name(row.seen)),
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
        as_seen=lambda page: seeing.beside(page, lambda row: placement_queries.seen(row, by)),
    )
