"""The files of submissions as rows that are not stored yet."""

import hashlib
from datetime import datetime
from typing import Any, TypeVar

from homelands.forms.odk import media
from homelands.forms.odk.media.refused import FileRefused
from homelands.forms.odk.openrosa.batches import SentFile
from homelands.surveys.collection.models import Submission, SubmissionFile
from homelands.surveys.questionnaires.models import StoredFile

F = TypeVar("F", bound=StoredFile)


def cleaned(file: SentFile) -> SentFile:
    """Takes out of a file what the device wrote into it; what we do not know is kept as it came."""
    try:
        kept = media.keep(file.content, "file")
    except FileRefused:
        return file
    return SentFile(file.name, kept.content_type, kept.content)


def row(submission: Submission, file: SentFile, at: datetime) -> SubmissionFile:
    """Returns a file that came with a submission."""
    return SubmissionFile(
        submission=submission,
        destination=submission.destination,
        name=file.name,
        content_type=file.content_type,
        content=file.content,
        size=len(file.content),
        digest=hashlib.sha256(file.content).hexdigest(),
        added_at=at,
    )


def copied(file: StoredFile, kind: type[F], **owner: Any) -> F:
    """Returns a file as one of another owner, not stored yet."""
    fields = ("destination", "name", "content_type", "content", "size", "digest", "added_at")
    return kind(**{field: getattr(file, field) for field in fields} | owner)
