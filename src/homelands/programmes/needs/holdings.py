"""How the programmes hold what a placement and its payments rest on, for the apps above."""

from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from homelands.foundation.personal import Holding, OnErase

CONTRACT = _("Your application")


def kept(model: type[Model], title: Any, why: Any, structure: tuple[str, ...]) -> Holding:
    """Holds what stays after erasure, because payments hang on it: its texts are emptied."""
    return Holding(
        model=model,
        title=title,
        about="person_id",
        fields=purposes(model, why, structure),
        basis=CONTRACT,
        keep=_("Seven years after the last payment"),
        on_erase=OnErase.KEEP,
        kept_because=_(
            "Payments hang on it; the texts about you are emptied and your name is gone."
        ),
        structure=("id", "person", *structure),
    )


def purposes(model: type[Model], why: Any, structure: tuple[str, ...]) -> dict[str, Any]:
    """Gives one purpose to every field that says something about the person."""
    names = [field.name for field in model._meta.fields]
    return {name: why for name in names if name not in {"id", "person", *structure}}
