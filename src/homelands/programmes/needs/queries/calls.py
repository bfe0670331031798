"""Reads of calls: those that anybody can apply to."""

from datetime import datetime

from django.db.models import QuerySet

from homelands.programmes.needs.models import Call, Need


def current(now: datetime) -> QuerySet[Call]:
    """Returns the calls that are open now, those that close first on top."""
    return _public().filter(
        closed_at=None, opens_at__lte=now, closes_at__gt=now, need__state=Need.State.CALLED
    )


def coming(now: datetime) -> QuerySet[Call]:
    """Returns the calls that will open."""
    return _public().filter(closed_at=None, opens_at__gt=now)


def _public() -> QuerySet[Call]:
    return Call.objects.select_related("need__host", "programme").order_by("closes_at")


def of_need(need: Need) -> QuerySet[Call]:
    """Returns the calls of a need, the latest first."""
    return Call.objects.filter(need=need).order_by("-opens_at")
