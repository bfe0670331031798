import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from homelands.foundation.history import keep_history


@keep_history()
class ConflictDeclaration(models.Model):
    """What an officer declared about a call before its applications were opened."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    call = models.ForeignKey("needs.Call", on_delete=models.PROTECT, related_name="conflicts")
    user = models.ForeignKey("foundation.User", on_delete=models.PROTECT, related_name="+")
    has_conflict = models.BooleanField(_("Has a conflict of interest"))
    text = models.TextField(_("What it is"), blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="one_declaration_a_call_and_user", fields=["call", "user"]
            ),
            models.CheckConstraint(
                name="conflict_is_described", condition=Q(has_conflict=False) | ~Q(text="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} on {self.call_id}"
