import secrets
import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from homelands.foundation.encryption import BlindIndex, Credential, Shreddable
from homelands.foundation.history import keep_history


def new_token() -> str:
    """Makes 160 random bits as a word that fits into an address."""
    return secrets.token_urlsafe(20)


@keep_history(except_=("salt", "token", "token_index"))
class Collector(Shreddable):
    """A collector by which answers to a study come in, in one country or in several.

    `token` stands in the address of the collector: whoever knows it may fetch the form and send
    answers, and can read none. It is stored encrypted, and found by its blind index. `quota` is how
    many complete responses it takes.
    """

    class Kind(models.TextChoices):
        LINK = "link", _("Open link")
        PERSONAL = "personal", _("Personal invitations")
        REFERRAL = "referral", _("Invitations by respondents")
        FIELD = "field", _("Field team")
        FILE = "file", _("Answers from a file")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    study = models.ForeignKey(
        "questionnaires.Study", on_delete=models.PROTECT, related_name="collectors"
    )
    kind = models.CharField(_("Kind"), max_length=10, choices=Kind.choices)
    name = models.CharField(_("Name"), max_length=200)
    # Where its respondents live; empty where they say it themselves.
    destination = models.CharField(_("Country"), max_length=3, blank=True)
    token = Credential(default=new_token, editable=False)
    token_index = BlindIndex(of="token", exact=True, null=False, unique=True)
    quota = models.PositiveIntegerField(_("At most so many responses"), null=True, blank=True)
    opens_on = models.DateField(_("Opens on"))
    closes_on = models.DateField(_("Closes on"), null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="collector_closes_after_it_opens",
                condition=models.Q(closes_on=None) | models.Q(closes_on__gte=models.F("opens_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.name
