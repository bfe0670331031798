import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from homelands.foundation.encryption import EncryptedText, Shreddable


class PendingRegistration(Shreddable):
    """What somebody typed to register, until they show that the address is theirs; two days long.

    Its account has the same id, and nobody can sign in to it without the code in the letter. No
    officer sees it, for it may have been typed by a stranger. Several may name one address.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = EncryptedText(_("Name or alias"))
    email = EncryptedText(_("E-mail"))
    destination = models.CharField(_("Country of residence"), max_length=3)
    language = models.CharField(_("Language"), max_length=8)
    asked_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["asked_at"])]

    def __str__(self) -> str:
        return str(self.pk)
