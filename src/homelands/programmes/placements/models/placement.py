import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from homelands.foundation.history import keep_history
from homelands.people.register.models.choices import MODALITIES


@keep_history(except_=("ended_why",))
class Placement(models.Model):
    """A person's assignment at a host institution, as planned and as it went."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        UNDER_WAY = "under_way", _("Under way")
        COMPLETED = "completed", _("Completed")
        ENDED_EARLY = "ended_early", _("Ended early")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    match = models.OneToOneField(
        "selection.Match", on_delete=models.PROTECT, related_name="placement"
    )
    programme = models.ForeignKey("needs.Programme", on_delete=models.PROTECT, related_name="+")
    host = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    person = models.ForeignKey(
        "register.Person", on_delete=models.PROTECT, related_name="placements"
    )
    state = models.CharField(
        _("State"), max_length=20, choices=State.choices, default=State.PLANNED
    )
    modality = models.CharField(_("Way of contributing"), max_length=20, choices=MODALITIES)
    starts_on = models.DateField(_("Starts on"))
    ends_on = models.DateField(_("Ends on"))
    planned_at = models.DateTimeField()
    started_on = models.DateField(_("Started on"), null=True)
    ended_on = models.DateField(_("Ended on"), null=True)
    ended_why = models.TextField(_("Why it ended early"), blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="placement_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(
                name="placement_ended_after_it_started",
                condition=Q(ended_on=None)
                | Q(started_on=None, state="ended_early")
                | Q(ended_on__gte=F("started_on")),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "ended_on"]),
            models.Index(fields=["-starts_on", "id"]),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def days(self) -> int:
        """Calendar days from the first to the last, both counted; 0 before it has ended."""
        if self.started_on is None or self.ended_on is None:
            return 0
        return (self.ended_on - self.started_on).days + 1


class FollowUp(models.Model):
    """What was found when somebody asked again, a year after the placement."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    placement = models.ForeignKey(
        "placements.Placement", on_delete=models.PROTECT, related_name="follow_ups"
    )
    programme = models.ForeignKey("needs.Programme", on_delete=models.PROTECT, related_name="+")
    host = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    person = models.ForeignKey("register.Person", on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("What lasted"))
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.placement_id} {self.at:%Y-%m-%d}"
