"""Files of people that wait for a second officer."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from homelands.foundation import to_do
from homelands.foundation.actors import Actor
from homelands.foundation.errors import why_not
from homelands.foundation.to_do import Item, Source
from homelands.people.register.models import PeopleExport
from homelands.people.register.queries import exports
from homelands.people.register.rules.exports import check_may_decide


def register() -> None:
    to_do.register(Source("register.exports", to_decide, covers=[PeopleExport.State.WAITING]))


def to_decide(actor: Actor, today: date, most: int) -> Iterator[Item]:
    """Files that a colleague asked for; the actor's own wait for somebody else."""
    rows = exports.visible_to(actor).filter(state=PeopleExport.State.WAITING)
    for export in rows.order_by("expires_at")[:most]:
        decides = not why_not(check_may_decide, actor, export)
        yield Item(
            sort=_("File of people"),
            title=export.get_purpose_display(),
            about=ngettext("%(n)s person", "%(n)s people", export.rows) % {"n": export.rows},
            act=_("Decide") if decides else _("Look"),
            url=reverse("register.exports.show", args=[export.pk]),
            due_on=timezone.localdate(export.expires_at),
            since=timezone.localdate(export.requested_at),
            waits_for="" if decides else _("A second officer"),
        )
