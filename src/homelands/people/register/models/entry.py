import uuid
from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from homelands.foundation.encryption import KeyedDigest, Shreddable
from homelands.foundation.history import keep_history

#: After this many days without a word from the person, a value is shown as stale.
FRESH_DAYS = 365


@keep_history(except_=("salt", "code", "level"))
class ProfileEntry(Shreddable):
    """One thing known about a person, with its source and its dates. Never overwritten: ended.

    Of what is said history keeps a digest only, which says nothing once the row is gone.
    """

    class Kind(models.TextChoices):
        OCCUPATION = "occupation", _("Occupation (ISCO-08)")
        EDUCATION = "education", _("Education (ISCED 2011)")
        LANGUAGE = "language", _("Language (CEFR)")
        SKILL = "skill", _("Skill")
        AVAILABILITY = "availability", _("Availability")
        MODALITY = "modality", _("Way of contributing")

    class Source(models.TextChoices):
        SELF = "self", _("You told us")
        SURVEY = "survey", _("From a survey answer that you linked")
        OFFICER = "officer", _("Entered by an officer")
        IMPORT = "import", _("From an imported list")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("register.Person", on_delete=models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    code = models.CharField(max_length=100)  # ISCO, ISCED, ISO 639, a modality, or a skill's words
    level = models.CharField(max_length=20, blank=True)  # CEFR for languages, years for skills
    digest = KeyedDigest(of=("code", "level"))
    source = models.CharField(max_length=10, choices=Source.choices)
    stated_on = models.DateField()
    confirmed_on = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="one_current_entry_per_value",
                fields=["person", "kind", "code"],
                condition=Q(ended_on=None),
            ),
            models.CheckConstraint(
                name="entry_confirmed_after_stated", condition=Q(confirmed_on__gte=F("stated_on"))
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["kind", "code"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"

    def is_stale(self, on: date) -> bool:
        return (on - self.confirmed_on).days > FRESH_DAYS
