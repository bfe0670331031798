import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from homelands.foundation.history import keep_history


@keep_history()
class Organisation(models.Model):
    """An organisation of the diaspora or of the country of origin. Public by nature."""

    class Kind(models.TextChoices):
        ASSOCIATION = "association", _("Association")
        MISSION = "mission", _("Mission")
        HOST = "host", _("Host institution")
        MINISTRY = "ministry", _("Ministry")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("Kind"), max_length=20, choices=Kind.choices)
    name = models.CharField(_("Name"), max_length=200)
    country = models.CharField(_("Country"), max_length=3)
    town = models.CharField(_("Town or region"), max_length=200, blank=True)
    website = models.URLField(_("Website"), blank=True)
    about = models.TextField(_("What it does"), blank=True)
    added_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="one_organisation_of_a_name", fields=["kind", "country", "name"]
            ),
        ]

    def __str__(self) -> str:
        return self.name


@keep_history()
class FocalPoint(models.Model):
    """An account that speaks for an organisation; the grant beside it opens its records."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="focal_points"
    )
    user = models.ForeignKey("foundation.User", on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="one_current_focal_point_a_user",
                fields=["organisation", "user"],
                condition=models.Q(until=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} for {self.organisation}"
