import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class PeopleExport(models.Model):
    """An officer wants people as a file: whom, which fields, what for, who agreed, until when.

    The file is not kept: it is made when it is taken, of what the officer may see at that moment.
    That it was taken stays here, and with everybody who is in it.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waits for a second officer")
        APPROVED = "approved", _("Can be taken")
        REFUSED = "refused", _("Refused")
        EXPIRED = "expired", _("Expired")

    class Purpose(models.TextChoices):
        CONTACT = "contact", _("To write to members, or to call them")
        EVENT = "event", _("To prepare an event")
        MATCHING = "matching", _("To find people for a placement")
        CHECK = "check", _("To check the register")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # How the list was narrowed: name of the filter → value.
    filters = models.JSONField(default=dict)
    # The one country of the file, by which the database opens the request to its officers.
    country = models.CharField(max_length=3, blank=True)
    fields = ArrayField(models.CharField(max_length=20))
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    why = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=State.choices)
    rows = models.PositiveIntegerField()  # counted when it was asked
    requested_by = models.UUIDField()
    requested_name = models.CharField(max_length=200)
    requested_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True)
    decided_name = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_why = models.CharField(max_length=300, blank=True)
    expires_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)  # when it was taken last
    downloads = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="who_asks_for_people_does_not_approve_it",
                condition=Q(decided_by=None) | ~Q(decided_by=F("requested_by")),
            ),
            models.CheckConstraint(
                name="a_file_of_people_has_a_reason", condition=~Q(why="") & ~Q(fields=[])
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["requested_by", "-requested_at"]),
            models.Index(
                fields=["expires_at"],
                condition=Q(state__in=["waiting", "approved"]),
                name="people_export_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rows} people for {self.purpose}"
