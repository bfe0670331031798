"""How many of the register's members live in a country: the count only, and only if large."""

from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor
from homelands.people.register.models import Person
from homelands.science.publication.thresholds import is_small


def count_in(destination: str) -> int | None:
    """Returns the number of registered persons, or None where it is too small to show."""
    # Nobody who reads this may see a single person; all may see that there are many.
    with acting(Actor.system("stocks.registered")):
        count = Person.objects.filter(destination=destination, erased_at=None).count()
    return None if is_small(count) else count


def everywhere() -> tuple[int | None, int]:
    """Returns how many are registered, or None where it is too small, and in how many countries."""
    with acting(Actor.system("stocks.registered")):
        living = Person.objects.filter(erased_at=None)
        count, countries = living.count(), living.values("destination").distinct().count()
    return (None if is_small(count) else count), countries
