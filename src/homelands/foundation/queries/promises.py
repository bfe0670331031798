"""What is owed, to whom and by when."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Avg, Count, DurationField, ExpressionWrapper, F, Q, QuerySet
from django.urls import reverse

from homelands.foundation.actors import Actor
from homelands.foundation.models import Promise
from homelands.foundation.promises import KINDS


@dataclass(frozen=True)
class Owed:
    """One promise as the desk shows it."""

    promise: Promise
    label: str
    url: str
    overdue: bool


#: Replies that are due later are counted no further.
MOST_LATER = 1000


@dataclass(frozen=True)
class Desk:
    """The officer's three lists, and how many replies are due later."""

    overdue: list[Owed]
    today: list[Owed]
    waiting: list[Owed]
    later: int
    more_later: bool


def _mine(actor: Actor) -> Q:
    """Those promises whose role the actor holds where the promise belongs."""
    if actor.is_system:
        return Q()
    clauses = [Q(pk=None)]
    for reach in actor.reaches:
        clause = Q(role=reach.role)
        if reach.country:
            clause &= Q(country=reach.country)
        if reach.organisation:
            clause &= Q(organisation=reach.organisation)
        if reach.programme:
            clause &= Q(programme=reach.programme)
        clauses.append(clause)
    return reduce(or_, clauses)


def open_for(actor: Actor) -> QuerySet[Promise]:
    """Returns the open promises that the actor's roles must keep, the most urgent first."""
    return Promise.objects.filter(_mine(actor), kept_at=None).order_by("due_at")


def _owed(promise: Promise, now: datetime) -> Owed:
    kind = KINDS[promise.kind]
    return Owed(
        promise=promise,
        label=str(kind.label),
        url=reverse(kind.page, args=[promise.subject_id]),
        overdue=promise.due_at < now,
    )


def desk(actor: Actor, now: datetime, most: int = 50) -> Desk:
    """Sorts what the actor owes into overdue, due within a day, and waiting for others."""
    mine = open_for(actor)
    tomorrow = now + timedelta(days=1)
    active = mine.filter(waiting_since=None)
    later = active.filter(due_at__gte=tomorrow).order_by()[: MOST_LATER + 1].count()
    return Desk(
        overdue=[_owed(p, now) for p in active.filter(due_at__lt=now)[:most]],
        today=[_owed(p, now) for p in active.filter(due_at__gte=now, due_at__lt=tomorrow)[:most]],
        waiting=[_owed(p, now) for p in mine.exclude(waiting_since=None)[:most]],
        later=min(later, MOST_LATER),
        more_later=later > MOST_LATER,
    )


def about(subject_id: UUID) -> Promise | None:
    """Returns the open promise about a record, the most urgent one."""
    return Promise.objects.filter(subject_id=subject_id, kept_at=None).order_by("due_at").first()


def owed_to(person_id: UUID | None, now: datetime) -> list[Owed]:
    """Returns what a person is owed, kept promises included, the latest first."""
    promises = Promise.objects.filter(person_id=person_id).order_by("-made_at")[:50]
    return [_owed(promise, now) for promise in promises]


@dataclass(frozen=True)
class ResponseTime:
    """How fast one kind of promise was kept: what the public page shows."""

    label: str
    kept: int
    mean_days: float
    in_time: int
    overdue: int


def response_times(now: datetime) -> list[ResponseTime]:
    """Returns, for each kind, how many promises were kept, how fast, and how many in time."""
    taken = ExpressionWrapper(F("kept_at") - F("made_at"), output_field=DurationField())
    rows = (
        Promise.objects.values("kind")
        .annotate(
            kept=Count("kept_at"),
            mean=Avg(taken),
            in_time=Count("pk", filter=Q(kept_at__lte=F("due_at"))),
            overdue=Count("pk", filter=Q(kept_at=None, due_at__lt=now)),
        )
        .order_by("kind")
    )
    return [
        ResponseTime(
            label=str(KINDS[row["kind"]].label),
            kept=row["kept"],
            mean_days=round(row["mean"].total_seconds() / 86400, 1) if row["mean"] else 0.0,
            in_time=row["in_time"],
            overdue=row["overdue"],
        )
        for row in rows
        if row["kind"] in KINDS
    ]
