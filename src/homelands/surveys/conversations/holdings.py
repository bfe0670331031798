"""What conversations keep for a while: recordings."""

from django.utils.translation import gettext_lazy as _

from homelands.foundation import retention
from homelands.foundation.retention import Kind
from homelands.surveys.conversations.queries import conversations


def register() -> None:
    """Names recordings to the registry of what goes by itself."""
    retention.add(
        Kind(
            "conversations.recordings",
            _("Recordings of conversations"),
            _("until the day set for each"),
            lambda at: conversations.expired(at.date()),
            job=True,
        )
    )
