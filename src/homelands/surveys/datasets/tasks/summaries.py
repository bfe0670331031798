"""What is kept of studies' answers is brought up to date, apart from taking answers in."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from homelands.foundation import jobs
from homelands.foundation.actors import Actor
from homelands.surveys.collection.queries.quality_flags import answered
from homelands.surveys.datasets.actions import summaries
from homelands.surveys.datasets.queries import skips, tallies
from homelands.surveys.datasets.rules.summaries import is_due
from homelands.surveys.questionnaires.models import Study

_BY = Actor.system("datasets.summaries")
_NEW = timedelta(minutes=2)
_TASK = "datasets.tasks.summaries.bring_up_to_date"


@jobs.every("* * * * *")
def look(timestamp: int) -> None:
    """Looks where answers came in since the last round, and at those alone."""
    at = datetime.fromtimestamp(timestamp, UTC)
    for study in answered(at - _NEW):
        keep(study, at, since=at - _NEW)


@jobs.every("40 2 * * *")
def review(timestamp: int) -> None:
    """Looks every night at all answers of every study."""
    for study in Study.objects.all():
        keep(study, datetime.fromtimestamp(timestamp, UTC), at_night=True)


@jobs.task_for_many
def bring_up_to_date(study: str) -> None:
    """Goes on with a study whose answers were not all read in one round."""
    held = Study.objects.filter(pk=UUID(study)).first()
    if held is not None:
        keep(held, datetime.now(UTC))


def keep(
    study: Study, at: datetime, *, since: datetime | None = None, at_night: bool = False
) -> None:
    """Reads what answers were not asked, and counts them all if enough of them are new."""
    if skips.unread(study, since).exists():
        summaries.read(study, since=since, by=_BY)
    if skips.unread(study, since).exists():
        jobs.later(_TASK, study=str(study.pk))
        return
    kept = tallies.kept(study)
    complete, _drafts = tallies.begun(study)
    if is_due(kept, complete, at_night=at_night):
        summaries.count(study, through=at, at=at, by=_BY)
    elif since is None and kept is not None and not kept.is_read and skips.is_known(study):
        summaries.count(study, through=kept.through, at=at, by=_BY)
