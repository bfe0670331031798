"""What payments hold about people."""

from django.utils.translation import gettext_lazy as _

from homelands.foundation.personal import hold
from homelands.programmes.needs.holdings import kept
from homelands.programmes.payments.models import Payment


def register() -> None:
    """Names the table to the registry of personal data."""
    hold(
        kept(
            Payment,
            _("Payments to you"),
            _("To pay you, and to prove it"),
            ("placement", "programme", "made_by", "approved_by"),
        )
    )
