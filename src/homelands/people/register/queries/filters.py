"""What the list of people, and a file of it, can be narrowed to."""

from django.db.models import QuerySet

from homelands.people.register.models import ConsentDecision, Person, ProfileEntry
from homelands.people.register.queries import consents


def living_in(persons: QuerySet[Person], country: str) -> QuerySet[Person]:
    return persons.filter(destination=country)


def offering(persons: QuerySet[Person], modality: str) -> QuerySet[Person]:
    """Keeps those who would contribute this way, and whose profile may be seen.

    Whoever may not be seen to offer something is not found by it either.
    """
    entries = ProfileEntry.objects.filter(kind="modality", code=modality, ended_on=None)
    willing = consents.agreed(persons, ConsentDecision.Purpose.MATCHING)
    return willing.filter(pk__in=entries.values("person"))


#: The filters by their names in an address, in the order of the list.
FILTERS = {"country": living_in, "modality": offering}


def narrowed(persons: QuerySet[Person], filters: dict[str, str]) -> QuerySet[Person]:
    """Applies the filters that are set."""
    for name, narrow in FILTERS.items():
        if filters.get(name):
            persons = narrow(persons, filters[name])
    return persons
