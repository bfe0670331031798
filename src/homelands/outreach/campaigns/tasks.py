"""Letters to segments, one job for each person: addresses open only here.

A letter names nobody but whom it is for, and no officer reads it: what it needs is the consent to
be written to, which is asked again for each, and not the rule of seeing.
"""

from datetime import UTC, datetime
from uuid import UUID

from django.core import signing
from django.db import transaction

from homelands.foundation import jobs, mail
from homelands.foundation.actors import Actor
from homelands.outreach.campaigns.actions import deliveries
from homelands.outreach.campaigns.models import Delivery, Letter
from homelands.outreach.campaigns.queries import deliveries as delivery_queries

_BY = Actor.system("campaigns.letters")


@jobs.task
def deliver(letter: str) -> None:
    """Hands out a letter, one job for each person."""
    for delivery in delivery_queries.open_of(Letter.objects.get(pk=UUID(letter))):
        jobs.later("campaigns.tasks.send", delivery=str(delivery.pk))


@jobs.task_for_many
def send(delivery: str) -> None:
    """Sends one letter to one person, if they still agree; a second time it does nothing."""
    held = delivery_queries.locked(UUID(delivery))
    if held is None or held.sent_at is not None or held.skipped_because:
        return
    obstacle = delivery_queries.obstacle(held)
    if not obstacle:
        try:
            with transaction.atomic():
                deliveries.note_sent(held, at=datetime.now(UTC), by=_BY)
                _send(held)
        except mail.Undeliverable:
            obstacle = Delivery.Skipped.REFUSED
    if obstacle:
        deliveries.skip(held, because=obstacle, by=_BY)


def _send(delivery: Delivery) -> None:
    token = signing.dumps(str(delivery.pk), salt=delivery_queries.TOKEN)
    stop_url = mail.address("campaigns.deliveries.unsubscribe", token)
    headers = {
        "List-Unsubscribe": f"<{stop_url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    person = delivery.person
    context = {"person": person, "letter": delivery.letter, "stop_url": stop_url}
    to = mail.Receiver(str(person.email), person.language, f"delivery {delivery.pk}")
    mail.send(to, "campaigns/segments/letter.txt", context, headers)
