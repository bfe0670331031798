"""What events do on news from the register."""

from uuid import UUID

from homelands.foundation.actors import Actor
from homelands.outreach.events.actions import sign_ups


def forget(person: UUID) -> None:
    """Gives on the places of somebody who is erased."""
    sign_ups.forget(person, by=Actor.system("events.erased"))


def merge(loser: UUID, winner: UUID) -> None:
    """Makes way, where both have signed up, for what is moved from one to the other."""
    sign_ups.drop_double(loser, winner=winner, by=Actor.system("events.merged"))
