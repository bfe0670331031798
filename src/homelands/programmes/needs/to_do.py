"""Needs that wait: drafts for their host, approved ones for a call."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homelands.foundation import to_do
from homelands.foundation.actors import Actor
from homelands.foundation.roles import Role
from homelands.foundation.to_do import Item, Source
from homelands.programmes.needs.models import Need
from homelands.programmes.needs.queries.needs import of_programmes

#: How long a need may stand still.
STANDS_STILL = timedelta(days=14)


def register() -> None:
    to_do.register(
        Source("needs.submit", to_submit, covers=[Need.State.DRAFT]),
        Source("needs.call", to_call, covers=[Need.State.APPROVED]),
    )


def titles(keys: Sequence[UUID]) -> Mapping[UUID, str]:
    """Returns what needs are called."""
    return dict(Need.objects.filter(pk__in=keys).values_list("pk", "title"))


def to_submit(actor: Actor, today: date, most: int) -> Iterator[Item]:
    """Drafts of the actor's own hosts, which nobody else has seen yet."""
    hosts = list(actor.organisations([Role.HOST_FOCAL_POINT]))
    drafts = Need.objects.filter(state=Need.State.DRAFT, host__pk__in=hosts)
    return _items(drafts.select_related("host").order_by("made_at")[:most], _("Finish"))


def to_call(actor: Actor, today: date, most: int) -> Iterator[Item]:
    """Needs that were approved, and for which nobody can apply yet."""
    approved = Need.objects.filter(
        of_programmes(actor, Role.PROGRAMME_MANAGER), state=Need.State.APPROVED
    )
    return _items(approved.select_related("host").order_by("made_at")[:most], _("Open a call"))


def _items(needs: Iterable[Need], act: str) -> Iterator[Item]:
    for need in needs:
        since = timezone.localdate(need.made_at)
        yield Item(
            sort=_("Need"),
            title=need.title,
            about=need.host.name,
            act=act,
            url=reverse("needs.needs.show", args=[need.pk]),
            due_on=since + STANDS_STILL,
            since=since,
        )
