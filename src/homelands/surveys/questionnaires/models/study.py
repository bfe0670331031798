import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from homelands.foundation.history import keep_history


@keep_history()
class Study(models.Model):
    """One mapping exercise: what it asks, where, from when to when, and how people were reached."""

    class Design(models.TextChoices):
        PROBABILITY = "probability", _("Probability sample")
        RDS = "rds", _("Respondent-driven sample")
        CONVENIENCE = "convenience", _("Open invitation")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("Name"), max_length=200)
    slug = models.SlugField(unique=True)
    about = models.TextField(_("What it is for"), blank=True)
    design = models.CharField(_("How people are reached"), max_length=20, choices=Design.choices)
    population = models.CharField(_("Population"), max_length=300, blank=True)
    # Where it is held; empty for everywhere.
    destinations = ArrayField(
        models.CharField(max_length=3), verbose_name=_("Countries"), default=list, blank=True
    )
    opens_on = models.DateField(_("Opens on"))
    closes_on = models.DateField(_("Closes on"), null=True)
    # Respondents come by invitation, or by a collector that was opened for others.
    by_invitation = models.BooleanField(default=False, editable=False)
    source = models.CharField(
        _("Source, where it was collected elsewhere"), max_length=300, blank=True
    )

    class Meta:
        verbose_name_plural = _("studies")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="study_closes_after_it_opens",
                condition=models.Q(closes_on=None) | models.Q(closes_on__gte=models.F("opens_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.name
