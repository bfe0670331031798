"""Files of answers are taken in."""

from datetime import UTC, datetime
from uuid import UUID

from homelands.foundation import jobs
from homelands.foundation.actions import retention
from homelands.foundation.actors import Actor
from homelands.foundation.retention import kind
from homelands.surveys.datasets.actions import imports
from homelands.surveys.datasets.models import ImportFile


@jobs.task
def bring(file: str) -> None:
    """Takes in a file of answers; a second time it does nothing."""
    files = ImportFile.objects.select_related("study").select_for_update(of=("self",))
    found = files.get(pk=UUID(file))
    if found.finished_at is None:
        imports.take_in(found, at=datetime.now(UTC), by=Actor.system("datasets.imports"))


@jobs.every("35 2 * * *")
def forget_files(timestamp: int) -> None:
    """Deletes the files of answers that nobody took in for a week."""
    at = datetime.fromtimestamp(timestamp, UTC)
    by, files = Actor.system("datasets.imports"), kind("datasets.imports")
    removed = files.count(at)
    imports.forget(at=at, by=by)
    retention.note(files, removed=removed, at=at, by=by)
