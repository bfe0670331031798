import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from homelands.foundation.encryption import EncryptedText, Shreddable


class FollowUp(Shreddable):
    """A respondent's contact for follow-up: its own record and consent, no way to the answers."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    study = models.ForeignKey(
        "questionnaires.Study", on_delete=models.PROTECT, related_name="follow_ups"
    )
    email = EncryptedText(_("E-mail"))
    destination = models.CharField(max_length=3, blank=True)
    language = models.CharField(max_length=8, blank=True)
    text_version = models.CharField(max_length=20)
    # The day only: a time would tie the contact to the answers sent in the same minute.
    given_on = models.DateField()
    withdrawn_on = models.DateField(null=True)

    def __str__(self) -> str:
        return str(self.pk)
