"""What collection does by itself: letters of invitation, and doubts about answers."""

from homelands.surveys.collection.tasks import invitations, signals

__all__ = ["invitations", "signals"]
