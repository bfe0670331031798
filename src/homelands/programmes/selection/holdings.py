"""What selection holds about people: applications, their assessments, and proposals.

On erasure `listeners.py` deletes the applications that led to nothing and empties every text about
the person; what payments hang on stays.
"""

from django.utils.translation import gettext_lazy as _

from homelands.foundation.personal import Holding, OnErase, hold
from homelands.programmes.needs.holdings import CONTRACT, kept, purposes
from homelands.programmes.selection.models import Application, Assessment, Match

_DECIDE = _("To decide on your application and to tell you why")


def register() -> None:
    """Names the tables with a person in them to the registry of personal data."""
    hold(kept(Application, _("Your applications"), _DECIDE, ("call", "programme", "decided_by")))
    hold(
        Holding(
            model=Assessment,
            title=_("Assessments of your applications"),
            about="person_id",
            fields=purposes(Assessment, _DECIDE, ("application", "programme")),
            basis=CONTRACT,
            keep=_("Until the programme has ended"),
            on_erase=OnErase.DELETE,
            structure=("id", "person", "application", "programme"),
        )
    )
    hold(
        kept(
            Match,
            _("Proposals to host institutions"),
            _DECIDE,
            ("application", "need", "programme", "host"),
        )
    )
