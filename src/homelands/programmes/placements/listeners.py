"""What placements do on news from the register."""

from uuid import UUID

from homelands.foundation.actors import Actor
from homelands.programmes.placements.actions import placements


def forget(person: UUID) -> None:
    """Empties the texts about somebody who is erased."""
    placements.forget(person, by=Actor.system("placements.person_erased"))
