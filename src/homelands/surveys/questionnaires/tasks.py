"""Answers that tried a form out go by themselves."""

from datetime import UTC, datetime

from homelands.foundation import jobs
from homelands.foundation.actions import retention
from homelands.foundation.actors import Actor
from homelands.foundation.retention import kind
from homelands.surveys.questionnaires.actions import trials


@jobs.every("35 2 * * *")
def forget_trials(timestamp: int) -> None:
    """Throws away trials that nobody has changed for two weeks."""
    at = datetime.fromtimestamp(timestamp, UTC)
    by, over = Actor.system("questionnaires.trials"), kind("questionnaires.trials")
    removed = over.count(at)
    trials.expire(at=at, by=by)
    retention.note(over, removed=removed, at=at, by=by)
