import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from homelands.foundation.history import keep_history


@keep_history()
class Indicator(models.Model):
    """What is watched: its definition, how it is measured, where it began and should arrive."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(_("Code"), max_length=30)
    name = models.CharField(_("Name"), max_length=200)
    definition = models.TextField(_("Definition"))
    unit = models.CharField(_("Unit"), max_length=50)
    measure = models.CharField(_("How it is measured"), max_length=50)
    programme = models.ForeignKey(
        "needs.Programme", null=True, on_delete=models.PROTECT, related_name="indicators"
    )
    baseline = models.FloatField(_("Baseline"))
    baseline_on = models.DateField(_("Date of the baseline"))
    target = models.FloatField(_("Target"))
    target_on = models.DateField(_("Date of the target"))

    class Meta:
        verbose_name = _("indicator")
        constraints: ClassVar = [
            models.UniqueConstraint(name="one_indicator_of_a_code", fields=["code"]),
            models.CheckConstraint(
                name="target_comes_after_baseline", condition=Q(target_on__gt=F("baseline_on"))
            ),
            models.CheckConstraint(
                name="indicator_values_are_not_negative",
                condition=Q(baseline__gte=0, target__gte=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
