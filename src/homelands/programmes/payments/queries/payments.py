"""Reads of payments."""

from django.db.models import QuerySet

from homelands.foundation.actors import EVERYWHERE, Actor
from homelands.foundation.roles import PLACEMENT_READERS
from homelands.people.register.queries import seeing
from homelands.people.register.queries.seeing import Seen
from homelands.programmes.needs.rules import relations
from homelands.programmes.payments.models import Payment


def visible() -> QuerySet[Payment]:
    """Returns the payments that the database shows the actor, those to decide on first."""
    # Those that nobody has decided on have no date, and no date comes first when the latest does.
    rows = Payment.objects.select_related("person", "placement__host", "made_by")
    return seeing.with_consents(rows.order_by("-decided_at", "-made_at"), "person_id")


def seen(payment: Payment, by: Actor) -> Seen:
    """Returns who is paid as the actor may see them."""
    return seeing.seen(payment, by=by, through=relations(by, payment, pays=True))


def visible_to(actor: Actor) -> QuerySet[Payment]:
    """Returns the payments of the actor's programmes, those to decide on first."""
    programmes = actor.programmes(PLACEMENT_READERS)
    if EVERYWHERE in programmes:
        return visible()
    return visible().filter(programme_id__in=programmes)
