import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from homelands.foundation.history import TRIGGERS, Chained


class ConsentDecision(Chained):
    """A yes or a no of a person, for one purpose and recipient. A ledger: the last one counts."""

    class Purpose(models.TextChoices):
        CONTACT = "contact", _("Write to me about opportunities and events")
        MATCHING = "matching", _("Use my profile to find placements for me")
        HOSTS = "hosts", _("Show my profile to host institutions that I am proposed to")
        MISSION = "mission", _("Show my name and e-mail to the mission where I live")
        STATISTICS = "statistics", _("Count me in statistics, without my name")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("register.Person", on_delete=models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    recipient = models.CharField(max_length=100, blank=True)
    given = models.BooleanField()
    text_version = models.CharField(max_length=20)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "purpose", "recipient", "-at"])]
        triggers: ClassVar = list(TRIGGERS)

    def __str__(self) -> str:
        return f"{self.purpose}: {self.given}"
