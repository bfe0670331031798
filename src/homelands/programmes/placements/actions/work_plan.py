"""The deliverables of a placement are agreed and reported."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from homelands.foundation.action import action
from homelands.foundation.actors import Actor
from homelands.foundation.errors import NotNow
from homelands.foundation.locking import hold
from homelands.foundation.states import check_words, next_state, worded
from homelands.programmes.needs.rules import check_asks
from homelands.programmes.placements.models import Placement, WorkPlanItem
from homelands.programmes.placements.rules import PLACEMENT, check_works


@dataclass(frozen=True)
class Deliverable:
    """What will be there at the end, how deep it goes, and by when."""

    title: str
    depth: str
    due_on: date


@action(who=check_asks)
def add(placement: Placement, *, deliverable: Deliverable, by: Actor) -> WorkPlanItem:
    """Adds a deliverable to the work plan."""
    next_state(PLACEMENT, placement, "work")
    check_words(deliverable.title, "title")
    return WorkPlanItem.objects.create(
        placement=placement,
        programme_id=placement.programme_id,
        host_id=placement.host_id,
        person_id=placement.person_id,
        **vars(deliverable),
    )


@action(who=check_works)
def done(item: WorkPlanItem, *, evidence: str, on: date, by: Actor) -> WorkPlanItem:
    """Notes that a deliverable is there, with the evidence."""
    hold(item)
    if item.done_on is not None:
        raise NotNow(_("This deliverable was reported as done already."))
    next_state(PLACEMENT, item.placement, "work")
    item.evidence, item.done_on = worded(evidence, "evidence"), on
    item.save(update_fields=["evidence", "done_on"])
    return item
