import uuid
from typing import ClassVar

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from homelands.foundation.history import TRIGGERS, Chained
from homelands.foundation.person_keys import TextAboutPerson
from homelands.people.register.models.person import number_of


class Opening(Chained):
    """An officer opened one person's record outside their grants, with a reason, for three hours.

    A ledger. The database itself says whose record it is, who opened it, from when and until when.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("register.Person", on_delete=models.PROTECT, related_name="+")
    country = models.CharField(max_length=3, db_default="", editable=False)
    opened_by = models.UUIDField()
    opened_name = models.CharField(max_length=200, db_default="", editable=False)
    why = TextAboutPerson(_("Why the record is opened"))
    opened_at = models.DateTimeField(db_default=Now(), editable=False)
    ends_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["-opened_at"]),
            models.Index(fields=["country", "-opened_at"]),
            models.Index(fields=["opened_by", "-opened_at"]),
        ]
        triggers: ClassVar = list(TRIGGERS)

    def __str__(self) -> str:
        return f"{self.person_id} until {self.ends_at}"

    @property
    def number(self) -> str:
        """Returns what tells the person apart without naming it."""
        return number_of(self.person_id)
