"""Files of answers that wait for a second officer."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homelands.foundation import to_do
from homelands.foundation.actors import Actor
from homelands.foundation.errors import why_not
from homelands.foundation.to_do import Item, Source
from homelands.surveys.datasets.models import ExportRequest
from homelands.surveys.datasets.rules.exports import APPROVERS, check_may_decide

DECIDE = timedelta(days=3)


def register() -> None:
    to_do.register(Source("datasets.exports", to_decide, covers=[ExportRequest.State.WAITING]))


def to_decide(actor: Actor, today: date, most: int) -> Iterator[Item]:
    """Files that a colleague asked for; the actor's own wait for somebody else."""
    waiting = ExportRequest.objects.filter(state=ExportRequest.State.WAITING)
    if not actor.holds(*APPROVERS):
        waiting = waiting.filter(requested_by=str(actor.user_id))
    for export in waiting.select_related("study").order_by("requested_at")[:most]:
        decides = not why_not(check_may_decide, actor, export)
        since = timezone.localdate(export.requested_at)
        yield Item(
            sort=_("File of answers"),
            title=export.study.name,
            act=_("Decide") if decides else _("Look"),
            url=reverse("datasets.exports.show", args=[export.pk]),
            due_on=since + DECIDE,
            since=since,
            waits_for="" if decides else _("A second officer"),
        )
