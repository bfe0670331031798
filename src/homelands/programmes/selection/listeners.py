"""What selection does on news from the register."""

from datetime import UTC, datetime
from uuid import UUID

from homelands.foundation.actors import Actor
from homelands.programmes.selection.actions import applications


def stop(person: UUID, purpose: str) -> None:
    """Stops using a profile that the person no longer agrees to share."""
    if purpose in {"matching", "hosts"}:
        by = Actor.system("selection.consent_withdrawn")
        applications.stop(person, purpose=purpose, at=datetime.now(UTC), by=by)


def forget(person: UUID) -> None:
    """Removes what is held about a person who is erased."""
    by = Actor.system("selection.person_erased")
    applications.forget(person, at=datetime.now(UTC), by=by)
