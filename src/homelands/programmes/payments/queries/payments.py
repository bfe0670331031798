"""Reads of payments."""

from django.db.models import QuerySet

from homelands.foundation.actors import EVERYWHERE, Actor
from homelands.foundation.roles import PLACEMENT_READERS
from homelands.programmes.payments.models import Payment


def visible() -> QuerySet[Payment]:
    """Returns the payments that the database shows the actor, those to decide on first."""
    # Those that nobody has decided on have no date, and no date comes first when the latest does.
    return Payment.objects.select_related("person", "placement__host", "made_by").order_by(
        "-decided_at", "-made_at"
    )


def visible_to(actor: Actor) -> QuerySet[Payment]:
    """Returns the payments of the actor's programmes, those to decide on first."""
    programmes = actor.programmes(PLACEMENT_READERS)
    if EVERYWHERE in programmes:
        return visible()
    return visible().filter(programme_id__in=programmes)
