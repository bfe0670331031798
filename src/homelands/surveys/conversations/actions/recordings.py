"""Recordings are kept for a while, without what the device wrote into them, and then deleted."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from homelands.forms.odk import media
from homelands.foundation.action import action
from homelands.foundation.actors import Actor
from homelands.surveys.conversations.models import Conversation, Recording
from homelands.surveys.conversations.rules.conversations import (
    check_keeps,
    check_may_record,
    check_recording_size,
)

#: Long enough to write it down and have the transcript checked.
KEPT_FOR = timedelta(days=180)


@dataclass(frozen=True)
class Upload:
    """A file as it was chosen."""

    name: str
    content: bytes


@action(who=check_keeps)
def add(conversation: Conversation, *, file: Upload, at: datetime, by: Actor) -> Recording:
    """Keeps the sound of a conversation until it is written down, for half a year at most."""
    check_may_record(conversation)
    check_recording_size(len(file.content))
    kept = media.keep(file.content, "audio")
    return Recording.objects.create(
        conversation=conversation,
        name=file.name[-255:],
        content_type=kept.content_type,
        content=kept.content,
        size=len(kept.content),
        added_at=at,
        delete_on=(at + KEPT_FOR).date(),
    )


@action(who=check_keeps)
def remove(conversation: Conversation, *, recording: Recording, by: Actor) -> Conversation:
    """Deletes a recording for good."""
    conversation.recordings.filter(pk=recording.pk).delete()
    return conversation


@action(who=check_keeps)
def expire(conversation: Conversation, *, on: date, by: Actor) -> Conversation:
    """Deletes the recordings whose time is over."""
    conversation.recordings.filter(delete_on__lte=on).delete()
    return conversation
