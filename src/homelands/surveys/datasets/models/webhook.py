import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from homelands.foundation.encryption import BlindIndex, Credential, Shreddable
from homelands.foundation.history import keep_history


@keep_history(except_=("salt", "url_index"))
class Webhook(Shreddable):
    """An address that hears of each complete response of a study: its number, no answers.

    Such an address is often all that it takes to write to the other side: it lies encrypted.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    study = models.ForeignKey(
        "questionnaires.Study", on_delete=models.PROTECT, related_name="webhooks"
    )
    url = Credential(_("Address"))
    url_index = BlindIndex(of="url", exact=True, null=False)
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="one_webhook_of_an_address",
                fields=["study", "url_index"],
                condition=models.Q(removed_at=None),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Delivery(models.Model):
    """One message to a webhook, tried until the other side says yes or it is given up."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    webhook = models.ForeignKey(Webhook, on_delete=models.PROTECT, related_name="deliveries")
    body = models.JSONField()
    made_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    answered = models.PositiveSmallIntegerField(null=True)  # the HTTP status of the last try
    fault = models.CharField(max_length=300, blank=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = _("deliveries")

    def __str__(self) -> str:
        return str(self.pk)
