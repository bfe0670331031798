"""What the programmes hold about a person, why, and what happens to it on erasure.

On erasure the listener in `tasks.py` deletes the applications that led to nothing and empties
every text about the person; what payments hang on stays, as the registry says here.
"""

from django.utils.translation import gettext_lazy as _

from homelands.foundation.personal import Holding, OnErase, hold
from homelands.programmes.models import (
    Application,
    Assessment,
    FollowUp,
    Match,
    Payment,
    Placement,
    WorkPlanItem,
)

_DECIDE = _("To decide on your application and to tell you why")
_PLACE = _("To run your placement")
_PAY = _("To pay you, and to prove it")
_CONTRACT = _("Your application")
_SEVEN = _("Seven years after the last payment")
_LEDGER = _("Payments hang on it; the texts about you are emptied and your name is gone.")


def register() -> None:
    """Names every table with a person in it to the registry of personal data."""
    hold(_kept(Application, _("Your applications"), _DECIDE, ("call", "programme", "decided_by")))
    hold(
        Holding(
            model=Assessment,
            title=_("Assessments of your applications"),
            about="person_id",
            fields=_purposes(Assessment, _DECIDE, ("application", "programme")),
            basis=_CONTRACT,
            keep=_("Until the programme has ended"),
            on_erase=OnErase.DELETE,
            structure=("id", "person", "application", "programme"),
        )
    )
    hold(
        _kept(
            Match,
            _("Proposals to host institutions"),
            _DECIDE,
            ("application", "need", "programme", "host"),
        )
    )
    hold(_kept(Placement, _("Your placements"), _PLACE, ("match", "programme", "host")))
    hold(
        _kept(
            WorkPlanItem,
            _("Work plans of your placements"),
            _PLACE,
            ("placement", "programme", "host"),
        )
    )
    hold(
        _kept(
            FollowUp, _("Talks after your placements"), _PLACE, ("placement", "programme", "host")
        )
    )
    hold(
        _kept(
            Payment,
            _("Payments to you"),
            _PAY,
            ("placement", "programme", "made_by", "approved_by"),
        )
    )


def _kept(model: type, title: object, why: object, structure: tuple[str, ...]) -> Holding:
    return Holding(
        model=model,
        title=title,
        about="person_id",
        fields=_purposes(model, why, structure),
        basis=_CONTRACT,
        keep=_SEVEN,
        on_erase=OnErase.KEEP,
        kept_because=_LEDGER,
        structure=("id", "person", *structure),
    )


def _purposes(model: type, why: object, structure: tuple[str, ...]) -> dict[str, object]:
    names = [field.name for field in model._meta.fields]  # type: ignore[attr-defined]
    return {name: why for name in names if name not in {"id", "person", *structure}}
