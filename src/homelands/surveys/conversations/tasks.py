"""Recordings of conversations go on their day."""

from datetime import UTC, datetime

from homelands.foundation import jobs
from homelands.foundation.actors import Actor
from homelands.surveys.conversations.actions import recordings
from homelands.surveys.conversations.queries import conversations


@jobs.every("40 2 * * *")
def delete_recordings(timestamp: int) -> None:
    """Deletes recordings on their day, whether they were written down or not."""
    on = datetime.fromtimestamp(timestamp, UTC).date()
    for conversation in conversations.expired(on):
        recordings.expire(conversation, on=on, by=Actor.system("conversations.recordings"))
