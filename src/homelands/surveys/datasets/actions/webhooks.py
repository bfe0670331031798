"""Other systems are told that a response is complete: never what it says."""

from datetime import datetime

from homelands.foundation import jobs
from homelands.foundation.action import action
from homelands.foundation.actors import Actor
from homelands.foundation.encryption import blind_word
from homelands.foundation.outgoing import Outcome
from homelands.foundation.rules import check_system
from homelands.surveys.datasets.models import Delivery, Webhook
from homelands.surveys.datasets.rules.webhooks import (
    PAUSES,
    AlreadyAdded,
    check_address,
    check_may_retry,
)
from homelands.surveys.questionnaires.models import Response, Study
from homelands.surveys.questionnaires.rules import check_manages

_TASK = "datasets.tasks.webhooks.deliver"


def _check_manages_its_study(by: Actor, about: Webhook | Delivery) -> None:
    """Survey managers of every country of the study of the webhook."""
    webhook = about.webhook if isinstance(about, Delivery) else about
    check_manages(by, webhook.study)


@action(who=check_manages)
def add(study: Study, *, url: str, at: datetime, by: Actor) -> Webhook:
    """Lets an address hear of each complete response of a study."""
    check_address(url)
    if Webhook.objects.filter(study=study, url_index=blind_word(url), removed_at=None).exists():
        raise AlreadyAdded(field="url")
    return Webhook.objects.create(study=study, url=url, added_at=at)


@action(who=_check_manages_its_study)
def remove(webhook: Webhook, *, at: datetime, by: Actor) -> Webhook:
    """Stops telling an address; what was told stays on record."""
    webhook.removed_at = webhook.removed_at or at
    webhook.save(update_fields=["removed_at"])
    return webhook


@action(who=_check_manages_its_study)
def retry(delivery: Delivery, *, at: datetime, by: Actor) -> Delivery:
    """Sends a message again that did not arrive, with all its tries."""
    check_may_retry(delivery)
    delivery.tries, delivery.fault, delivery.done_at = 0, "", None
    delivery.save(update_fields=["tries", "fault", "done_at"])
    jobs.later(_TASK, delivery=str(delivery.pk))
    return delivery


@action(who=check_system)
def tell(response: Response, *, at: datetime, by: Actor) -> Response:
    """Puts a message for each webhook of the study in line: the response's number and the time."""
    for webhook in Webhook.objects.filter(study=response.study_id, removed_at=None):
        body = {
            "study": response.study.slug,
            "response": response.label,
            "completed_at": at.isoformat(timespec="seconds"),
        }
        made = Delivery.objects.create(webhook=webhook, body=body, made_at=at)
        jobs.later(_TASK, delivery=str(made.pk))
    return response


@action(who=check_system)
def note(delivery: Delivery, *, outcome: Outcome, at: datetime, by: Actor) -> Delivery:
    """Notes what came of a try; one that failed is tried again after a longer pause."""
    delivery.answered, delivery.fault = outcome.status, outcome.fault
    over = outcome.accepted or delivery.tries >= len(PAUSES)
    if over:
        delivery.done_at = at
    else:
        jobs.after(PAUSES[delivery.tries], _TASK, delivery=str(delivery.pk))
    delivery.tries += 1
    delivery.save(update_fields=["answered", "fault", "done_at", "tries"])
    return delivery
