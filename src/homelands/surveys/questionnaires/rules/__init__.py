"""Who may run a study, see its counts and answer it, and in which state."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from homelands.forms.xforms import Answers
from homelands.foundation.actors import EVERYWHERE, Actor
from homelands.foundation.errors import NotAllowed, NotNow
from homelands.foundation.roles import Role
from homelands.surveys.questionnaires.models import Response, Study

#: One answer may be this long, in characters.
MOST_CHARACTERS = 5000


class StudyClosed(NotNow):
    code = "study_closed"
    sentence = _("This study is not open. Nothing was stored.")


class OnlyByInvitation(NotAllowed):
    code = "only_by_invitation"
    sentence = _("This study is answered by invitation only. Enter the code of your invitation.")


class AlreadyComplete(NotNow):
    code = "already_complete"
    sentence = _("These answers were sent already and cannot be changed any more.")


class Unfinished(NotNow):
    code = "unfinished"
    sentence = _("Some answers are missing or not accepted. Correct them, then send.")


class QuestionnaireFails(NotNow):
    code = "questionnaire_fails"
    sentence = _(
        "This questionnaire has a fault, so it cannot be answered now. Nothing was stored. Please "
        "tell whoever invited you."
    )


#: Who reads counts of studies that are held in their countries.
COUNT_READERS = frozenset({Role.SURVEY_MANAGER, Role.ME_OFFICER, Role.MINISTRY_OFFICER})


def check_sees_counts(by: Actor, study: Any = None) -> None:
    """Survey managers, monitoring officers and ministry officers of a country of the study.

    A study that is held everywhere is held in every country; a grant for a programme is for none.
    """
    reached = by.countries(COUNT_READERS)
    if not reached:
        raise NotAllowed(_("Studies are open to survey managers and to officers who read counts."))
    held_in = frozenset(study.destinations) if study is not None else frozenset()
    if held_in and EVERYWHERE not in reached and not held_in & reached:
        raise NotAllowed(_("Your grants reach no country of this study."))


def check_manages(by: Actor, study: Any) -> None:
    """Survey managers of every country of the study; if it is everywhere, without limits."""
    places: Sequence[str] = study.destinations or [""]
    if not all(by.holds(Role.SURVEY_MANAGER, country=place) for place in places):
        raise NotAllowed(_("This needs a survey manager of every country of the study."))


def check_manages_of(by: Actor, record: Any) -> None:
    """Survey managers of every country of the study that the record belongs to."""
    check_manages(by, record.study)


def check_holds_a_code(by: Actor, subject: Any = None) -> None:
    """Whoever holds the new code under which the answers will stand."""
    if not by.respondent:
        raise NotAllowed(_("Answers are started with a code, and by nobody else."))


def check_respondent(by: Actor, response: Response) -> None:
    """Whoever holds the code of the answers, and the program on its behalf."""
    digest = bytes(response.resume_digest or b"").hex()
    if not (by.is_system or (digest and by.respondent == digest)):
        raise NotAllowed(_("Only who holds the code of these answers can change them."))


def check_open(study: Study, on: date) -> None:
    if on < study.opens_on or (study.closes_on is not None and on > study.closes_on):
        raise StudyClosed


def check_invited(study: Study, *, invited: bool, by_collector: bool) -> None:
    """A study by invitation is closed to others, but for the collectors that it has opened."""
    if study.by_invitation and not (invited or by_collector):
        raise OnlyByInvitation


def check_draft(response: Response) -> None:
    if response.completed_at is not None:
        raise AlreadyComplete


def check_finished(answers: Answers) -> None:
    if answers.check_all():
        raise Unfinished
