import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from homelands.foundation.history import keep_history
from homelands.foundation.roles import Role


@keep_history()
class Grant(models.Model):
    """A role given to an account, for one country, organisation or programme, or for all."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey("foundation.User", on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(_("Role"), max_length=32, choices=Role.choices)
    country = models.CharField(_("Destination country"), max_length=3, blank=True)
    # Organisations and programmes live in apps above this one, hence ids and not foreign keys.
    organisation = models.UUIDField(_("Organisation"), null=True, blank=True)
    programme = models.UUIDField(_("Programme"), null=True, blank=True)
    given_by = models.ForeignKey(
        "foundation.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    given_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="grant_has_at_most_one_scope",
                condition=Q(country="", organisation=None)
                | Q(country="", programme=None)
                | Q(organisation=None, programme=None),
            ),
            models.CheckConstraint(
                name="grant_is_not_given_to_oneself",
                condition=Q(given_by=None) | ~Q(given_by=F("user")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.country or self.organisation or self.programme}"
