"""Recordings of conversations go on their day."""

from datetime import UTC, datetime

from homelands.foundation import jobs
from homelands.foundation.actions import retention
from homelands.foundation.actors import Actor
from homelands.foundation.retention import kind
from homelands.surveys.conversations.actions import recordings
from homelands.surveys.conversations.queries import conversations


@jobs.every("40 2 * * *")
def delete_recordings(timestamp: int) -> None:
    """Deletes recordings on their day, whether they were written down or not."""
    at, by = datetime.fromtimestamp(timestamp, UTC), Actor.system("conversations.recordings")
    over = list(conversations.expired(at.date()))
    for conversation in over:
        recordings.expire(conversation, on=at.date(), by=by)
    retention.note(kind("conversations.recordings"), removed=len(over), at=at, by=by)
