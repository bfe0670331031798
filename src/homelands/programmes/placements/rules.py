"""What may happen to a placement at which stage, and who reports its deliverables."""

from homelands.foundation.actors import Actor
from homelands.foundation.roles import PLACEMENT_READERS
from homelands.foundation.states import Steps
from homelands.programmes.needs.rules import check_asks, check_reaches, hosts, is_person
from homelands.programmes.placements.models import Placement, WorkPlanItem

P = Placement.State


PLACEMENT: Steps = {
    P.PLANNED: {"start": P.UNDER_WAY, "end_early": P.ENDED_EARLY, "work": P.PLANNED},
    P.UNDER_WAY: {"complete": P.COMPLETED, "end_early": P.ENDED_EARLY, "work": P.UNDER_WAY},
    P.COMPLETED: {"follow_up": P.COMPLETED, "work": P.COMPLETED},
    P.ENDED_EARLY: {"follow_up": P.ENDED_EARLY},
}


def check_reads(by: Actor, placement: Placement) -> None:
    """The person, the host, and the programme's officers but for its panel."""
    if not (is_person(by, placement) or hosts(by, placement)):
        check_reaches(by, placement, PLACEMENT_READERS)


def check_works(by: Actor, item: WorkPlanItem) -> None:
    """The person, the host's focal point or the manager of the programme."""
    if not is_person(by, item):
        check_asks(by, item)
