import uuid
from typing import ClassVar

from django.db import models


class StoredFile(models.Model):
    """A picture, sound or document, without what its maker or its device wrote into it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # The country of the answers, by which officers may see it.
    destination = models.CharField(max_length=3, blank=True)
    name = models.CharField(max_length=255)
    content_type = models.CharField(max_length=100)
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    added_at = models.DateTimeField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


class Attachment(StoredFile):
    """A file that belongs to the answers of a response."""

    response = models.ForeignKey(
        "questionnaires.Response", on_delete=models.CASCADE, related_name="attachments"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="one_attachment_of_a_response", fields=["response", "name"]
            ),
        ]
