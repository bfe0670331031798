"""Reads of the collectors of a study: one by its token, all with their counts, which are full."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count

from homelands.foundation import parts
from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor
from homelands.foundation.encryption import blind_word
from homelands.surveys.questionnaires.models import Collector, Response, Study
from homelands.surveys.questionnaires.queries.responses import safe

# As in queries/responses.py: counts are taken over every country, and give no row away.
_COUNTER = Actor.system("questionnaires.collectors.count")


def by_token(token: str, kind: str) -> Collector | None:
    """Returns the collector of a token, if it is of the kind, with its study."""
    collectors = Collector.objects.select_related("study")
    return collectors.filter(token_index=blind_word(token), kind=kind).first()


def of(study: Study) -> list[Collector]:
    """Returns the collectors of a study: those that are open first, by name."""
    return sorted(
        Collector.objects.filter(study=study).select_related("study"),
        key=lambda collector: (collector.stopped_at is not None, collector.name),
    )


@dataclass(frozen=True)
class Taken:
    """What came in by a collector: complete answers (None: too few to show), and what waits."""

    complete: int | None
    waiting: int


def taken(collectors: Iterable[Collector]) -> dict[UUID, Taken]:
    """Counts what came in by each collector, without numbers by which somebody is found."""
    keys = [collector.pk for collector in collectors]
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


def is_full(collector: Collector) -> bool:
    """Says whether a collector has taken as many complete answers as it may."""
    return (
        collector.quota is not None
        and _complete([collector.pk]).get(collector.pk, 0) >= collector.quota
    )


def is_within(collector: Collector, on: date) -> bool:
    """Says whether a day lies between a collector's opening and its closing."""
    return collector.opens_on <= on and (collector.closes_on is None or on <= collector.closes_on)


def count_open(study: Study) -> int:
    """Counts the collectors of a study that were not stopped."""
    return Collector.objects.filter(study=study, stopped_at=None).count()
