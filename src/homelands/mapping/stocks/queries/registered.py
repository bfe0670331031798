"""How many of the register's members live in a country: the count only, and only if large."""

from datetime import datetime

from django.db.models import Count

from homelands.foundation import releases
from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor
from homelands.people.register.models import Person
from homelands.people.register.rules.releases import UNIVERSE
from homelands.science.disclosure.releases import selection
from homelands.science.publication.thresholds import is_small


def count_in(destination: str) -> int | None:
    """Returns the number of registered persons, or None where it is too small to show."""
    # Nobody who reads this may see a single person; all may see that there are many.
    with acting(Actor.system("stocks.registered")):
        count = Person.objects.filter(destination=destination, erased_at=None).count()
    return None if is_small(count) else count


def everywhere(*, at: datetime) -> tuple[int | None, int]:
    """Returns how many everybody may read are registered, and in how many countries there are many.

    A country in which few are registered is not counted: it would tell of the first who comes.
    """
    with acting(Actor.system("stocks.registered")):
        by_country = Person.objects.filter(erased_at=None).values("destination").order_by()
        sizes = [row["n"] for row in by_country.annotate(n=Count("pk"))]
    count, countries = sum(sizes), sum(not is_small(size) for size in sizes)
    all_ = selection([])
    cells = {all_: None if is_small(count) else count}
    return releases.let_out(UNIVERSE, cells, page="home", at=at)[all_], countries


def let_out(destination: str, *, at: datetime) -> int | None:
    """Returns what everybody may read of it, beside what they could read before."""
    here = selection([("country", [destination])])
    cells = {here: count_in(destination)}
    return releases.let_out(UNIVERSE, cells, page="stocks.stocks.country", at=at)[here]
