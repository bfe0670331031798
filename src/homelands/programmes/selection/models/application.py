import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from homelands.foundation.history import keep_history


@keep_history(except_=("statement", "decision_reason"))
class Application(models.Model):
    """A person's application to a call, from its first draft to the decision with its reason."""

    class State(models.TextChoices):
        STARTED = "started", _("Not sent yet")
        SUBMITTED = "submitted", _("Sent")
        SHORTLISTED = "shortlisted", _("Shortlisted")
        NOT_SHORTLISTED = "not_shortlisted", _("Not shortlisted")
        MATCHED = "matched", _("Proposed to the host")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    call = models.ForeignKey("needs.Call", on_delete=models.PROTECT, related_name="applications")
    programme = models.ForeignKey("needs.Programme", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        "register.Person", on_delete=models.PROTECT, related_name="applications"
    )
    state = models.CharField(
        _("State"), max_length=20, choices=State.choices, default=State.STARTED
    )
    statement = models.TextField(_("Statement"), blank=True)
    started_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    shortlisted_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        "foundation.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    decision_reason = models.TextField(_("Reason of the decision"), blank=True)
    # What the assessment suggested when somebody decided: kept, whatever was decided.
    suggested_band = models.CharField(_("Suggestion"), max_length=20, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="one_application_a_person_and_call", fields=["person", "call"]
            ),
            models.CheckConstraint(
                name="application_sent_unless_started",
                condition=Q(submitted_at=None, state__in=["started", "withdrawn"])
                | (Q(submitted_at__isnull=False) & ~Q(state="started")),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["programme", "state"])]

    def __str__(self) -> str:
        return str(self.pk)
