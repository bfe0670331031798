from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from homelands.foundation.history import TRIGGERS, Chained


class AuditEvent(Chained):
    """One thing that somebody did. Append-only, chained, and free of personal data."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(db_default=Now())
    code = models.CharField(max_length=100)
    actor_kind = models.CharField(max_length=10)
    actor_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=100, blank=True)
    subject_id = models.CharField(max_length=64, blank=True)
    person_id = models.UUIDField(null=True)
    why = models.TextField(blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["subject", "subject_id"]),
            models.Index(fields=["person_id", "-at"]),
        ]
        triggers: ClassVar = list(TRIGGERS)

    def __str__(self) -> str:
        return f"{self.code} {self.subject_id}"
