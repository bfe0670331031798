import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from homelands.foundation.history import keep_history


@keep_history()
class Release(models.Model):
    """The counts that everybody could read of one question: what was told cannot be taken back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    finding = models.ForeignKey(
        "findings.Finding", on_delete=models.PROTECT, related_name="releases"
    )
    study = models.ForeignKey(
        "questionnaires.Study", on_delete=models.PROTECT, related_name="releases"
    )
    variable = models.CharField(max_length=200)
    respondents = models.PositiveIntegerField()
    # By answer; null where it was too few to show.
    counts = models.JSONField()
    released_at = models.DateTimeField()

    class Meta:
        verbose_name = _("release")
        indexes: ClassVar = [models.Index(fields=["study", "variable"])]

    def __str__(self) -> str:
        return f"{self.variable}, {self.released_at:%Y-%m-%d}"
