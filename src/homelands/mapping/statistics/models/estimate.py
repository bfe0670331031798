import uuid
from typing import Any, ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from homelands.foundation.history import INSERT_ONLY
from homelands.science.estimate import Caution, Method, method_of
from homelands.science.facts import Facts
from homelands.science.publication.refused import Refused


class Estimate(models.Model):
    """The share of one answer, with all that makes it honest. Never changed: computed again.

    Rows of one computation carry one `digest`, of the data and everything that was chosen.
    A count of respondents (design class E) has neither value nor interval.
    """

    class DesignClass(models.TextChoices):
        A = "A", _("Probability sample")
        B = "B", _("Respondent-driven sample, checks passed")
        C = "C", _("Respondent-driven sample, a check failed: indicative only")
        D = "D", _("Weighted open invitation: no sampling interval")
        E = "E", _("Counts of those who answered, and of nobody else")

    class Treatment(models.TextChoices):
        NONE = "", _("No weights")
        RAISED = "raised", _("Missing numbers of contacts take the median, others the ties seen")
        MAXIMUM = "maximum", _("Missing numbers of contacts take the largest")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    study = models.ForeignKey(
        "questionnaires.Study", on_delete=models.PROTECT, related_name="estimates"
    )
    variable = models.CharField(max_length=200)
    category = models.CharField(max_length=200)
    count = models.PositiveIntegerField()
    value = models.FloatField(null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    level = models.FloatField(default=0.95)
    n = models.PositiveIntegerField()
    effective_n = models.FloatField(null=True)
    method = models.CharField(max_length=100)
    design_class = models.CharField(max_length=1, choices=DesignClass.choices)
    treatment = models.CharField(max_length=10, choices=Treatment.choices, blank=True)
    # The chosen treatment leads; the others show how much the choice matters.
    leads = models.BooleanField(default=True)
    cautions = models.JSONField(default=list)
    population = models.PositiveIntegerField(null=True)
    computed_at = models.DateTimeField()
    replicates = models.PositiveIntegerField(default=0)
    seed = models.PositiveBigIntegerField(null=True)
    digest = models.CharField(max_length=64)

    class Meta:
        db_table_comment = INSERT_ONLY
        verbose_name = _("estimate")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="one_estimate_of_a_computation",
                fields=["digest", "category", "treatment"],
            ),
            models.CheckConstraint(
                name="counts_of_respondents_have_no_value",
                condition=Q(design_class="E", value=None, low=None, high=None)
                | (~Q(design_class="E") & Q(value__isnull=False)),
            ),
            models.CheckConstraint(
                name="the_interval_holds_together", condition=Q(low=None) | Q(low__lte=F("high"))
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(name="estimates_stay", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.variable} {self.category}"

    @property
    def how(self) -> Method:
        """How it was computed."""
        return method_of(self.method)

    @property
    def doubts(self) -> list[Caution | Refused]:
        """What readers have to know of it, in the order in which it was found."""
        return [_doubt(row) for row in self.cautions]

    @property
    def against(self) -> list[Caution | Refused]:
        """Those of the doubts for which somebody has to answer who publishes it."""
        return [_doubt(row) for row in self.cautions if row.get("against")]


def _doubt(row: dict[str, Any]) -> Caution | Refused:
    """Returns a doubt, or a refusal of the publication gate, as it was kept."""
    facts = Facts(**row["facts"])
    if row.get("refused"):
        return Refused(row["code"], facts, overridable=True)
    return Caution(row["code"], facts)
