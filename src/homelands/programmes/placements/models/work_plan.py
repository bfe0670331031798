import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from homelands.foundation.history import keep_history


@keep_history(except_=("title", "evidence"))
class WorkPlanItem(models.Model):
    """One deliverable of a placement, at one of three depths, with its evidence when done."""

    class Depth(models.TextChoices):
        INFORMATION = "information", _("Information: something is known that was not")
        KNOWLEDGE_CREATION = "knowledge_creation", _("Knowledge: colleagues can do it themselves")
        ORGANISATIONAL_CHANGE = (
            "organisational_change",
            _("Change: the organisation works differently"),
        )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    placement = models.ForeignKey(
        "placements.Placement", on_delete=models.PROTECT, related_name="work_plan"
    )
    programme = models.ForeignKey("needs.Programme", on_delete=models.PROTECT, related_name="+")
    host = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    person = models.ForeignKey("register.Person", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("Deliverable"), max_length=300)
    depth = models.CharField(_("Depth"), max_length=30, choices=Depth.choices)
    due_on = models.DateField(_("Due on"))
    done_on = models.DateField(_("Done on"), null=True)
    evidence = models.TextField(_("Evidence"), blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="work_done_has_a_date", condition=Q(evidence="") | Q(done_on__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.title
