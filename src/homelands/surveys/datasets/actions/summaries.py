"""What is kept of a study's answers: counted again when enough others have come."""

from datetime import datetime

from homelands.foundation import jobs
from homelands.foundation.action import action
from homelands.foundation.actors import Actor
from homelands.foundation.locking import locked
from homelands.foundation.rules import check_system
from homelands.surveys.datasets.models import Skips, Summary, Tally
from homelands.surveys.datasets.queries import skips, tallies, variables
from homelands.surveys.datasets.queries.tallies import Counted
from homelands.surveys.questionnaires.models import Study

_TASK = "datasets.tasks.summaries.bring_up_to_date"


@action(who=check_system)
def count(study: Study, *, through: datetime, at: datetime, by: Actor) -> Summary:
    """Counts the answers of a study up to a moment, and keeps what was counted."""
    study = locked(study)
    counted = tallies.count(study, variables.of(study), through)
    _complete, drafts = tallies.begun(study)
    Summary.objects.filter(study=study).delete()
    summary = Summary.objects.create(
        study=study,
        through=through,
        counted_at=at,
        responses=counted.total,
        drafts=drafts,
        days=tallies.by(study, through, "day"),
        collectors=tallies.by(study, through, "collector"),
        destinations=tallies.by(study, through, "destination"),
        is_read=counted.is_read,
    )
    Tally.objects.bulk_create(
        _tally(summary, question, one) for question, one in counted.questions.items()
    )
    if skips.unread(study).exists():
        jobs.later(_TASK, study=str(study.pk))
    return summary


def _tally(summary: Summary, question: str, counted: Counted) -> Tally:
    return Tally(
        summary=summary,
        question=question,
        answered=counted.answered,
        unasked=counted.unasked,
        codes=dict(counted.codes),
        people=dict(counted.people),
        mean=counted.mean,
        quartiles=list(counted.quartiles),
        edges=list(counted.edges),
    )


@action(who=check_system)
def read(study: Study, *, since: datetime | None = None, by: Actor) -> Study:
    """Notes what some complete answers of a study were not asked."""
    Skips.objects.bulk_create(
        skips.read(study, since),
        update_conflicts=True,
        unique_fields=["response"],
        update_fields=["changed_at", "places"],
    )
    return study
