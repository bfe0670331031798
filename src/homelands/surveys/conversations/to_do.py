"""Quotes that wait for somebody else than who proposed them."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homelands.foundation import to_do
from homelands.foundation.actors import Actor
from homelands.foundation.errors import why_not
from homelands.foundation.to_do import Item, Source
from homelands.surveys.conversations.models import Quote
from homelands.surveys.conversations.rules.conversations import check_decides

DECIDE = timedelta(days=14)


def register() -> None:
    to_do.register(Source("conversations.quotes", to_decide, covers=[Quote.State.PROPOSED]))


def to_decide(actor: Actor, today: date, most: int) -> Iterator[Item]:
    """Quotes that a colleague proposed for publication."""
    rows = Quote.objects.filter(~Q(proposed_by=actor.user_id), state=Quote.State.PROPOSED)
    for quote in rows.select_related("study", "transcript").order_by("proposed_at"):
        if why_not(check_decides, actor, quote):
            continue
        if most == 0:
            return
        most -= 1
        since = timezone.localdate(quote.proposed_at)
        yield Item(
            sort=_("Quote"),
            title=quote.study.name,
            act=_("Decide"),
            url=reverse("conversations.quotes.decide", args=[quote.pk]),
            due_on=since + DECIDE,
            since=since,
        )
