import uuid
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

#: After this many days without a check, a fact is shown as in need of one.
FRESH_DAYS = 365


class Sourced(models.Model):
    """A fact about a country, with its source and the day on which somebody last checked it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    country = models.CharField(_("Country"), max_length=3)
    source = models.CharField(_("Source"), max_length=500)
    verified_on = models.DateField(_("Last checked"))
    verified_by = models.ForeignKey(
        "foundation.User", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        abstract = True

    def is_stale(self, on: date) -> bool:
        return (on - self.verified_on).days > FRESH_DAYS
