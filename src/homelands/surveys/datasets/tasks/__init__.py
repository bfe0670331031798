"""What datasets do by themselves: files are made, taken in and forgotten, webhooks are told, and
answers are counted.
"""

from homelands.surveys.datasets.tasks import exports, imports, summaries, webhooks

__all__ = ["exports", "imports", "summaries", "webhooks"]
