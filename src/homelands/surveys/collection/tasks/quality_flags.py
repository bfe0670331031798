"""Flags about answers are looked for: about new ones each minute, about all of a study at night."""

from datetime import UTC, datetime, timedelta

from homelands.foundation import jobs
from homelands.foundation.actions import retention
from homelands.foundation.actors import Actor
from homelands.foundation.retention import kind
from homelands.surveys.collection.actions import quality_flags
from homelands.surveys.collection.queries import quality_flags as flag_queries

#: Answers are looked at in two rounds: those that were being stored in the first are in the second.
_NEW = timedelta(minutes=2)


@jobs.every("* * * * *")
def look(timestamp: int) -> None:
    """Looks for flags about new answers, apart from taking them in: nobody waits for it.

    What came while no worker ran is looked at in the night.
    """
    at, by = datetime.fromtimestamp(timestamp, UTC), Actor.system("collection.quality_flags")
    for study in flag_queries.answered(at - _NEW):
        quality_flags.look(study, since=at - _NEW, at=at, by=by)


@jobs.every("20 2 * * *")
def review_quality_flags(timestamp: int) -> None:
    """Looks every night at all answers of the studies that run."""
    at, by = datetime.fromtimestamp(timestamp, UTC), Actor.system("collection.quality_flags")
    for study in flag_queries.running(at.date()):
        quality_flags.review(study, at=at, by=by)


@jobs.every("30 2 * * *")
def forget_traces(timestamp: int) -> None:
    """Deletes what told one machine from another, a month after its study closed."""
    at = datetime.fromtimestamp(timestamp, UTC)
    by, traces = Actor.system("collection.quality_flags"), kind("collection.traces")
    removed = traces.count(at)
    quality_flags.forget(at=at, by=by)
    retention.note(traces, removed=removed, at=at, by=by)
