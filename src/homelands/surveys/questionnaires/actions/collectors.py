"""Collectors of a study are opened, changed, stopped, and get another token."""

from dataclasses import dataclass
from datetime import date, datetime

from homelands.foundation.action import action
from homelands.foundation.actors import Actor
from homelands.surveys.questionnaires.models import Collector, Study
from homelands.surveys.questionnaires.models.collector import new_token
from homelands.surveys.questionnaires.rules.collectors import (
    check_dates,
    check_manager,
    check_manages_collector,
    check_place,
    check_reaches,
)


@dataclass(frozen=True)
class CollectorPlan:
    """What is decided of a collector: its name, where it leads, when and for how many."""

    name: str
    opens_on: date
    closes_on: date | None = None
    destination: str = ""
    quota: int | None = None


@action(who=check_manager)
def add(study: Study, *, kind: str, plan: CollectorPlan, by: Actor) -> Collector:
    """Opens a collector, by which answers to a study come in."""
    _check(study, plan, by)
    return Collector.objects.create(
        study=study,
        kind=Collector.Kind(kind),
        name=plan.name,
        destination=plan.destination,
        quota=plan.quota,
        opens_on=plan.opens_on,
        closes_on=plan.closes_on,
    )


@action(who=check_manages_collector)
def change(collector: Collector, *, plan: CollectorPlan, by: Actor) -> Collector:
    """Changes the name, the dates or the quota of a collector; where it leads stays."""
    _check(collector.study, plan, by)
    collector.name = plan.name
    collector.quota = plan.quota
    collector.opens_on = plan.opens_on
    collector.closes_on = plan.closes_on
    collector.save(update_fields=["name", "quota", "opens_on", "closes_on"])
    return collector


def _check(study: Study, plan: CollectorPlan, by: Actor) -> None:
    check_reaches(by, study, plan.destination)
    check_place(study, plan.destination)
    check_dates(plan.opens_on, plan.closes_on)


@action(who=check_manages_collector)
def stop(collector: Collector, *, at: datetime, by: Actor, why: str = "") -> Collector:
    """Closes a collector at once; what devices still hold is kept, to be looked at."""
    if collector.stopped_at is None:
        collector.stopped_at = at
        collector.save(update_fields=["stopped_at"])
    return collector


@action(who=check_manages_collector)
def resume(collector: Collector, *, by: Actor) -> Collector:
    """Opens a collector again."""
    collector.stopped_at = None
    collector.save(update_fields=["stopped_at"])
    return collector


@action(who=check_manages_collector)
def rotate(collector: Collector, *, by: Actor, why: str = "") -> Collector:
    """Gives a collector another token: whoever has the earlier one is outside."""
    collector.token = new_token()
    collector.save(update_fields=["token", "token_index"])
    return collector
