"""Doubts about answers are looked for: about new ones at once, about all of a study at night."""

from datetime import UTC, datetime
from uuid import UUID

from homelands.foundation import jobs
from homelands.foundation.actors import Actor
from homelands.surveys.collection.actions import signals
from homelands.surveys.collection.queries import signals as signal_queries
from homelands.surveys.questionnaires.models import Response


@jobs.task
def look(response: str) -> None:
    """Looks for doubts about new answers, apart from taking them in: nobody waits for it."""
    held = Response.objects.select_related("study").filter(pk=UUID(response)).first()
    if held is not None:
        signals.look(held, at=datetime.now(UTC), by=Actor.system("collection.signals"))


@jobs.every("20 2 * * *")
def review_signals(timestamp: int) -> None:
    """Looks every night at all answers of the studies that run."""
    at, by = datetime.fromtimestamp(timestamp, UTC), Actor.system("collection.signals")
    for study in signal_queries.running(at.date()):
        signals.review(study, at=at, by=by)


@jobs.every("30 2 * * *")
def forget_traces(timestamp: int) -> None:
    """Deletes what told one machine from another, a month after its study closed."""
    at = datetime.fromtimestamp(timestamp, UTC)
    signals.forget(at=at, by=Actor.system("collection.signals"))
