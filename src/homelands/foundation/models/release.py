import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from homelands.foundation.history import keep_history


@keep_history()
class Release(models.Model):
    """Counts that people without access could read: what was told cannot be taken back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Whom the table counts: tables of one universe are held against each other.
    universe = models.CharField(max_length=300)
    # The page that shows it, by its slice name, and the record that it shows, if any.
    page = models.CharField(max_length=100)
    record = models.UUIDField(null=True)
    # Pairs of a selection (variables with their codes) and its count, null where it was hidden.
    cells = models.JSONField()
    released_at = models.DateTimeField()

    class Meta:
        verbose_name = _("release")
        indexes: ClassVar = [models.Index(fields=["universe", "released_at"])]

    def __str__(self) -> str:
        return f"{self.universe}, {self.released_at:%Y-%m-%d}"
