"""Reads of the directory. Organisations are public by nature; everybody reads the same rows."""

from django.db.models import Count, Q, QuerySet

from homelands.foundation.actors import Actor
from homelands.organisations.models import Organisation


def directory() -> QuerySet[Organisation]:
    """Returns every open organisation, by name."""
    return Organisation.objects.filter(closed_at=None).order_by("name", "pk")


def listed() -> QuerySet[Organisation]:
    """Returns the directory with the number of those who speak for each organisation now."""
    speaking = Count("focal_points", filter=Q(focal_points__until=None))
    return directory().annotate(speaking=speaking)


def hosts() -> QuerySet[Organisation]:
    """Returns the open host institutions, by name."""
    return directory().filter(kind=Organisation.Kind.HOST)


def of(actor: Actor) -> QuerySet[Organisation]:
    """Returns the open organisations that the actor's grants name, by name."""
    return directory().filter(pk__in=actor.organisations())


def countries() -> list[str]:
    """Returns the countries that have an open organisation, by code."""
    rows = Organisation.objects.filter(closed_at=None).order_by("country")
    return list(rows.values_list("country", flat=True).distinct())
