"""What collection does by itself: letters of invitation, and data quality flags."""

from homelands.surveys.collection.tasks import invitations, quality_flags

__all__ = ["invitations", "quality_flags"]
