"""The list of payments."""

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from homelands.foundation.actors import Actor
from homelands.people.register.queries import seeing
from homelands.people.register.queries.words import member_name
from homelands.programmes.needs.pages.listings import link, state, status
from homelands.programmes.payments.models import Payment
from homelands.programmes.payments.queries import payments as payment_queries
from homelands.ui.listing import Column, Empty, Listing


def payments(rows: QuerySet[Payment], query: QueryDict, by: Actor) -> Listing:
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
                lambda row: link("payments.payments.show", row.pk, member_name(row.seen)),
            ),
            Column("kind", _("Kind"), lambda row: row.get_kind_display()),
            Column("amount", _("Amount"), lambda row: str(row.money), numeric=True),
            Column("made", _("Prepared by"), lambda row: row.made_by.name),
            Column("on", _("Prepared on"), lambda row: date_format(row.made_at)),
            Column("state", _("State"), status),
        ],
        filters=[state(Payment.State)],
        empty=Empty(
            what=_("Payments for placements are listed here."),
            who=_("A finance maker prepares a payment on the page of its placement."),
            action_label=_("See the placements"),
            action_url=reverse("placements.placements.listed"),
        ),
        csv_offered=False,
        as_seen=lambda page: seeing.beside(page, lambda row: payment_queries.seen(row, by)),
    )
