"""Applications, how they were assessed, conflicts of interest, and matches."""

from homelands.programmes.selection.models.application import Application
from homelands.programmes.selection.models.assessment import Assessment
from homelands.programmes.selection.models.conflict import ConflictDeclaration
from homelands.programmes.selection.models.match import Match

__all__ = [
    "Application",
    "Assessment",
    "ConflictDeclaration",
    "Match",
]
