"""Programmes: needs at home, calls, applications, shortlists, matches, placements and payments."""

from homelands.programmes.models.application import Application
from homelands.programmes.models.assessment import Assessment
from homelands.programmes.models.call import Call
from homelands.programmes.models.conflict import ConflictDeclaration
from homelands.programmes.models.match import Match
from homelands.programmes.models.need import Need
from homelands.programmes.models.payment import LedgerEntry, Payment
from homelands.programmes.models.placement import FollowUp, Placement
from homelands.programmes.models.programme import Programme
from homelands.programmes.models.work_plan import WorkPlanItem

__all__ = [
    "Application",
    "Assessment",
    "Call",
    "ConflictDeclaration",
    "FollowUp",
    "LedgerEntry",
    "Match",
    "Need",
    "Payment",
    "Placement",
    "Programme",
    "WorkPlanItem",
]
