import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from homelands.foundation.history import keep_history


def _account() -> Any:
    return models.ForeignKey(
        "foundation.User", null=True, on_delete=models.PROTECT, related_name="+"
    )


@keep_history()
class Finding(models.Model):
    """What a study shows, in one sentence, with the estimates that carry it."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        RETRACTED = "retracted", _("Retracted")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    study = models.ForeignKey(
        "questionnaires.Study", on_delete=models.PROTECT, related_name="findings"
    )
    variable = models.CharField(_("What was asked"), max_length=200)
    claim = models.CharField(_("What it shows, in one sentence"), max_length=300)
    text = models.TextField(_("Explanation"), blank=True)
    question = models.CharField(_("The question in words"), max_length=300, blank=True)
    labels = models.JSONField(_("The answers in words"), default=dict)
    estimates = models.ManyToManyField("statistics.Estimate", related_name="findings")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    drafted_at = models.DateTimeField()
    drafted_by = _account()
    published_at = models.DateTimeField(null=True)
    published_by = _account()
    # Why it was published although a limit was passed; empty when none was.
    published_why = models.TextField(blank=True)
    retracted_at = models.DateTimeField(null=True)
    retracted_by = _account()
    retracted_why = models.TextField(blank=True)

    class Meta:
        verbose_name = _("finding")
        indexes: ClassVar = [models.Index(fields=["state", "-published_at"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="published_findings_have_a_date",
                condition=~Q(state="published") | Q(published_at__isnull=False),
            ),
            models.CheckConstraint(
                name="retracted_findings_say_why",
                condition=~Q(state="retracted")
                | (Q(retracted_at__isnull=False) & Q(retracted_why__gt="")),
            ),
        ]

    def __str__(self) -> str:
        return self.claim
