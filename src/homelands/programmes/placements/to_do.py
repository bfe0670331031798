"""Placements that wait: to be planned, begun and ended on their days; and what is due in them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homelands.foundation import to_do
from homelands.foundation.actors import Actor
from homelands.foundation.roles import Role
from homelands.foundation.to_do import Item, Source
from homelands.programmes.needs.queries.needs import of_programmes
from homelands.programmes.placements.models import Placement
from homelands.programmes.selection.models import Match

#: How long those who agreed wait for their plan.
PLAN = timedelta(days=7)


def register() -> None:
    to_do.register(
        Source("placements.plan", to_plan, covers=[Match.State.AGREED]),
        Source("placements.start", to_start, covers=[Placement.State.PLANNED]),
        Source("placements.complete", to_complete, covers=[Placement.State.UNDER_WAY]),
    )


def titles(keys: Sequence[UUID]) -> Mapping[UUID, str]:
    """Returns the need that each placement meets."""
    return dict(Placement.objects.filter(pk__in=keys).values_list("pk", "match__need__title"))


def to_plan(actor: Actor, today: date, most: int) -> Iterator[Item]:
    """Matches on which host and person agreed, and which nobody has planned."""
    agreed = Match.objects.filter(
        of_programmes(actor, Role.PROGRAMME_MANAGER), state=Match.State.AGREED
    )
    for match in agreed.select_related("need__host").order_by("agreed_at")[:most]:
        since = timezone.localdate(match.agreed_at)
        yield Item(
            sort=_("Match"),
            title=match.need.title,
            about=match.need.host.name,
            act=_("Plan"),
            url=reverse("placements.placements.plan", args=[match.pk]),
            due_on=since + PLAN,
            since=since,
        )


def to_start(actor: Actor, today: date, most: int) -> Iterator[Item]:
    """Placements that begin."""
    for placement in _of(actor, Placement.State.PLANNED).order_by("starts_on")[:most]:
        yield _item(placement, _("It begins"), _("Begin"), placement.starts_on)


def to_complete(actor: Actor, today: date, most: int) -> Iterator[Item]:
    """Placements that come to their end."""
    for placement in _of(actor, Placement.State.UNDER_WAY).order_by("ends_on")[:most]:
        yield _item(placement, _("It ends"), _("Complete"), placement.ends_on)


def _of(actor: Actor, state: str) -> QuerySet[Placement]:
    rows = Placement.objects.filter(of_programmes(actor, Role.PROGRAMME_MANAGER), state=state)
    return rows.select_related("match__need", "host")


def _item(placement: Placement, what: str, act: str, due_on: date) -> Item:
    return Item(
        sort=_("Placement"),
        title=placement.match.need.title,
        about=f"{what} · {placement.host.name}",
        act=act,
        url=reverse("placements.placements.show", args=[placement.pk]),
        due_on=due_on,
    )
