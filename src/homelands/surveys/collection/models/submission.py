import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from homelands.surveys.questionnaires.models.attachment import StoredFile


class Submission(models.Model):
    """Answers as a field app or a file sent them, byte for byte, and what became of them."""

    class State(models.TextChoices):
        INCOMPLETE = "incomplete", _("Files are still missing")
        ACCEPTED = "accepted", _("Taken in")
        REVIEW = "review", _("To be looked at")
        QUARANTINED = "quarantined", _("Same id, other answers")
        SEALED = "sealed", _("Encrypted")
        REPLACED = "replaced", _("Corrected later")
        REFUSED = "refused", _("Not taken in")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    study = models.ForeignKey(
        "questionnaires.Study", on_delete=models.PROTECT, related_name="submissions"
    )
    questionnaire = models.ForeignKey(
        "questionnaires.Questionnaire",
        null=True,
        on_delete=models.PROTECT,
        related_name="submissions",
    )
    collector = models.ForeignKey(
        "questionnaires.Collector", on_delete=models.PROTECT, related_name="submissions"
    )
    response = models.ForeignKey(
        "questionnaires.Response", null=True, on_delete=models.PROTECT, related_name="submissions"
    )
    destination = models.CharField(max_length=3, blank=True)
    instance_id = models.CharField(max_length=200)
    # The id that it corrects, where it corrects one.
    deprecated_id = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=12, choices=State.choices)
    body = models.BinaryField()
    digest = models.CharField(max_length=64)
    # Why it is not taken in: a code, the path of the question and a sentence for each reason.
    reasons = models.JSONField(default=list)
    device = models.CharField(max_length=200, blank=True)
    received_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="one_submission_of_the_same_bytes", fields=["study", "instance_id", "digest"]
            ),
            models.UniqueConstraint(
                name="one_submission_of_an_instance",
                fields=["study", "instance_id"],
                condition=~Q(state="quarantined"),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["study", "state"])]

    def __str__(self) -> str:
        return self.instance_id


class SubmissionFile(StoredFile):
    """A file that came with a submission, until the submission is taken in."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="files")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="one_file_of_a_submission", fields=["submission", "name"]),
        ]
