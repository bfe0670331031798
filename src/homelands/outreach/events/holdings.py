"""What events hold about people: who signed up."""

from django.utils.translation import gettext_lazy as _

from homelands.foundation import retention
from homelands.foundation.personal import Holding, OnErase, hold
from homelands.foundation.retention import Kind
from homelands.outreach.events.models import SignUp
from homelands.outreach.events.queries import sign_ups


def register() -> None:
    """Names the table to the registry of personal data."""
    hold(
        Holding(
            model=SignUp,
            title=_("Sign-ups to events"),
            about="person_id",
            fields={
                "event": _("To know what you want to come to"),
                "name": _("To greet you, where you came without being a member"),
                "email": _("To send you your place, where you came without being a member"),
                "language": _("To write in your language"),
                "state": _("To know whether you have a place"),
                "signed_up_at": _("To give places in the order of asking"),
                "withdrawn_at": _("To know that you gave your place back"),
            },
            basis=_("Your sign-up"),
            keep=_("For as long as you are registered; 90 days after the event if you are not"),
            on_erase=OnErase.DELETE,
            structure=("id", "person", "salt", "email_index", "code_digest", "told"),
        )
    )
    retention.add(
        Kind(
            "events.guests",
            _("Names and addresses of guests"),
            _("90 days after the event"),
            sign_ups.outlived,
            job=True,
        )
    )
