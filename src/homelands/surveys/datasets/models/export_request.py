import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class ExportRequest(models.Model):
    """An officer wants a study's answers as a file: what, why, who agreed, and until when it lasts.

    The file lies in the deployment's folder of files, never in the database, and goes when it
    expires; that it was taken out stays.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waits for a second officer")
        APPROVED = "approved", _("Being made")
        READY = "ready", _("Ready")
        REFUSED = "refused", _("Refused")
        FAILED = "failed", _("Could not be made")
        EXPIRED = "expired", _("Expired")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    study = models.ForeignKey(
        "questionnaires.Study", on_delete=models.PROTECT, related_name="exports"
    )
    format = models.CharField(max_length=10)
    language = models.CharField(max_length=8)
    labels = models.BooleanField(default=False)
    text = models.BooleanField(default=False)
    hxl = models.BooleanField(default=False)
    anonymous = models.BooleanField(default=True)
    why = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=State.choices)
    # How many responses there were, in the countries that the officer reaches, when it was asked.
    rows = models.PositiveIntegerField()
    requested_by = models.UUIDField()
    requested_name = models.CharField(max_length=200)
    requested_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_why = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField(null=True)
    # Names that the format forced the file to change: as they are → as they stand in the file.
    names = models.JSONField(default=dict)
    # Answers that few people gave, who might be recognised: the question and the answer.
    rare = models.JSONField(default=list)
    # Columns of which the format held only the beginning of a text.
    cut = models.JSONField(default=list)
    fault = models.CharField(max_length=300, blank=True)
    expires_at = models.DateTimeField(null=True)
    downloads = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="who_asks_for_an_export_does_not_approve_it",
                condition=Q(decided_by=None) | ~Q(decided_by=F("requested_by")),
            ),
            models.CheckConstraint(
                name="an_export_with_names_has_a_reason",
                condition=Q(anonymous=True) | ~Q(why=""),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["study", "-requested_at"])]

    def __str__(self) -> str:
        return f"{self.format} of {self.study_id}"
