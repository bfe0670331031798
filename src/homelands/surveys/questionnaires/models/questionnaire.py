import uuid
from typing import ClassVar

from django.db import models

from homelands.foundation.history import INSERT_ONLY, keep_history


@keep_history(except_=("xform", "source"))
class Questionnaire(models.Model):
    """One version of a study's form, as the XForm that was published. Never changed: replaced.

    The bytes of `xform` are what field apps download: they are stored and never made again.
    `source` is the spreadsheet that it was made from, where it was one.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    study = models.ForeignKey(
        "questionnaires.Study", on_delete=models.PROTECT, related_name="questionnaires"
    )
    form_id = models.CharField(max_length=200)
    version = models.CharField(max_length=100)
    title = models.CharField(max_length=300)
    xform = models.BinaryField()
    source = models.BinaryField(null=True)
    source_name = models.CharField(max_length=255, blank=True)
    published_at = models.DateTimeField()

    class Meta:
        db_table_comment = INSERT_ONLY
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="one_form_of_a_version", fields=["study", "form_id", "version"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form_id} {self.version}"


class FormAttachment(models.Model):
    """A file that a form needs beside it: a list of choices, a picture, a sound."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=255)
    content = models.BinaryField()
    content_type = models.CharField(max_length=100)
    md5 = models.CharField(max_length=32)

    class Meta:
        db_table_comment = INSERT_ONLY
        constraints: ClassVar = [
            models.UniqueConstraint(name="one_file_of_a_name", fields=["questionnaire", "name"]),
        ]

    def __str__(self) -> str:
        return self.name
