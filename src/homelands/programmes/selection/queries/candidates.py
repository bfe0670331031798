"""Reads of candidates: what is known of those who applied, on the day of an assessment."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from homelands.people.register.models import ProfileEntry
from homelands.programmes.selection.models import Application, Match
from homelands.programmes.selection.rules.candidates import Candidate


def of(applications: Iterable[Application], *, on: date) -> list[tuple[Application, Candidate]]:
    """Returns each application with what is known of its person, in two questions for all."""
    rows = list(applications)
    persons = {row.person_id for row in rows}
    entries, placed = _entries(persons), _placed_before(persons)
    return [(row, _candidate(row, entries[row.person_id], placed, on)) for row in rows]


def _candidate(
    application: Application, entries: list[ProfileEntry], placed: set[UUID], on: date
) -> Candidate:
    person = application.person
    return Candidate(person.destination, entries, placed_before=person.pk in placed, on=on)


def _entries(persons: set[UUID]) -> dict[UUID, list[ProfileEntry]]:
    """Returns the current entries of the profiles, in an order that does not change."""
    current = ProfileEntry.objects.filter(person_id__in=persons, ended_on=None)
    entries: dict[UUID, list[ProfileEntry]] = defaultdict(list)
    for entry in current.order_by("kind", "code"):
        entries[entry.person_id].append(entry)
    return entries


def _placed_before(persons: set[UUID]) -> set[UUID]:
    """Returns those who have completed a placement."""
    completed = Match.objects.filter(person_id__in=persons, completed_on__isnull=False)
    return set(completed.values_list("person_id", flat=True))
