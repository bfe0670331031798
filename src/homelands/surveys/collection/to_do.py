"""Submissions and data quality flags that wait for the manager of their study."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Min, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from homelands.foundation import to_do
from homelands.foundation.actors import EVERYWHERE, Actor
from homelands.foundation.roles import Role
from homelands.foundation.to_do import Item, Source
from homelands.surveys.collection.models import QualityFlag, Submission
from homelands.surveys.collection.queries.submissions import undecided
from homelands.surveys.questionnaires.models import Study

DECIDE = timedelta(days=7)
REVIEW = timedelta(days=14)


def register() -> None:
    to_do.register(
        Source(
            "collection.submissions",
            to_take_in,
            covers=[
                Submission.State.REVIEW,
                Submission.State.SEALED,
                Submission.State.INCOMPLETE,
                Submission.State.QUARANTINED,
            ],
        ),
        Source("collection.flags", to_review, covers=[QualityFlag.State.OPEN]),
    )


def to_take_in(actor: Actor, today: date, most: int) -> Iterator[Item]:
    """Studies in which submissions are not taken in before somebody decides."""
    rows = Submission.objects.filter(undecided())
    for study, n, since in _by_study(rows, "received_at", actor, most):
        yield Item(
            sort=_("Submissions"),
            title=study.name,
            about=ngettext("%(n)s to decide on", "%(n)s to decide on", n) % {"n": n},
            act=_("Decide"),
            url=reverse("collection.submissions.listed", args=[study.pk]) + "?state=undecided",
            due_on=since + DECIDE,
            since=since,
        )


def to_review(actor: Actor, today: date, most: int) -> Iterator[Item]:
    """Studies with data quality flags that nobody has looked at."""
    rows = QualityFlag.objects.filter(state=QualityFlag.State.OPEN)
    for study, n, since in _by_study(rows, "raised_at", actor, most):
        yield Item(
            sort=_("Data quality"),
            title=study.name,
            about=ngettext("%(n)s flag", "%(n)s flags", n) % {"n": n},
            act=_("Review"),
            url=reverse("collection.quality_flags.listed", args=[study.pk]) + "?state=open",
            due_on=since + REVIEW,
            since=since,
        )


def _by_study(
    rows: QuerySet[Any], moment: str, actor: Actor, most: int
) -> Iterator[tuple[Study, int, date]]:
    """Counts what waits in the countries whose survey manager the actor is, by study."""
    managed = actor.countries([Role.SURVEY_MANAGER])
    if EVERYWHERE not in managed:
        rows = rows.filter(destination__in=managed)
    counted = rows.values("study").annotate(n=Count("pk"), at=Min(moment)).order_by("at")[:most]
    waiting = {row["study"]: row for row in counted}
    for study in Study.objects.filter(pk__in=waiting):
        row = waiting[study.pk]
        yield study, row["n"], timezone.localdate(row["at"])
