"""Reads of webhooks: the addresses that are told, and what they were told."""

from django.db.models import QuerySet

from homelands.surveys.datasets.models import Delivery, Webhook
from homelands.surveys.questionnaires.models import Study


def living(study: Study) -> QuerySet[Webhook]:
    """Returns the addresses that are told of a study."""
    return Webhook.objects.filter(study=study, removed_at=None).order_by("added_at", "pk")


def deliveries(study: Study) -> QuerySet[Delivery]:
    """Returns the messages of a study, the latest first."""
    rows = Delivery.objects.filter(webhook__study=study).select_related("webhook")
    return rows.order_by("-made_at", "pk")
