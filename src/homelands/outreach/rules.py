"""Who may run events, answer questions and write letters, and in which state."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from homelands.foundation.actors import Actor
from homelands.foundation.errors import NotAllowed, NotNow, Refusal
from homelands.foundation.reference import countries, isco08
from homelands.foundation.roles import Role
from homelands.outreach.models import Event, Question, SignUp
from homelands.people.choices import MODALITIES

#: Mission officers work for their countries, ministry officers everywhere.
KEEPERS = (Role.MISSION_OFFICER, Role.MINISTRY_OFFICER)

#: What a segment may be made of. An occupation is an ISCO-08 code or its beginning.
FILTERS = ("destination", "occupation", "modality", "language")

_STATE = Question.State

#: What can be done with a question in each state.
VERBS: Mapping[str, frozenset[str]] = {
    _STATE.ASKED: frozenset({"assign", "clear", "answer", "decline"}),
    _STATE.ASSIGNED: frozenset({"assign", "clear", "answer", "decline"}),
    _STATE.ANSWERED: frozenset({"publish"}),
    _STATE.PUBLISHED: frozenset(),
    _STATE.DECLINED: frozenset(),
}

_TOO_LATE = {
    "assign": _("It is answered or declined already: nobody needs to take it over."),
    "clear": _("Only a question that waits for its answer can be shown before it."),
    "answer": _("It is answered or declined already."),
    "decline": _("It is answered or declined already."),
    "publish": _("Only an answered question can be published, and only once."),
}


class Placed(Protocol):
    """Anything that belongs to a country, or to none."""

    @property
    def country(self) -> str: ...


class EventClosed(NotNow):
    code = "event_closed"


class TooFewPlaces(Refusal):
    code = "too_few_places"


class Unreachable(Refusal):
    code = "unreachable"
    sentence = _(
        "Give an e-mail address, or ask in public: a private answer could not reach you otherwise."
    )


class UnknownFilter(Refusal):
    code = "unknown_filter"
    sentence = _("This is not something that a segment can be made of.")


def check_keeper(by: Actor, subject: Any = None) -> None:
    """Outreach is the work of missions and the ministry."""
    if not by.holds_any(KEEPERS):
        raise NotAllowed(_("Mission and ministry officers do this."))


def check_reaches(by: Actor, subject: Placed) -> None:
    """The grant must reach the country; what belongs to no country is the ministry's."""
    if not by.holds(*KEEPERS, country=subject.country):
        raise NotAllowed(_("This needs a mission officer of the country, or a ministry officer."))


def check_published(event: Event) -> None:
    if event.published_at is None:
        raise EventClosed(_("This event is not published yet."))


def check_not_cancelled(event: Event) -> None:
    if event.cancelled_at is not None:
        raise EventClosed(_("This event was cancelled."))


def check_not_over(event: Event, at: datetime) -> None:
    if event.ends_at <= at:
        raise EventClosed(_("This event is over."))


def check_can_change(event: Event, at: datetime) -> None:
    check_not_cancelled(event)
    check_not_over(event, at)


def check_open(event: Event, at: datetime) -> None:
    """Whoever wants to may sign up until the event ends."""
    check_published(event)
    check_can_change(event, at)


def check_capacity(capacity: int | None, taken: int) -> None:
    if capacity is not None and capacity < taken:
        raise TooFewPlaces(
            _("%(taken)s people have a place already. Give at least as many places.")
            % {"taken": taken},
            field="capacity",
        )


def check_holds_place(by: Actor, sign_up: SignUp) -> None:
    """The member's own, or whoever holds the code of the sign-up."""
    own = by.user_id is not None and by.user_id == sign_up.person_id
    holds_code = by.respondent == bytes(sign_up.code_digest).hex()
    if not (own or holds_code or by.is_system):
        raise NotAllowed(_("Only who signed up can withdraw, with the link from the letter."))


def check_not_withdrawn(sign_up: SignUp) -> None:
    if sign_up.state == SignUp.State.WITHDRAWN:
        raise NotNow(_("You have withdrawn already. Your place was given on."), code="withdrawn")


def is_asker(by: Actor, question: Question) -> bool:
    return by.user_id is not None and by.user_id == question.person_id


def check_verb(question: Question, verb: str) -> None:
    """Refuses what cannot be done with a question in its state."""
    if verb not in VERBS[question.state]:
        raise NotNow(_TOO_LATE[verb], code=f"not_{verb}")


def check_asked_in_public(question: Question) -> None:
    if not question.in_public:
        raise NotNow(_("It was asked in private: only the asker reads it."), code="private")


def check_reachable(*, in_public: bool, reachable: bool) -> None:
    if not (in_public or reachable):
        raise Unreachable(field="email")


def check_filters(filters: Mapping[str, str]) -> None:
    """Refuses a filter that is unknown, or a value that is none of its kind."""
    known: dict[str, Any] = {
        "destination": lambda value: countries.get(value),
        "occupation": lambda value: isco08.get(value),
        "modality": lambda value: dict(MODALITIES)[value],
        "language": lambda value: dict(settings.LANGUAGES)[value],
    }
    for name, value in filters.items():
        try:
            known[name](value)
        except KeyError as error:
            raise UnknownFilter(field=name) from error
