from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from homelands.foundation.history import TRIGGERS, Chained


class Reading(Chained):
    """What an indicator stood at on a date. Never changed: computed again, and the last counts."""

    id = models.BigAutoField(primary_key=True)  # a row of a ledger: its number is its order
    indicator = models.ForeignKey(
        "results.Indicator", on_delete=models.PROTECT, related_name="readings"
    )
    value = models.FloatField(_("Value"), null=True)  # none where nothing could be measured
    on = models.DateField(_("Date"))
    n = models.PositiveIntegerField(_("People or cases behind it"))
    note = models.TextField(_("Note"), blank=True)

    class Meta:
        verbose_name = _("reading")
        indexes: ClassVar = [models.Index(fields=["indicator", "-on", "-id"])]
        triggers: ClassVar = list(TRIGGERS)

    def __str__(self) -> str:
        return f"{self.value} on {self.on:%Y-%m-%d}"
