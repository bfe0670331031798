"""Which decisions about consent there are."""

from django.utils.translation import gettext_lazy as _

from homelands.foundation.errors import Refusal
from homelands.people.register.models import ConsentDecision


class UnknownDecision(Refusal):
    code = "unknown_decision"
    sentence = _("Say for which use you decide, and say yes or no: nothing was changed.")


def check_decision(purpose: str, said: str) -> None:
    """Refuses what is no use of data that people decide on, and what is neither yes nor no."""
    if purpose not in ConsentDecision.Purpose.values or said not in ("yes", "no"):
        raise UnknownDecision
