from typing import ClassVar

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from homelands.foundation.history import EVENT_TRIGGERS, Chained, Setting


class FactorEvent(Chained):
    """A second factor of an account was set up, made anew or lost; the database itself writes it.

    django-allauth keeps the factors, so this says nothing of their secrets.
    """

    class Kind(models.TextChoices):
        TOTP = "totp", _("Authenticator app")
        RECOVERY_CODES = "recovery_codes", _("Recovery codes")
        WEBAUTHN = "webauthn", _("Security key")

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(db_default=Now())
    account = models.UUIDField()
    kind = models.CharField(max_length=20, choices=Kind.choices)
    label = models.CharField(max_length=10)  # insert, delete
    actor = models.TextField(db_default=Setting(models.Value("homelands.actor")), editable=False)
    action = models.TextField(db_default=Setting(models.Value("homelands.action")), editable=False)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["account", "-at"])]
        triggers: ClassVar = list(EVENT_TRIGGERS)

    def __str__(self) -> str:
        return f"{self.label} {self.kind} of {self.account}"
