"""Rounds of what is asked several times, such as once for each child, are added and taken out."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from homelands.forms.xforms import Answers
from homelands.foundation.action import action
from homelands.foundation.actors import Actor
from homelands.foundation.errors import NotNow
from homelands.foundation.locking import locked
from homelands.surveys.questionnaires.models import Response
from homelands.surveys.questionnaires.queries import drafts
from homelands.surveys.questionnaires.rules import check_draft, check_respondent


class NoMoreRounds(NotNow):
    code = "no_more_rounds"
    sentence = _("No further one can be added here.")


class RoundStays(NotNow):
    code = "round_stays"
    sentence = _("This one cannot be removed: an earlier answer says how many there are.")


@action(who=check_respondent)
def add(response: Response, *, path: str, at: datetime, by: Actor) -> Response:
    """Adds an empty round at the end of a repeat."""
    held = locked(response)
    check_draft(held)
    answers = _answers(held, at)
    if not answers.may_add(path):
        raise NoMoreRounds
    held.answers = {**held.answers, path: str(answers.rounds(path) + 1)}
    return _saved(held, at)


@action(who=check_respondent)
def remove(response: Response, *, path: str, number: int, at: datetime, by: Actor) -> Response:
    """Takes a round out with all its answers and files; later rounds move up."""
    held = locked(response)
    check_draft(held)
    answers = _answers(held, at)
    if not (answers.may_remove(path) and 1 <= number <= answers.rounds(path)):
        raise RoundStays
    before = set(held.answers.values())
    held.answers = answers.without_round(path, number)
    gone = before - set(held.answers.values())
    held.attachments.filter(name__in=gone).delete()
    # The page that it would be resumed at may be one of the round's own.
    held.page = drafts.of(held, at).first_of(path)
    return _saved(held, at)


def _answers(response: Response, at: datetime) -> Answers:
    return drafts.of(response, at).answers


def _saved(response: Response, at: datetime) -> Response:
    response.changed_at = at
    response.save(update_fields=["answers", "page", "changed_at"])
    return response
