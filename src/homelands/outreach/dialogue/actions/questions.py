"""Questions are asked, taken in hand, answered by a date, and published with their clock."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from homelands.foundation import jobs
from homelands.foundation.access.context import acting
from homelands.foundation.action import action
from homelands.foundation.actions import promises
from homelands.foundation.actors import Actor
from homelands.foundation.encryption import new_salt
from homelands.foundation.errors import NotAllowed
from homelands.foundation.locking import locked
from homelands.foundation.models import User
from homelands.foundation.roles import Role
from homelands.foundation.rules import check_anyone, check_country, check_system
from homelands.outreach.dialogue.models import Question
from homelands.outreach.dialogue.queries import questions as question_queries
from homelands.outreach.dialogue.rules import check_asked_in_public, check_reachable, check_verb
from homelands.outreach.events.rules.events import check_reaches
from homelands.people.register.models import Person

_KEEPER = Actor.system("dialogue.questions")
_STATE = Question.State


class NotTheirs(NotAllowed):
    code = "not_theirs"
    sentence = _("This officer has no grant for the country of the question.")


@dataclass(frozen=True)
class Asked:
    """A question as it is put: by a member, or by anybody, with an address or without."""

    text: str
    language: str
    in_public: bool
    country: str = ""
    person: Person | None = None
    email: str = ""


@action(who=check_anyone)
def ask(asked: Asked, *, at: datetime, by: Actor) -> Question:
    """Asks a question; the mission of the country owes an answer, or else the ministry."""
    if asked.country:
        check_country(asked.country)
    reachable = asked.person is not None or bool(asked.email)
    check_reachable(in_public=asked.in_public, reachable=reachable)
    with acting(_KEEPER):
        question = Question(**vars(asked), asked_at=at)
        question.save(force_insert=True)
    promises.make(
        question,
        kind=question_queries.KIND,
        role=Role.MISSION_OFFICER if asked.country else Role.MINISTRY_OFFICER,
        country=asked.country,
        at=at,
        by=by,
    )
    return question


@action(who=check_reaches)
def assign(question: Question, *, to: User, at: datetime, by: Actor) -> Question:
    """Puts a question into an officer's hands."""
    held = _locked(question, "assign")
    if not question_queries.officers(held.country, at).filter(pk=to.pk).exists():
        raise NotTheirs(field="to")
    held.state, held.assigned_to, held.assigned_at = _STATE.ASSIGNED, to, at
    held.save(update_fields=["state", "assigned_to", "assigned_at"])
    return held


@action(who=check_reaches)
def clear(question: Question, *, at: datetime, by: Actor) -> Question:
    """Lets everybody read the text of a question that still waits for its answer."""
    held = _locked(question, "clear")
    check_asked_in_public(held)
    held.cleared_at = held.cleared_at or at
    held.save(update_fields=["cleared_at"])
    return held


@action(who=check_reaches)
def answer(question: Question, *, text: str, at: datetime, by: Actor) -> Question:
    """Answers a question: the asker is written to, and the promise is kept."""
    held = _locked(question, "answer")
    held.state, held.answer = _STATE.ANSWERED, text
    held.answered_at, held.answered_by_id = at, by.user_id
    held.save(update_fields=["state", "answer", "answered_at", "answered_by"])
    _settle(held, at, by)
    return held


@action(who=check_reaches)
def decline(question: Question, *, why: str, at: datetime, by: Actor) -> Question:
    """Declines a question with a reason, which the asker reads."""
    held = _locked(question, "decline")
    held.state, held.declined_at, held.declined_why = _STATE.DECLINED, at, why
    held.save(update_fields=["state", "declined_at", "declined_why"])
    _settle(held, at, by)
    return held


@action(who=check_reaches)
def publish(question: Question, *, at: datetime, by: Actor) -> Question:
    """Publishes question and answer, with the time that it took."""
    held = _locked(question, "publish")
    check_asked_in_public(held)
    held.state, held.published_at = _STATE.PUBLISHED, at
    held.save(update_fields=["state", "published_at"])
    return held


@action(who=check_system)
def note_told(question: Question, *, at: datetime, by: Actor) -> Question:
    """Notes that the asker was written to; an address left for the answer is shredded."""
    question.told_at = at
    question.email = ""
    question.salt = new_salt()
    question.save(update_fields=["told_at", "email", "salt"])
    return question


@action(who=check_system)
def let_go(person: UUID, *, at: datetime, by: Actor) -> None:
    """Takes the asker off their published questions, which stay; the others are deleted."""
    asked = Question.objects.filter(person_id=person)
    for question in asked.exclude(state=_STATE.PUBLISHED):
        promises.keep(question, kind=question_queries.KIND, at=at, by=by)
        question.delete()
    for question in asked:
        question.person = None
        question.email = ""
        question.salt = new_salt()
        question.save(update_fields=["person", "email", "salt"])


def _locked(question: Question, verb: str) -> Question:
    """Reads a question again, alone, and refuses what its state does not allow."""
    held = locked(question)
    check_verb(held, verb)
    return held


def _settle(question: Question, at: datetime, by: Actor) -> None:
    promises.keep(question, kind=question_queries.KIND, at=at, by=by)
    jobs.later("dialogue.tasks.send_answer", question=str(question.pk))
