"""What happens here, at once, when the register announces news about a person."""

from datetime import UTC, datetime
from uuid import UUID

from homelands.foundation.actors import Actor
from homelands.programmes.actions import applications


def stop(person: UUID, purpose: str) -> None:
    """Stops using a profile that the person no longer agrees to share."""
    if purpose in {"matching", "hosts"}:
        by = Actor.system("programmes.consent_withdrawn")
        applications.stop(person, purpose=purpose, at=datetime.now(UTC), by=by)


def forget(person: UUID) -> None:
    """Removes what is held about a person who is erased."""
    by = Actor.system("programmes.person_erased")
    applications.forget(person, at=datetime.now(UTC), by=by)
