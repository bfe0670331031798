"""What the dialogue does on news from the register."""

from datetime import UTC, datetime
from uuid import UUID

from homelands.foundation.actors import Actor
from homelands.outreach.dialogue.actions import questions


def forget(person: UUID) -> None:
    """Takes the name of somebody who is erased off their questions."""
    questions.let_go(person, at=datetime.now(UTC), by=Actor.system("dialogue.erased"))
