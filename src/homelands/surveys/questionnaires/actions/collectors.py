"""Doors of a study are opened, changed, stopped, and get another token."""

from dataclasses import dataclass
from datetime import date, datetime

from homelands.foundation.action import action
from homelands.foundation.actors import Actor
from homelands.surveys.questionnaires.models import Collector, Study
from homelands.surveys.questionnaires.models.collector import new_token
from homelands.surveys.questionnaires.rules.collectors import (
    check_dates,
    check_manager,
    check_manages_door,
    check_place,
    check_reaches,
)


@dataclass(frozen=True)
class Door:
    """What is decided of a door: its name, where it leads, when and for how many."""

    name: str
    opens_on: date
    closes_on: date | None = None
    destination: str = ""
    quota: int | None = None


@action(who=check_manager)
def add(study: Study, *, kind: str, door: Door, by: Actor) -> Collector:
    """Opens a collector, by which answers to a study come in."""
    _check(study, door, by)
    return Collector.objects.create(
        study=study,
        kind=Collector.Kind(kind),
        name=door.name,
        destination=door.destination,
        quota=door.quota,
        opens_on=door.opens_on,
        closes_on=door.closes_on,
    )


@action(who=check_manages_door)
def change(collector: Collector, *, door: Door, by: Actor) -> Collector:
    """Changes the name, the dates or the quota of a collector; where it leads stays."""
    _check(collector.study, door, by)
    collector.name = door.name
    collector.quota = door.quota
    collector.opens_on = door.opens_on
    collector.closes_on = door.closes_on
    collector.save(update_fields=["name", "quota", "opens_on", "closes_on"])
    return collector


def _check(study: Study, door: Door, by: Actor) -> None:
    check_reaches(by, study, door.destination)
    check_place(study, door.destination)
    check_dates(door.opens_on, door.closes_on)


@action(who=check_manages_door)
def stop(collector: Collector, *, at: datetime, by: Actor, why: str = "") -> Collector:
    """Closes a collector at once; what devices still hold is kept, to be looked at."""
    if collector.stopped_at is None:
        collector.stopped_at = at
        collector.save(update_fields=["stopped_at"])
    return collector


@action(who=check_manages_door)
def resume(collector: Collector, *, by: Actor) -> Collector:
    """Opens a collector again."""
    collector.stopped_at = None
    collector.save(update_fields=["stopped_at"])
    return collector


@action(who=check_manages_door)
def rotate(collector: Collector, *, by: Actor, why: str = "") -> Collector:
    """Gives a collector another token: whoever has the earlier one is outside."""
    collector.token = new_token()
    collector.save(update_fields=["token"])
    return collector
