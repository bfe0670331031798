from typing import ClassVar

from django.db import models


class Attempt(models.Model):
    """How often somebody tried one thing of late. Who is a keyed digest; kept for a day."""

    limit = models.CharField(max_length=60)
    who = models.CharField(max_length=16)
    since = models.DateTimeField()
    number = models.PositiveIntegerField(default=0)
    rests_until = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="one_count_of_each", fields=["limit", "who"]),
        ]
        indexes: ClassVar = [models.Index(fields=["since"])]

    def __str__(self) -> str:
        return f"{self.number} of {self.limit}"
