"""What is owed, to whom and by when."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Avg, Count, DurationField, ExpressionWrapper, F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from homelands.foundation.actors import Actor, Reach
from homelands.foundation.models import Promise
from homelands.foundation.promises import KINDS
from homelands.foundation.reference import countries
from homelands.foundation.to_do import Item


@dataclass(frozen=True)
class Owed:
    """One promise as the person to whom it was made reads it."""

    promise: Promise
    label: str
    title: str
    url: str
    overdue: bool


def _scopes(actor: Actor) -> list[Q]:
    """Says for each of the actor's grants which promises it must keep."""
    if actor.is_system:
        return [Q()]
    return [_scope(reach) for reach in actor.reaches] or [Q(pk__in=())]


def _scope(reach: Reach) -> Q:
    scope = Q(role=reach.role)
    if reach.country:
        scope &= Q(country=reach.country)
    if reach.organisation:
        scope &= Q(organisation=reach.organisation)
    if reach.programme:
        scope &= Q(programme=reach.programme)
    return scope


def open_for(actor: Actor, most: int, when: Q) -> QuerySet[Promise]:
    """Returns open promises that the actor's roles must keep, the most urgent of each grant.

    They are looked up grant by grant: each finds its own by an index, all together would not.
    """
    rows = Promise.objects.filter(when, kept_at=None).order_by("due_at")
    first, *more = [rows.filter(scope)[:most] for scope in _scopes(actor)]
    return first.union(*more) if more else first


def owed_by(actor: Actor, today: date, most: int) -> Iterator[Item]:
    """Gives what the actor's roles owe a reply as things to do, the most urgent first."""
    rows = sorted(open_for(actor, most, Q()), key=lambda promise: promise.due_at)[:most]
    titles = _titles(rows)
    for promise in rows:
        kind = KINDS[promise.kind]
        place = countries.name(promise.country, get_language() or "en") if promise.country else ""
        title = titles.get(promise.subject_id)
        yield Item(
            sort=kind.sort,
            title=title or kind.label,
            about=" · ".join(filter(None, [str(kind.label) if title else "", place])),
            act=kind.act,
            url=reverse(kind.page, args=[promise.subject_id]),
            due_on=_day(promise.due_at),
            since=_day(promise.made_at),
            waits_for=_("Somebody else") if promise.waiting_since else "",
            escalated=promise.escalated_at is not None,
        )


def _day(moment: datetime) -> date:
    """Returns the day on the clock of the pages."""
    return moment.astimezone(timezone.get_current_timezone()).date()


def _titles(rows: list[Promise]) -> dict[UUID, str]:
    """Asks each app once for what its records are called."""
    keys: dict[str, list[UUID]] = defaultdict(list)
    for promise in rows:
        keys[promise.kind].append(promise.subject_id)
    titles: dict[UUID, str] = {}
    for kind, subjects in keys.items():
        titles.update(KINDS[kind].titles(subjects))
    return titles


def about(subject_id: UUID) -> Promise | None:
    """Returns the open promise about a record, the most urgent one."""
    return Promise.objects.filter(subject_id=subject_id, kept_at=None).order_by("due_at").first()


def owed_to(person_id: UUID | None, now: datetime) -> list[Owed]:
    """Returns what a person is owed, kept promises included, the latest first."""
    promises = Promise.objects.filter(person_id=person_id, kind__in=_asked())
    rows = list(promises.order_by("-made_at")[:50])
    titles = _titles(rows)
    return [_owed(promise, titles.get(promise.subject_id, ""), now) for promise in rows]


def _owed(promise: Promise, title: str, now: datetime) -> Owed:
    kind = KINDS[promise.kind]
    return Owed(
        promise=promise,
        label=str(kind.theirs or kind.label),
        title=title,
        url=kind.their_page(promise.subject_id) if kind.their_page else "",
        overdue=promise.due_at < now,
    )


def _asked() -> list[str]:
    return [kind.code for kind in KINDS.values() if kind.asked]


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
        if row["kind"] in _asked()
    ]
