"""What is coming, and how many places are taken."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from homelands.foundation.actors import EVERYWHERE, Actor
from homelands.foundation.roles import MISSIONS
from homelands.outreach.events.models import Event, SignUp


def _count(state: SignUp.State) -> Coalesce:
    """Counts the sign-ups of the one event of a row, so that a page counts for its own rows."""
    rows = SignUp.objects.filter(event=OuterRef("pk"), state=state).order_by().values("event")
    return Coalesce(Subquery(rows.annotate(n=Count("pk")).values("n")), 0)


@dataclass(frozen=True)
class Coming:
    """An event as everybody sees it: with its places, without names."""

    event: Event
    taken: int
    waiting: int

    @property
    def left(self) -> int | None:
        """How many places are free; None where there is no limit."""
        if self.event.capacity is None:
            return None
        return max(self.event.capacity - self.taken, 0)

    @property
    def full(self) -> bool:
        return self.left == 0


def with_counts(events: QuerySet[Event]) -> QuerySet[Event]:
    """Adds `signed` and `waiting`, among the sign-ups that the actor may see."""
    return events.select_related("organiser").annotate(
        signed=_count(SignUp.State.SIGNED), waiting=_count(SignUp.State.WAITING)
    )


def public(now: datetime) -> QuerySet[Event]:
    """Returns what is published and not over, the next first; cancelled events stay listed."""
    return (
        Event.objects.filter(published_at__isnull=False, ends_at__gt=now)
        .select_related("organiser")
        .order_by("starts_at", "title")
    )


def coming(now: datetime) -> list[Coming]:
    """Returns what is coming with its places; asked as the system, because it counts everybody."""
    return [_coming(event) for event in with_counts(public(now))]


def one(event: Event) -> Coming:
    """Returns one event with its places; asked as the system."""
    return _coming(with_counts(Event.objects.filter(pk=event.pk)).get())


def _coming(event: Event) -> Coming:
    return Coming(event, event.signed, event.waiting)  # type: ignore[attr-defined]


def kept_by(actor: Actor) -> QuerySet[Event]:
    """Returns the events that an officer runs, the latest first."""
    reached = actor.countries(MISSIONS)
    events = with_counts(Event.objects.order_by("-starts_at"))
    return events if EVERYWHERE in reached else events.filter(country__in=reached)
