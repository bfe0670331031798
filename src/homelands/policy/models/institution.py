from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from homelands.foundation.history import keep_history
from homelands.policy.models.sourced import Sourced


@keep_history()
class Institution(Sourced):
    """A part of government that deals with the diaspora."""

    class Kind(models.TextChoices):
        MINISTRY = "ministry", _("Ministry for the diaspora")
        DEPARTMENT = "department", _("Department of another ministry")
        AGENCY = "agency", _("Agency or commission")
        COUNCIL = "council", _("Advisory council")
        PARLIAMENT = "parliament", _("Seat or committee in parliament")
        LOCAL = "local", _("Regional or local office")

    kind = models.CharField(_("Kind"), max_length=20, choices=Kind.choices)
    name = models.CharField(_("Name"), max_length=300)
    founded = models.PositiveSmallIntegerField(_("Year founded"), null=True, blank=True)
    website = models.URLField(_("Website"), blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="one_institution_of_a_name", fields=["country", "name"]),
        ]

    def __str__(self) -> str:
        return self.name
