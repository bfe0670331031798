import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from homelands.foundation.encryption import BlindIndex, EncryptedText, Shreddable


class SignUp(Shreddable):
    """Somebody's place at an event, or on its waiting list.

    A member's is theirs; a guest's has a name and an address, sealed. Whoever holds its code may
    see and withdraw it; only the code's digest is kept. It has no history: who came where is
    nobody's business once it is over.
    """

    class State(models.TextChoices):
        SIGNED = "signed", _("Signed up")
        WAITING = "waiting", _("On the waiting list")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey("events.Event", on_delete=models.PROTECT, related_name="sign_ups")
    person = models.ForeignKey(
        "register.Person", null=True, on_delete=models.PROTECT, related_name="sign_ups"
    )
    name = EncryptedText(_("Name or alias"))
    email = EncryptedText(_("E-mail"))
    email_index = BlindIndex(of="email")
    language = models.CharField(_("Language"), max_length=8)
    state = models.CharField(_("State"), max_length=10, choices=State.choices)
    code_digest = models.BinaryField(unique=True)
    signed_up_at = models.DateTimeField(_("Signed up"))
    withdrawn_at = models.DateTimeField(null=True)
    told = models.CharField(max_length=60, blank=True)  # the last news that was sent

    class Meta:
        verbose_name = _("sign-up to an event")
        verbose_name_plural = _("sign-ups to events")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="one_sign_up_of_a_member",
                fields=["event", "person"],
                condition=~Q(state="withdrawn"),
            ),
            models.UniqueConstraint(
                name="one_sign_up_of_an_address",
                fields=["event", "email_index"],
                condition=~Q(state="withdrawn"),
            ),
            models.CheckConstraint(
                name="sign_up_of_a_member_or_a_guest",
                condition=Q(person=None) | Q(email_index=None),
            ),
            models.CheckConstraint(
                name="sign_up_withdrawn_has_a_date",
                condition=Q(state="withdrawn", withdrawn_at__isnull=False)
                | (~Q(state="withdrawn") & Q(withdrawn_at=None)),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["event", "state", "signed_up_at"])]

    def __str__(self) -> str:
        return f"{self.state} for {self.event_id}"
