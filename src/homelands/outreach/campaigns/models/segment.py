import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from homelands.foundation.history import keep_history


@keep_history()
class Segment(models.Model):
    """Some of those who agreed to be written to, by what their profiles say. It lists nobody.

    Who is in it is asked anew each time, with the grants of whoever asks.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("Name"), max_length=200)
    filters = models.JSONField(_("Who"), default=dict)  # see rules.FILTERS
    finding = models.ForeignKey(
        "findings.Finding", null=True, on_delete=models.PROTECT, related_name="segments"
    )
    created_at = models.DateTimeField(_("Made"))
    created_by = models.ForeignKey(
        "foundation.User", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("segment")
        constraints: ClassVar = [
            models.UniqueConstraint(name="one_segment_of_a_name", fields=["name"]),
        ]

    def __str__(self) -> str:
        return self.name
