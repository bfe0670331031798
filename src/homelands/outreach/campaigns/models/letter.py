import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Letter(models.Model):
    """What an officer wrote to a segment, and what became of it in numbers."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    segment = models.ForeignKey(
        "campaigns.Segment", on_delete=models.PROTECT, related_name="letters"
    )
    subject = models.CharField(_("Subject"), max_length=150)
    text = models.TextField(_("Text"))
    link = models.URLField(_("Link"), blank=True)
    by = models.ForeignKey("foundation.User", null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("Written"))
    people = models.PositiveIntegerField(_("People"))
    sent = models.PositiveIntegerField(_("Sent"), default=0)
    skipped = models.PositiveIntegerField(_("Not sent"), default=0)

    class Meta:
        verbose_name = _("letter")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="letter_counts_nobody_twice",
                condition=Q(people__gte=F("sent") + F("skipped")),
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def left(self) -> int:
        return self.people - self.sent - self.skipped


class Delivery(models.Model):
    """One letter to one person: still to be sent, sent, or skipped for a reason."""

    class Skipped(models.TextChoices):
        WITHDRAWN = "withdrawn", _("They no longer agree to be written to")
        ERASED = "erased", _("Their data were erased")
        NO_ADDRESS = "no_address", _("There is no address")
        DOUBLE = "double", _("They were registered twice")
        REFUSED = "refused", _("Their mail server refused the address")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    letter = models.ForeignKey(
        "campaigns.Letter", on_delete=models.PROTECT, related_name="deliveries"
    )
    person = models.ForeignKey(
        "register.Person", on_delete=models.PROTECT, related_name="deliveries"
    )
    sent_at = models.DateTimeField(null=True)
    skipped_because = models.CharField(max_length=20, choices=Skipped.choices, blank=True)

    class Meta:
        verbose_name = _("letter to you")
        verbose_name_plural = _("letters to you")
        constraints: ClassVar = [
            models.UniqueConstraint(name="one_delivery_of_a_letter", fields=["letter", "person"]),
            models.CheckConstraint(
                name="delivery_sent_or_skipped",
                condition=Q(sent_at=None) | Q(skipped_because=""),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["letter"],
                condition=Q(sent_at=None, skipped_because=""),
                name="delivery_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.letter_id} to {self.person_id}"
