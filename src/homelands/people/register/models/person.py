import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from homelands.foundation.encryption import BlindIndex, EncryptedText, Shreddable
from homelands.foundation.history import keep_history

#: How many signs of the id tell members apart whose name may not be seen.
_SIGNS = 8


def number_of(person: uuid.UUID) -> str:
    """Returns what tells a person apart without naming it."""
    return person.hex[:_SIGNS]


@keep_history(except_=("salt",))
class Person(Shreddable):
    """A member of the diaspora. The name may be an alias; no document number is ever asked."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = EncryptedText(_("Name or alias"))
    email = EncryptedText(_("E-mail"))
    email_index = BlindIndex(of="email")
    email_verified_at = models.DateTimeField(null=True)
    destination = models.CharField(_("Country of residence"), max_length=3)
    language = models.CharField(_("Language"), max_length=8, default="en")
    registered_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="one_person_per_email", fields=["email_index"]),
        ]
        indexes: ClassVar = [
            models.Index(fields=["destination", "-registered_at"]),
            models.Index(
                fields=["-registered_at"], condition=Q(erased_at=None), name="person_latest"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
