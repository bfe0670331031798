import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


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
    study = models.ForeignKey("surveys.Study", on_delete=models.PROTECT, related_name="submissions")
    questionnaire = models.ForeignKey(
        "surveys.Questionnaire", null=True, on_delete=models.PROTECT, related_name="submissions"
    )
    collector = models.ForeignKey(
        "surveys.Collector", on_delete=models.PROTECT, related_name="submissions"
    )
    response = models.ForeignKey(
        "surveys.Response", null=True, on_delete=models.PROTECT, related_name="submissions"
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


class Attachment(models.Model):
    """A picture, sound or file that belongs to answers, without what its maker wrote into it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    response = models.ForeignKey(
        "surveys.Response", null=True, on_delete=models.CASCADE, related_name="attachments"
    )
    submission = models.ForeignKey(
        Submission, null=True, on_delete=models.CASCADE, related_name="attachments"
    )
    # The country of the answers, by which officers may see it.
    destination = models.CharField(max_length=3, blank=True)
    name = models.CharField(max_length=255)
    content_type = models.CharField(max_length=100)
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    added_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="attachment_belongs_to_one",
                condition=Q(response=None) ^ Q(submission=None),
            ),
            models.UniqueConstraint(
                name="one_attachment_of_a_response", fields=["response", "name"]
            ),
            models.UniqueConstraint(
                name="one_attachment_of_a_submission", fields=["submission", "name"]
            ),
        ]

    def __str__(self) -> str:
        return self.name
