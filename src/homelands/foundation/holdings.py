"""What the foundation holds about people: the key of what was written about them."""

from django.utils.translation import gettext_lazy as _

from homelands.foundation.models import PersonKey
from homelands.foundation.personal import Holding, OnErase, hold


def register() -> None:
    """Names the table to the registry of personal data: erasing a person deletes their key."""
    hold(
        Holding(
            model=PersonKey,
            title=_("The key to what was written about you"),
            about="person_id",
            fields={"person_id": _("To make reasons and notes about you unreadable once you go")},
            basis=_("Our duty to keep ledgers, and your right to be forgotten"),
            keep=_("For as long as you are registered"),
            on_erase=OnErase.DELETE,
            structure=("salt", "key"),
        )
    )
