import uuid
from typing import ClassVar

from django.db import models

from homelands.foundation.history import keep_history


@keep_history()
class ImportMapping(models.Model):
    """What the columns of a file mean for a study, kept for the next file with the same header.

    `columns` gives for each column of the file the question that it answers ("" for none), or one
    of the words with a star in front that incoming/columns.py names.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    study = models.ForeignKey(
        "questionnaires.Study", on_delete=models.PROTECT, related_name="import_mappings"
    )
    fingerprint = models.CharField(max_length=64)
    columns = models.JSONField(default=dict)
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="one_mapping_of_a_header", fields=["study", "fingerprint"]
            ),
        ]

    def __str__(self) -> str:
        return self.fingerprint[:12]


class ImportFile(models.Model):
    """A file of answers between its upload and its being taken in; then its content is deleted.

    `destination` is where its respondents live, where no column says it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    study = models.ForeignKey("questionnaires.Study", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=255)
    content = models.BinaryField()
    uploaded_by = models.UUIDField(null=True)
    destination = models.CharField(max_length=3, blank=True)
    uploaded_at = models.DateTimeField()
    # What its columns mean, as the officer said, and how its rows came in.
    columns = models.JSONField(default=dict)
    begun_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    counted = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.name
