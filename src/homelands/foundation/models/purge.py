from typing import ClassVar

from django.db import models


class Purge(models.Model):
    """What the night took away of one kind: how much, and when. Kept for two years."""

    kind = models.CharField(max_length=60)
    at = models.DateTimeField()
    removed = models.PositiveIntegerField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["kind", "-at"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d}: {self.removed}"
