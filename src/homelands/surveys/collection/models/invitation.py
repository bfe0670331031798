import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from homelands.foundation.encryption import EncryptedText, Shreddable
from homelands.surveys.questionnaires.models.collector import Collector


class Invitation(Shreddable):
    """A personal link to a study for one address. Nothing leads from it to the answers.

    When it is used only the day is kept: a time would tie it to the answers of that minute, and
    the address would tie the day to somebody.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    collector = models.ForeignKey(Collector, on_delete=models.PROTECT, related_name="invitations")
    email = EncryptedText(_("E-mail"))
    # What is left of an address that was erased: if it stands on a later list of the study, it
    # is passed over. It is a keyed digest, and goes when the collector has closed.
    mark = models.CharField(max_length=16, blank=True)
    language = models.CharField(max_length=8, blank=True)
    # The country of the collector, by which officers may see it.
    destination = models.CharField(max_length=3, blank=True)
    added_on = models.DateField()
    sent_at = models.DateTimeField(null=True)
    reminded = models.PositiveSmallIntegerField(default=0)
    reminded_at = models.DateTimeField(null=True)
    undelivered = models.CharField(max_length=200, blank=True)
    used_on = models.DateField(null=True)
    declined_on = models.DateField(null=True)

    def __str__(self) -> str:
        return str(self.pk)
