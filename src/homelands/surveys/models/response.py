import uuid
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q


class Response(models.Model):
    """One respondent's answers, without a name. A draft until it is complete.

    `recruiter`, `coupon` and `degree` are those of respondent-driven sampling: who invited them,
    by which coupon, and how many eligible people they know.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    study = models.ForeignKey("surveys.Study", on_delete=models.PROTECT, related_name="responses")
    questionnaire = models.ForeignKey(
        "surveys.Questionnaire", null=True, on_delete=models.PROTECT, related_name="responses"
    )
    label = models.CharField(max_length=100)  # the respondent's number in the study
    answers = models.JSONField(default=dict)
    language = models.CharField(max_length=8, blank=True)
    destination = models.CharField(max_length=3, blank=True)
    resume_digest = models.BinaryField(null=True)
    page = models.CharField(max_length=200, blank=True)
    recruiter = models.ForeignKey(
        "self", null=True, on_delete=models.RESTRICT, related_name="recruits"
    )
    coupon = models.CharField(max_length=100, blank=True)
    degree = models.FloatField(null=True)
    started_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="one_response_of_a_label", fields=["study", "label"]),
            models.UniqueConstraint(
                name="one_response_of_a_coupon",
                fields=["study", "coupon"],
                condition=~Q(coupon=""),
            ),
            models.UniqueConstraint(name="one_response_of_a_resume_code", fields=["resume_digest"]),
        ]
        # Whoever sends the same answers again, or at the same moment, changes nothing.
        triggers: ClassVar = [
            pgtrigger.Protect(
                name="complete_is_final",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__completed_at__isnull=False),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["study", "completed_at"])]

    def __str__(self) -> str:
        return f"{self.label} in {self.study_id}"
