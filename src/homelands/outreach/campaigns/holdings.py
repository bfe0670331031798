"""What campaigns hold about people: the letters to them."""

from django.utils.translation import gettext_lazy as _

from homelands.foundation.personal import Holding, OnErase, hold
from homelands.outreach.campaigns.models import Delivery


def register() -> None:
    """Names the table to the registry of personal data."""
    hold(
        Holding(
            model=Delivery,
            title=_("Letters to you"),
            about="person_id",
            fields={
                "letter": _("To know what was written to you"),
                "sent_at": _("To write to you once"),
                "skipped_because": _("To show why a letter was not sent"),
            },
            basis=_("Your consent to be written to"),
            keep=_("For as long as you are registered"),
            on_erase=OnErase.DELETE,
            structure=("id", "person"),
        )
    )
