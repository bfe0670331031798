"""Webhooks are told of complete responses, in a queue of their own."""

import json
from datetime import UTC, datetime
from uuid import UUID

from homelands.foundation import jobs
from homelands.foundation.actors import Actor
from homelands.foundation.outgoing import Opener, open_checked, post
from homelands.surveys.datasets.actions import webhooks
from homelands.surveys.datasets.models import Delivery
from homelands.surveys.datasets.rules.webhooks import secret_of, signed

_TELLER = Actor.system("datasets.webhooks")


@jobs.task_in("webhooks")
def deliver(delivery: str) -> None:
    """Tells a webhook, or tries again later."""
    held = Delivery.objects.select_related("webhook__study").filter(pk=UUID(delivery)).first()
    if held is not None:
        attempt(held, datetime.now(UTC))


def attempt(delivery: Delivery, at: datetime, opener: Opener = open_checked) -> Delivery:
    """Sends a message once, unless it is over already. The same one may arrive twice: it has an
    id, by which the other side knows it again.
    """
    if delivery.done_at is not None or delivery.webhook.removed_at is not None:
        return delivery
    body = json.dumps(delivery.body, separators=(",", ":"), sort_keys=True).encode()
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Homelands",
        **signed(secret_of(delivery.webhook), str(delivery.pk), body, at),
    }
    outcome = post(str(delivery.webhook.url), body, headers, opener)
    return webhooks.note(delivery, outcome=outcome, at=at, by=_TELLER)
