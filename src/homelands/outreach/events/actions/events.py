"""Events are planned, published, changed and cancelled; those who signed up are told."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from homelands.foundation import jobs
from homelands.foundation.access.context import acting
from homelands.foundation.action import action
from homelands.foundation.actors import Actor
from homelands.foundation.errors import NotNow
from homelands.foundation.locking import locked
from homelands.organisations.models import Organisation
from homelands.outreach.events.actions import sign_ups
from homelands.outreach.events.models import Event
from homelands.outreach.events.queries import sign_ups as sign_up_queries
from homelands.outreach.events.rules.events import (
    check_can_change,
    check_capacity,
    check_keeper,
    check_reaches,
)

_KEEPER = Actor.system("events.events")

#: What those who signed up must know when it changes.
_NEWS = ("starts_at", "ends_at", "time_zone", "place", "url")


@dataclass(frozen=True)
class EventFacts:
    """What is said about an event. It belongs to a country's mission, or to the ministry."""

    title: str
    text: str
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    organiser: Organisation
    languages: list[str]
    url: str = ""
    place: str = ""
    country: str = ""
    capacity: int | None = None


@action(who=check_keeper)
def add(*, facts: EventFacts, at: datetime, by: Actor) -> Event:
    """Plans an event. Nobody sees it before it is published."""
    check_reaches(by, facts)
    return Event.objects.create(**vars(facts), added_at=at)


@action(who=check_reaches)
def publish(event: Event, *, at: datetime, by: Actor) -> Event:
    """Publishes an event, so that people can sign up."""
    check_can_change(event, at)
    if event.published_at is not None:
        raise NotNow(_("This event is published already."))
    event.published_at = at
    event.save(update_fields=["published_at"])
    return event


@action(who=check_reaches)
def change(event: Event, *, facts: EventFacts, at: datetime, by: Actor) -> Event:
    """Changes an event, fills places that it gained, and tells those who come where and when."""
    check_reaches(by, facts)
    held = locked(event)
    check_can_change(held, at)
    with acting(_KEEPER):
        check_capacity(facts.capacity, sign_up_queries.signed(held))
    moved = any(getattr(held, name) != getattr(facts, name) for name in _NEWS)
    for name, value in vars(facts).items():
        setattr(held, name, value)
    held.save()
    sign_ups.move_up(held, by=_KEEPER)
    if moved:
        _tell(held, "changed", at)
    return held


@action(who=check_reaches)
def cancel(event: Event, *, why: str, at: datetime, by: Actor) -> Event:
    """Cancels an event and tells everybody who signed up or waits, with the reason."""
    held = locked(event)
    check_can_change(held, at)
    held.cancelled_at, held.cancelled_why = at, why
    held.save(update_fields=["cancelled_at", "cancelled_why"])
    _tell(held, "cancelled", at)
    return held


def _tell(event: Event, news: str, at: datetime) -> None:
    jobs.later("events.tasks.tell_all", event=str(event.pk), news=news, at=at.isoformat())
