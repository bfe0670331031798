"""What campaigns do on news from the register: letters stop at once."""

from uuid import UUID

from homelands.foundation.actors import Actor
from homelands.outreach.campaigns.actions import deliveries
from homelands.outreach.campaigns.models import Delivery
from homelands.outreach.campaigns.queries.segments import PURPOSE


def stop(person: UUID, purpose: str) -> None:
    """Stops what is still to be sent to somebody who no longer agrees to be written to."""
    if purpose == PURPOSE:
        because = Delivery.Skipped.WITHDRAWN
        deliveries.stop(person, because=because, by=Actor.system("campaigns.withdrawn"))


def forget(person: UUID) -> None:
    """Stops the letters to somebody who is erased."""
    because = Delivery.Skipped.ERASED
    deliveries.stop(person, because=because, by=Actor.system("campaigns.erased"))


def merge(loser: UUID, winner: UUID) -> None:
    """Makes way, where both have the same letter, for what is moved from one to the other."""
    deliveries.drop_double(loser, winner=winner, by=Actor.system("campaigns.merged"))
