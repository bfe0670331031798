"""Who does the work of outreach, and when an event can be changed and joined."""

from datetime import datetime
from typing import Any, Protocol

from django.utils.translation import gettext_lazy as _

from homelands.foundation.actors import Actor
from homelands.foundation.errors import NotAllowed, NotNow, Refusal
from homelands.foundation.roles import MISSIONS
from homelands.outreach.events.models import Event, SignUp

#: Mission officers work for their countries, ministry officers everywhere.


class Placed(Protocol):
    """Anything that belongs to a country, or to none."""

    @property
    def country(self) -> str: ...


class EventClosed(NotNow):
    code = "event_closed"


class TooFewPlaces(Refusal):
    code = "too_few_places"


def check_keeper(by: Actor, subject: Any = None) -> None:
    """Mission officers and ministry officers: outreach is their work."""
    if not by.holds_any(MISSIONS):
        raise NotAllowed(_("Mission and ministry officers do this."))


def check_reaches(by: Actor, subject: Placed) -> None:
    """Mission or ministry officers of the country; without a country, those without limits."""
    if not by.holds(*MISSIONS, country=subject.country):
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
    """The member whose place it is, or whoever holds its code."""
    own = by.user_id is not None and by.user_id == sign_up.person_id
    holds_code = by.respondent == bytes(sign_up.code_digest).hex()
    if not (own or holds_code or by.is_system):
        raise NotAllowed(_("Only who signed up can withdraw, with the link from the letter."))


def check_not_withdrawn(sign_up: SignUp) -> None:
    if sign_up.state == SignUp.State.WITHDRAWN:
        raise NotNow(_("You have withdrawn already. Your place was given on."), code="withdrawn")
