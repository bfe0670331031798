"""Tells one webhook of one response, and notes what came of it."""

import json
from datetime import datetime

from homelands.foundation.actors import Actor
from homelands.surveys.actions import webhooks
from homelands.surveys.models import Delivery, Response, Webhook
from homelands.surveys.rules.webhooks import signature
from homelands.surveys.sending import Opener, open_checked, post

_TELLER = Actor.system("surveys.webhooks")


def on_complete(response: Response, at: datetime) -> None:
    """Hears that a response is complete; most studies have no webhook, and then nothing is done."""
    if Webhook.objects.filter(study=response.study_id, removed_at=None).exists():
        webhooks.tell(response, at=at, by=_TELLER)


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
        "Homelands-Delivery": str(delivery.pk),
        "Homelands-Signature": f"sha256={signature(delivery.webhook, body)}",
    }
    outcome = post(delivery.webhook.url, body, headers, opener)
    return webhooks.note(delivery, outcome=outcome, at=at, by=_TELLER)
