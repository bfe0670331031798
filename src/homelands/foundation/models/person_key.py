from django.db import models

from homelands.foundation.encryption import Credential, Shreddable


class PersonKey(Shreddable):
    """The key of what was written about a person where no row may change; erasure deletes it."""

    person_id = models.UUIDField(primary_key=True, editable=False)
    key = Credential()

    def __str__(self) -> str:
        return str(self.pk)
