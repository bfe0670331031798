"""What datasets do when answers are complete: webhooks are told."""

from datetime import datetime

from homelands.foundation.actors import Actor
from homelands.surveys.datasets.actions import webhooks
from homelands.surveys.datasets.models import Webhook
from homelands.surveys.questionnaires.models import Response


def tell_webhooks(response: Response, at: datetime) -> None:
    """Has a study's webhooks told; most studies have none, and then nothing is done."""
    if Webhook.objects.filter(study=response.study_id, removed_at=None).exists():
        webhooks.tell(response, at=at, by=Actor.system("datasets.webhooks"))
