"""Reads of the doors of a study: one by its token, all with their counts, which are full."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count

from homelands.foundation import parts
from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor
from homelands.surveys.questionnaires.models import Collector, Response, Study
from homelands.surveys.questionnaires.queries.responses import safe

# As in queries/responses.py: counts are taken over every country, and give no row away.
_COUNTER = Actor.system("questionnaires.collectors.count")


def by_token(token: str, kind: str) -> Collector | None:
    """Returns the door that a token opens, if it is of the kind, with its study's invitations."""
    found = Collector.objects.select_related("study__scheme")
    return found.filter(token=token[:40], kind=kind).first()


def of(study: Study) -> list[Collector]:
    """Returns the doors of a study: those that are open first, by name."""
    return sorted(
        Collector.objects.filter(study=study).select_related("study"),
        key=lambda door: (door.stopped_at is not None, door.name),
    )


@dataclass(frozen=True)
class Taken:
    """What came in by a door: complete answers (None: too few to show), and what waits."""

    complete: int | None
    waiting: int


def taken(doors: Iterable[Collector]) -> dict[UUID, Taken]:
    """Counts what came in by each door, without the numbers by which somebody could be found."""
    keys = [door.pk for door in doors]
    counted = _complete(keys)
    shown = safe([(str(key), counted.get(key, 0)) for key in keys])
    waiting = parts.waiting("collector", keys)
    return {
        key: Taken(n, waiting.get(key, 0)) for key, (_, n) in zip(keys, shown.rows, strict=True)
    }


def _complete(keys: list[UUID]) -> dict[UUID, int]:
    rows = Response.objects.filter(collector__in=keys, completed_at__isnull=False)
    with acting(_COUNTER):
        found = rows.values_list("collector").annotate(n=Count("pk")).order_by("collector")
        return dict(found)


def is_full(door: Collector) -> bool:
    """Says whether a door has taken as many complete answers as it may."""
    return door.quota is not None and _complete([door.pk]).get(door.pk, 0) >= door.quota


def is_within(door: Collector, on: date) -> bool:
    """Says whether a day lies between a door's opening and its closing."""
    return door.opens_on <= on and (door.closes_on is None or on <= door.closes_on)


def count_open(study: Study) -> int:
    """Counts the collectors of a study that were not stopped."""
    return Collector.objects.filter(study=study, stopped_at=None).count()
