import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from homelands.foundation.history import keep_history


@keep_history(except_=("declined_why",))
class Match(models.Model):
    """An applicant proposed for a need; a place is taken when host and person both agree."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Waiting for host and person")
        ACCEPTED_BY_HOST = "accepted_by_host", _("Accepted by the host, waiting for the person")
        ACCEPTED_BY_PERSON = "accepted_by_person", _("Accepted by the person, waiting for the host")
        AGREED = "agreed", _("Agreed by both")
        PLACED = "placed", _("Placement planned")
        DECLINED = "declined", _("Declined")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(
        "selection.Application", on_delete=models.PROTECT, related_name="matches"
    )
    need = models.ForeignKey("needs.Need", on_delete=models.PROTECT, related_name="matches")
    programme = models.ForeignKey("needs.Programme", on_delete=models.PROTECT, related_name="+")
    host = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    person = models.ForeignKey("register.Person", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        _("State"), max_length=20, choices=State.choices, default=State.PROPOSED
    )
    proposed_at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    # The last day of the placement that came of it, once that was completed.
    completed_on = models.DateField(null=True)
    declined_why = models.TextField(_("Why it was declined"), blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "proposed_at"])]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="one_live_match_an_application",
                fields=["application"],
                condition=~Q(state="declined"),
            ),
            models.CheckConstraint(
                name="match_declined_with_its_date",
                condition=Q(state="declined", declined_at__isnull=False)
                | (~Q(state="declined") & Q(declined_at=None)),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
