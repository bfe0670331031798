import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Trace(models.Model):
    """What tells one machine from another while a study runs: keyed digests, then deleted."""

    response = models.OneToOneField(
        "questionnaires.Response", primary_key=True, on_delete=models.CASCADE, related_name="trace"
    )
    destination = models.CharField(max_length=3, blank=True)
    machine = models.CharField(max_length=32, blank=True)
    network = models.CharField(max_length=32, blank=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.pk)


class QualityFlag(models.Model):
    """A flag about a response, shown to an officer, who decides. Nothing is dropped by itself."""

    class State(models.TextChoices):
        OPEN = "open", _("To be looked at")
        KEPT = "kept", _("Kept")
        LEFT_OUT = "left_out", _("Left out of results")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    response = models.ForeignKey(
        "questionnaires.Response", on_delete=models.CASCADE, related_name="quality_flags"
    )
    study = models.ForeignKey(
        "questionnaires.Study", on_delete=models.PROTECT, related_name="quality_flags"
    )
    destination = models.CharField(max_length=3, blank=True)
    code = models.CharField(max_length=30)
    # What the sentence needs: numbers and labels of respondents, nothing about the person.
    details = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    why = models.CharField(max_length=300, blank=True)
    raised_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="one_quality_flag_of_a_kind", fields=["response", "code"]),
        ]

    def __str__(self) -> str:
        return self.code
