"""What datasets do by themselves: files are made, taken in and forgotten, webhooks are told."""

from homelands.surveys.datasets.tasks import exports, imports, webhooks

__all__ = ["exports", "imports", "webhooks"]
