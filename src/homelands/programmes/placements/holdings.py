"""What placements hold about people: placements, work plans, and talks a year later."""

from django.utils.translation import gettext_lazy as _

from homelands.foundation.personal import hold
from homelands.programmes.needs.holdings import kept
from homelands.programmes.placements.models import FollowUp, Placement, WorkPlanItem

_PLACE = _("To run your placement")
_OF_A_PLACEMENT = ("placement", "programme", "host")


def register() -> None:
    """Names the tables with a person in them to the registry of personal data."""
    hold(kept(Placement, _("Your placements"), _PLACE, ("match", "programme", "host")))
    hold(kept(WorkPlanItem, _("Work plans of your placements"), _PLACE, _OF_A_PLACEMENT))
    hold(kept(FollowUp, _("Talks after your placements"), _PLACE, _OF_A_PLACEMENT))
