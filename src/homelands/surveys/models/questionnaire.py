import uuid
from typing import ClassVar

from django.db import models

from homelands.foundation.history import keep_history


@keep_history(except_=("xform",))
class Questionnaire(models.Model):
    """One version of a study's form, as the XForm that was published. Never changed: replaced."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    study = models.ForeignKey(
        "surveys.Study", on_delete=models.PROTECT, related_name="questionnaires"
    )
    form_id = models.CharField(max_length=200)
    version = models.CharField(max_length=100)
    title = models.CharField(max_length=300)
    xform = models.BinaryField()
    published_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="one_form_of_a_version", fields=["study", "form_id", "version"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form_id} {self.version}"
