import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from homelands.foundation.history import NEVER_CHANGED


class Assessment(models.Model):
    """How an application met the rules and the reasons on a day. Never changed: made anew."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(
        "selection.Application", on_delete=models.PROTECT, related_name="assessments"
    )
    programme = models.ForeignKey("needs.Programme", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("register.Person", on_delete=models.PROTECT, related_name="+")
    band = models.CharField(_("Suggestion"), max_length=20)
    eligible = models.BooleanField(_("Meets the rules"), null=True)
    rules = models.JSONField(_("Rules"))
    reasons = models.JSONField(_("Reasons"))
    inputs = models.JSONField(_("What was known"))  # frozen: profile and need as they were
    assessed_at = models.DateTimeField()

    class Meta:
        db_table_comment = NEVER_CHANGED  # but it goes with somebody who is erased
        indexes: ClassVar = [models.Index(fields=["application", "-assessed_at"])]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.band}"
