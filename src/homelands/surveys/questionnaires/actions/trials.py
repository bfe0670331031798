"""A form is tried out: answers that count nowhere are begun, noted on the way, and thrown away."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import QuerySet

from homelands.foundation.access.context import acting
from homelands.foundation.action import action
from homelands.foundation.actors import Actor
from homelands.foundation.locking import locked
from homelands.foundation.rules import check_system
from homelands.surveys.questionnaires.actions import responses
from homelands.surveys.questionnaires.actions.responses import Opening
from homelands.surveys.questionnaires.models import Questionnaire, Response, Study
from homelands.surveys.questionnaires.queries import trials
from homelands.surveys.questionnaires.rules import (
    check_manages,
    check_manages_of,
    check_respondent,
)
from homelands.surveys.questionnaires.rules.trials import MOST_STEPS


@dataclass(frozen=True)
class Sending:
    """A page as it was sent, and what was not accepted on it: path, answer and sentence."""

    page: str
    said: Sequence[tuple[str, str, str]] = ()


@action(who=check_manages_of)
def begin(
    questionnaire: Questionnaire, *, opening: Opening, digest: str, at: datetime, by: Actor
) -> Response:
    """Begins answers that try a questionnaire out, whether or not its study is open.

    Whoever holds the code of the digest gives them, as any respondent would.
    """
    tried = replace(opening, trial=questionnaire)
    respondent = Actor.answering(digest)
    return responses.start(questionnaire.study, opening=tried, at=at, by=respondent)


@action(who=check_respondent)
def note(response: Response, *, sending: Sending, by: Actor) -> Response:
    """Notes that a page of a trial was sent, and which of its answers were not accepted."""
    held = locked(response)
    if held.is_trial and held.completed_at is None and len(held.steps) < MOST_STEPS:
        held.steps = [
            *held.steps,
            {"page": sending.page, "said": [list(one) for one in sending.said]},
        ]
        held.save(update_fields=["steps"])
    return held


@action(who=check_manages)
def clear(study: Study, *, by: Actor) -> Study:
    """Throws away all trials of a study, with the files that were added to them."""
    with acting(trials.KEEPER):
        _throw_away(trials.rows(study))
    return study


@action(who=check_system)
def expire(*, at: datetime, by: Actor) -> None:
    """Throws away the trials whose time is over."""
    with acting(trials.KEEPER):
        _throw_away(trials.over(at))


def _throw_away(rows: QuerySet[Response]) -> None:
    rows.filter(is_trial=True).delete()
