"""A placement is planned, started, completed or ended early, and followed up a year later."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from homelands.foundation import jobs
from homelands.foundation.action import action
from homelands.foundation.actions import promises
from homelands.foundation.actors import Actor
from homelands.foundation.audit import Persons
from homelands.foundation.errors import Refusal
from homelands.foundation.roles import Role
from homelands.foundation.rules import check_officer, check_system
from homelands.foundation.states import next_state, worded
from homelands.people.register.models.choices import MODALITIES
from homelands.people.register.queries.seeing import Seen, named
from homelands.programmes.needs.rules import check_manages
from homelands.programmes.placements.models import FollowUp, Placement, WorkPlanItem
from homelands.programmes.placements.rules import PLACEMENT, check_reads
from homelands.programmes.selection.actions import matches
from homelands.programmes.selection.models import Match
from homelands.programmes.selection.rules.matches import MATCH

KIND = "placements.placements.follow_up"


class WrongPlan(Refusal):
    code = "wrong_plan"


@dataclass(frozen=True)
class Plan:
    """From when to when, and how."""

    starts_on: date
    ends_on: date
    modality: str


@action(who=check_manages)
def plan(match: Match, *, plan: Plan, at: datetime, by: Actor) -> Placement:
    """Plans the placement that host and person agreed on."""
    if plan.ends_on < plan.starts_on:
        raise WrongPlan(_("The last day is before the first."), field="ends_on")
    if plan.modality not in dict(MODALITIES):
        raise WrongPlan(_("Choose a way of contributing from the list."), field="modality")
    match.state = next_state(MATCH, match, "place")
    match.save(update_fields=["state"])
    placement = Placement.objects.create(
        match=match,
        programme_id=match.programme_id,
        host_id=match.host_id,
        person_id=match.person_id,
        planned_at=at,
        **vars(plan),
    )
    return _tell(placement, "planned")


@action(who=check_reads)
def look(placement: Placement, *, by: Actor) -> Placement:
    """Records that somebody looked at a placement; the person sees it."""
    return placement


@action(who=check_officer)
def listed(shown: Sequence[Seen], *, by: Actor) -> Persons:
    """A list of placements was opened."""
    return named(shown)


@action(who=check_manages)
def start(placement: Placement, *, on: date, by: Actor) -> Placement:
    """Notes the day on which a placement began."""
    placement.state = next_state(PLACEMENT, placement, "start")
    placement.started_on = on
    placement.save(update_fields=["state", "started_on"])
    return _tell(placement, "started")


@action(who=check_manages)
def complete(placement: Placement, *, on: date, at: datetime, by: Actor) -> Placement:
    """Notes that a placement was completed; it is followed up a year later."""
    ended = _end(placement, "complete", on, at, by)
    matches.complete(placement.match, on=on, by=by)
    return _tell(ended, "completed")


@action(who=check_manages)
def end_early(placement: Placement, *, on: date, why: str, at: datetime, by: Actor) -> Placement:
    """Notes that a placement ended before its time, and why."""
    words = worded(why, "why")
    _end(placement, "end_early", on, at, by)
    placement.ended_why = words
    placement.save(update_fields=["ended_why"])
    return _tell(placement, "ended")


def _tell(placement: Placement, news: str) -> Placement:
    """Has the person and the host told."""
    jobs.later("placements.tasks.tell", placement=str(placement.pk), news=news)
    return placement


def _end(placement: Placement, verb: str, on: date, at: datetime, by: Actor) -> Placement:
    placement.state = next_state(PLACEMENT, placement, verb)
    if placement.started_on is not None and on < placement.started_on:
        raise WrongPlan(_("A placement does not end before it started."), field="on")
    placement.ended_on = on
    placement.save(update_fields=["state", "ended_on"])
    if placement.started_on is not None:
        promises.make(
            placement,
            kind=KIND,
            role=Role.PROGRAMME_MANAGER,
            programme=placement.programme_id,
            at=at,
            by=by,
        )
    return placement


@action(who=check_manages)
def follow_up(placement: Placement, *, text: str, at: datetime, by: Actor) -> FollowUp:
    """Notes what lasted, a year after a placement."""
    words = worded(text, "text")
    next_state(PLACEMENT, placement, "follow_up")
    made = FollowUp.objects.create(
        placement=placement,
        programme_id=placement.programme_id,
        host_id=placement.host_id,
        person_id=placement.person_id,
        text=words,
        at=at,
    )
    promises.keep(placement, kind=KIND, at=at, by=by)
    return made


@action(who=check_system)
def forget(person: UUID, *, by: Actor) -> None:
    """Empties every text about somebody who is erased: payments hang on the rest."""
    Placement.objects.filter(person_id=person).update(ended_why="")
    WorkPlanItem.objects.filter(person_id=person).update(title="", evidence="")
    FollowUp.objects.filter(person_id=person).update(text="")
