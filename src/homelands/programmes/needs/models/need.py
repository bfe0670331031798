import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from homelands.foundation.history import keep_history
from homelands.people.register.models.choices import MODALITIES


@keep_history()
class Need(models.Model):
    """What a host institution asks for: the terms of reference, and how many places there are."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Waiting for approval")
        APPROVED = "approved", _("Approved")
        CALLED = "called", _("Call published")
        FILLED = "filled", _("Filled")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey("needs.Programme", on_delete=models.PROTECT, related_name="needs")
    host = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="needs"
    )
    state = models.CharField(_("State"), max_length=20, choices=State.choices, default=State.DRAFT)
    title = models.CharField(_("Title"), max_length=200)
    terms = models.TextField(_("Terms of reference"))
    occupations = ArrayField(
        models.CharField(max_length=4), verbose_name=_("Occupations (ISCO-08)")
    )
    modality = models.CharField(_("Way of contributing"), max_length=20, choices=MODALITIES)
    weeks = models.PositiveSmallIntegerField(_("Weeks"))
    places = models.PositiveSmallIntegerField(_("Places"), default=1)
    # Counted under a lock, so that two people never get the last place.
    places_taken = models.PositiveSmallIntegerField(_("Places taken"), default=0)
    place = models.CharField(_("Where"), max_length=200)
    starts_from = models.DateField(_("Starts from"))
    starts_until = models.DateField(_("Starts until"))
    languages = models.JSONField(_("Languages needed (CEFR)"), default=dict)  # {"en": "B2"}
    note = models.TextField(_("Reason of the last decision"), blank=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="need_window_is_in_order", condition=Q(starts_until__gte=F("starts_from"))
            ),
            models.CheckConstraint(
                name="need_has_no_more_taken_than_places",
                condition=Q(places_taken__lte=F("places"), places__gte=1, weeks__gte=1),
            ),
        ]

    def __str__(self) -> str:
        return self.title
