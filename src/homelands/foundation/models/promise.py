import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from homelands.foundation.roles import Role


class Promise(models.Model):
    """Something owed a reply: about what, to whom, by whom, due when, kept when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=100)
    subject = models.CharField(max_length=100)
    subject_id = models.UUIDField()
    person_id = models.UUIDField(null=True)  # to whom; people live in an app above this one
    role = models.CharField(max_length=32, choices=Role.choices)
    country = models.CharField(max_length=3, blank=True)
    programme = models.UUIDField(null=True)
    organisation = models.UUIDField(null=True)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    waiting_since = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)
    kept_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="one_open_promise_of_a_kind",
                fields=["kind", "subject_id"],
                condition=Q(kept_at=None),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person_id", "-made_at"]),
            models.Index(fields=["subject_id"]),
            models.Index(fields=["due_at"], condition=Q(kept_at=None), name="promise_open"),
            models.Index(
                fields=["role", "due_at"], condition=Q(kept_at=None), name="promise_of_role"
            ),
            models.Index(
                fields=["role", "country", "due_at"],
                condition=Q(kept_at=None),
                name="promise_of_country",
            ),
            models.Index(
                fields=["due_at"],
                condition=Q(kept_at=None, waiting_since__isnull=False),
                name="promise_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} due {self.due_at:%Y-%m-%d}"
