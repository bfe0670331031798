"""Data files are made on request, and deleted when their time is over."""

from datetime import UTC, datetime
from uuid import UUID

from homelands.foundation import jobs, mail
from homelands.foundation.actions import retention
from homelands.foundation.actors import Actor
from homelands.foundation.models import User
from homelands.foundation.retention import kind
from homelands.surveys.datasets.actions import exports
from homelands.surveys.datasets.models import ExportRequest
from homelands.surveys.datasets.queries import exports as export_queries

_AT_NIGHT = "25 3 * * *"
_MAKER = Actor.system("datasets.exports")


@jobs.task_in("exports")
def make_export(export: str) -> None:
    """Makes a data file and writes to the officer who asked for it."""
    held = ExportRequest.objects.select_related("study").get(pk=UUID(export))
    if held.state != ExportRequest.State.APPROVED:
        return
    _write_to(exports.make(held, at=datetime.now(UTC), by=_MAKER))


def _write_to(export: ExportRequest) -> None:
    """Sends a letter without any content of the file."""
    user = User.objects.get(pk=export.requested_by)
    if not user.email:
        return
    link = mail.address("datasets.exports.show", export.pk)
    context = {"export": export, "link": link}
    to = mail.Receiver(user.email, user.language, f"export {export.pk}")
    mail.send(to, "datasets/exports/letters/made.txt", context)


@jobs.every(_AT_NIGHT)
def expire_exports(timestamp: int) -> None:
    """Deletes data files whose time is over."""
    at = datetime.fromtimestamp(timestamp, UTC)
    over = list(export_queries.over(at))
    for export in over:
        exports.expire(export, by=_MAKER)
    retention.note(kind("datasets.exports"), removed=len(over), at=at, by=_MAKER)
