"""What surveys do by themselves: on request, when answers are complete, and every night."""

from homelands.surveys.tasks import (
    exports,
    imports,
    invitations,
    recordings,
    recruitment,
    webhooks,
)

__all__ = ["exports", "imports", "invitations", "recordings", "recruitment", "webhooks"]
