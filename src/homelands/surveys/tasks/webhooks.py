"""Webhooks are told of complete responses, in a queue of their own."""

from datetime import UTC, datetime
from uuid import UUID

from homelands.foundation import jobs
from homelands.surveys import telling
from homelands.surveys.models import Delivery


@jobs.task_in("webhooks")
def deliver(delivery: str) -> None:
    """Tells a webhook, or tries again later."""
    held = Delivery.objects.select_related("webhook__study").filter(pk=UUID(delivery)).first()
    if held is not None:
        telling.attempt(held, datetime.now(UTC))
