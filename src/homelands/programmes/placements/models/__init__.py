"""Placements, their work plans, and what lasted a year later."""

from homelands.programmes.placements.models.placement import FollowUp, Placement
from homelands.programmes.placements.models.work_plan import WorkPlanItem

__all__ = [
    "FollowUp",
    "Placement",
    "WorkPlanItem",
]
