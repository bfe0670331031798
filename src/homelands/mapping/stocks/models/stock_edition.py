import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from homelands.foundation.history import keep_history


@keep_history()
class StockEdition(models.Model):
    """One published file of migrant stock figures, as it was imported. Never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(_("Title"), max_length=300)
    edition = models.CharField(_("Edition"), max_length=200)
    source = models.TextField(_("Source"))
    publisher = models.CharField(_("Publisher"), max_length=200)
    licence = models.CharField(_("Licence"), max_length=100)
    imported_at = models.DateTimeField(_("Imported"))
    sha256 = models.CharField(max_length=64)
    # What was left out: under "sums" and "unknown", the name in the file and how many lines.
    left_out = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("edition of stock figures")
        constraints: ClassVar = [
            models.UniqueConstraint(name="one_import_of_a_file", fields=["sha256"]),
        ]

    def __str__(self) -> str:
        return self.edition or self.title
