"""Questions with their clocks: for everybody, for officers, for the asker."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.text import Truncator

from homelands.foundation.actors import EVERYWHERE, Actor
from homelands.foundation.models import Grant, Promise, User
from homelands.foundation.roles import MISSIONS
from homelands.outreach.dialogue.models import Question

KIND = "dialogue.questions.ask"
_STATE = Question.State
_DUE = Subquery(
    Promise.objects.filter(kind=KIND, subject_id=OuterRef("pk"))
    .order_by("-made_at")
    .values("due_at")[:1]
)


@dataclass(frozen=True)
class Clock:
    """How long a question has waited, and until when it may."""

    asked_at: datetime
    due_at: datetime | None
    settled_at: datetime | None
    now: datetime

    @property
    def days(self) -> int:
        """Whole days from the question to its answer, or until now."""
        return ((self.settled_at or self.now) - self.asked_at).days

    @property
    def overdue(self) -> bool:
        return self.settled_at is None and self.due_at is not None and self.due_at < self.now


@dataclass(frozen=True)
class PublicQuestion:
    """A question as everybody may see it: the clock always, the words only when cleared."""

    question: Question
    clock: Clock
    text: str
    answer: str
    declined_why: str

    @property
    def waits(self) -> bool:
        return self.clock.settled_at is None

    @property
    def link(self) -> bool:
        """Whether it has a page: a question asked in private has a clock and nothing else."""
        return self.question.in_public


def with_clock(questions: QuerySet[Question]) -> QuerySet[Question]:
    """Adds `due_at`, from the promise."""
    return questions.annotate(due_at=_DUE).select_related("assigned_to")


def clock(question: Question, now: datetime) -> Clock:
    """Reads the clock of a question that was asked for with its clock."""
    due: datetime | None = question.due_at  # type: ignore[attr-defined]
    settled = question.answered_at or question.declined_at
    return Clock(question.asked_at, due, settled, now)


def public(now: datetime) -> list[PublicQuestion]:
    """Returns those that wait, the longest wait first, then the settled ones, the latest first.

    Asked as the system: whoever reads this may see no question as a row.
    """
    questions = [_public(one, now) for one in with_clock(Question.objects.order_by("asked_at"))]
    waiting = [question for question in questions if question.waits]
    settled = [question for question in questions if not question.waits]
    return [*waiting, *sorted(settled, key=_settled_at, reverse=True)]


def lately(now: datetime, most: int) -> list[PublicQuestion]:
    """Returns the latest questions whose words everybody may read; asked as the system."""
    readable = Q(published_at__isnull=False) | Q(cleared_at__isnull=False)
    rows = with_clock(Question.objects.filter(readable, in_public=True).order_by("-asked_at"))
    return [_public(one, now) for one in rows[:most]]


def public_one(pk: Any, now: datetime) -> PublicQuestion | None:
    """Returns one question asked in public; asked as the system."""
    question = with_clock(Question.objects.filter(pk=pk, in_public=True)).first()
    return _public(question, now) if question else None


def _settled_at(public_question: PublicQuestion) -> datetime:
    return public_question.clock.settled_at or public_question.clock.now


def _public(question: Question, now: datetime) -> PublicQuestion:
    published = question.state == _STATE.PUBLISHED
    words = published or question.cleared_at is not None
    return PublicQuestion(
        question=question,
        clock=clock(question, now),
        text=question.text if words else "",
        answer=question.answer if published else "",
        declined_why=question.declined_why if words else "",
    )


def kept_by(actor: Actor) -> QuerySet[Question]:
    """Returns the questions that an officer answers, with their clocks, the oldest open first."""
    reached = actor.countries(MISSIONS)
    questions = with_clock(Question.objects.order_by("asked_at"))
    return questions if EVERYWHERE in reached else questions.filter(country__in=reached)


def officers(country: str, now: datetime) -> QuerySet[User]:
    """Returns the accounts that may answer a question from a country."""
    grants = Grant.objects.filter(
        Q(ends_at=None) | Q(ends_at__gt=now),
        role__in=MISSIONS,
        country__in={country, ""},
        organisation=None,
        programme=None,
    )
    return User.objects.filter(pk__in=grants.values("user"), is_active=True).order_by("name")


def titles(keys: Sequence[UUID]) -> Mapping[UUID, str]:
    """Returns the beginning of each question that was asked in public; a private one is opened."""
    rows = Question.objects.filter(pk__in=keys, in_public=True).values_list("pk", "text")
    return {key: Truncator(text).chars(120) for key, text in rows}
