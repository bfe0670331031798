"""Questions to the service, and their answers."""

from homelands.outreach.dialogue.models.question import Question

__all__ = [
    "Question",
]
