"""What can be measured: each key with its words and the function that counts it on a day.

Every function takes a programme (None for all) and a day, and counts what was so at the end of
that day; it runs as the system and returns nothing but numbers.
"""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from homelands.foundation.models import Promise
from homelands.people.register.models import Person
from homelands.programmes.placements.models import Placement
from homelands.programmes.placements.queries import placements
from homelands.results.rules import Measure, Measured


def end_of(on: date) -> datetime:
    """Returns the first moment after a day."""
    return timezone.make_aware(datetime.combine(on + timedelta(days=1), time.min))


def registered(on: date) -> int:
    """Returns how many people were in the register; who was erased later still counts."""
    end = end_of(on)
    there = Q(erased_at=None) | Q(erased_at__gte=end)
    return Person.objects.filter(there, registered_at__lt=end).count()


def _people_registered(programme: UUID | None, on: date) -> Measured:
    n = registered(on)
    return Measured(n, n)


def _people_in(found: QuerySet[Placement]) -> int:
    return found.values("person").distinct().count()


def _placements_completed(programme: UUID | None, on: date) -> Measured:
    found = placements.completed(until=on)
    if programme is not None:
        found = found.filter(programme=programme)
    return Measured(found.count(), _people_in(found))


def _specialist_days_delivered(programme: UUID | None, on: date) -> Measured:
    ended = Placement.objects.filter(started_on__isnull=False, ended_on__lte=on)
    return Measured(placements.specialist_days(until=on), _people_in(ended))


def _answers_in_time_share(programme: UUID | None, on: date) -> Measured:
    """Counts what was answered or should have been; what is not due yet stays out."""
    end = end_of(on)
    promises = Promise.objects.filter(made_at__lt=end)
    if programme is not None:
        promises = promises.filter(programme=programme)
    kept = Q(kept_at__lt=end)
    counts = promises.aggregate(
        due=Count("pk", filter=kept | Q(due_at__lt=end)),
        in_time=Count("pk", filter=kept & Q(kept_at__lte=F("due_at"))),
    )
    if not counts["due"]:
        return Measured(None, 0)
    return Measured(100 * counts["in_time"] / counts["due"], counts["due"])


_KNOWN = (
    Measure(
        key="people_registered",
        label=_("People who are registered"),
        source=_("the register of members"),
        count=_people_registered,
        by_programme=False,
    ),
    Measure(
        key="placements_completed",
        label=_("Placements that were completed"),
        source=_("the records of placements"),
        count=_placements_completed,
    ),
    Measure(
        key="specialist_days_delivered",
        label=_("Days that specialists spent in placements that have ended"),
        source=_("the records of placements"),
        count=_specialist_days_delivered,
        by_programme=False,
        caution=_("Calendar days from the first to the last day, weekends included."),
    ),
    Measure(
        key="answers_in_time_share",
        label=_("Replies given in time, in a hundred that were given or due"),
        source=_("the register of promised replies"),
        count=_answers_in_time_share,
        caution=_("Replies that are not due yet are left out."),
    ),
)

#: key → measure: what an indicator may be measured by.
MEASURES = {measure.key: measure for measure in _KNOWN}
