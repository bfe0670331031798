import uuid
from datetime import datetime
from typing import ClassVar
from zoneinfo import ZoneInfo

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from homelands.foundation.history import keep_history


@keep_history()
class Event(models.Model):
    """A meeting of the diaspora, at a place or online. Public once it is published."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(_("Title"), max_length=200)
    text = models.TextField(_("What it is about"), blank=True)
    starts_at = models.DateTimeField(_("Starts"))
    ends_at = models.DateTimeField(_("Ends"))
    time_zone = models.CharField(_("Time zone"), max_length=64)
    url = models.URLField(_("Address online"), blank=True)
    place = models.CharField(_("Place"), max_length=300, blank=True)
    # Whose mission runs it; empty for an event of no one country, which the ministry runs.
    country = models.CharField(_("Country"), max_length=3, blank=True)
    capacity = models.PositiveIntegerField(_("Places"), null=True)
    organiser = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="events"
    )
    languages = ArrayField(models.CharField(max_length=8), verbose_name=_("Languages"))
    added_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_why = models.TextField(blank=True)

    class Meta:
        verbose_name = _("event")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="event_ends_after_it_starts", condition=Q(ends_at__gt=F("starts_at"))
            ),
            models.CheckConstraint(
                name="event_is_somewhere", condition=Q(url__gt="") | Q(place__gt="")
            ),
            models.CheckConstraint(
                name="event_has_a_place_or_no_limit", condition=Q(capacity=None) | Q(capacity__gt=0)
            ),
            models.CheckConstraint(
                name="cancelled_events_say_why",
                condition=Q(cancelled_at=None) | Q(cancelled_why__gt=""),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["ends_at"])]

    def __str__(self) -> str:
        return self.title

    @property
    def starts(self) -> datetime:
        """The time on the clock where the event is, without a zone, so that pages show it as is."""
        return self._on_the_clock(self.starts_at)

    @property
    def ends(self) -> datetime:
        return self._on_the_clock(self.ends_at)

    def _on_the_clock(self, at: datetime) -> datetime:
        return at.astimezone(ZoneInfo(self.time_zone)).replace(tzinfo=None)
