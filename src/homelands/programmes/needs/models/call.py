import uuid
from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from homelands.foundation.history import keep_history


@keep_history()
class Call(models.Model):
    """An invitation to apply for a need: its dates, its criteria and its steps, public."""

    class State(models.TextChoices):
        COMING = "coming", _("Not open yet")
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    need = models.ForeignKey("needs.Need", on_delete=models.PROTECT, related_name="calls")
    programme = models.ForeignKey("needs.Programme", on_delete=models.PROTECT, related_name="calls")
    opens_at = models.DateTimeField(_("Opens"))
    closes_at = models.DateTimeField(_("Closes"))
    criteria = models.TextField(_("Criteria"))
    steps = models.TextField(_("Steps, one on each line"))
    closed_at = models.DateTimeField(null=True)
    note = models.TextField(_("Why it was closed early"), blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="call_closes_after_it_opens", condition=Q(closes_at__gt=F("opens_at"))
            ),
            models.UniqueConstraint(
                name="one_current_call_a_need", fields=["need"], condition=Q(closed_at=None)
            ),
        ]

    def __str__(self) -> str:
        return str(self.need_id)

    def state_at(self, now: datetime) -> State:
        if self.closed_at is not None or now >= self.closes_at:
            return Call.State.CLOSED
        return Call.State.OPEN if now >= self.opens_at else Call.State.COMING
