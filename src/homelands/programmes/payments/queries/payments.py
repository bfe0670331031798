"""Reads of payments."""

from django.db.models import QuerySet

from homelands.programmes.payments.models import Payment


def visible() -> QuerySet[Payment]:
    """Returns the payments that the database shows the actor, those to decide on first."""
    return Payment.objects.select_related("person", "placement__host", "made_by").order_by(
        "decided_at", "-made_at"
    )
