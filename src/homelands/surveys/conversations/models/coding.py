import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from homelands.foundation.history import keep_history


@keep_history()
class Code(models.Model):
    """A theme of a study's codebook: what passages are marked with, and when to use it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    study = models.ForeignKey(
        "questionnaires.Study", on_delete=models.PROTECT, related_name="codes"
    )
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    name = models.CharField(_("Name"), max_length=100)
    definition = models.TextField(_("When to use it, and when not"), blank=True)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="one_code_of_a_name", fields=["study", "name"]),
        ]

    def __str__(self) -> str:
        return self.name


class Passage(models.Model):
    """Characters `start` to `end` of a transcript, marked with a code by one coder."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    transcript = models.ForeignKey(
        "conversations.Transcript", on_delete=models.PROTECT, related_name="passages"
    )
    code = models.ForeignKey(Code, on_delete=models.PROTECT, related_name="passages")
    coder = models.UUIDField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    note = models.CharField(max_length=500, blank=True)
    marked_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="a_passage_has_text", condition=Q(end__gt=F("start"))),
            models.UniqueConstraint(
                name="a_passage_is_marked_once",
                fields=["transcript", "code", "coder", "start", "end"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.start}-{self.end}"


class Quote(models.Model):
    """Words of a transcript proposed for publication; cleared by somebody else, or refused."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        CLEARED = "cleared", _("Cleared for publication")
        REFUSED = "refused", _("Not to be published")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Beside the transcript: whoever reads a cleared quote sees no transcript.
    study = models.ForeignKey(
        "questionnaires.Study", on_delete=models.PROTECT, related_name="quotes"
    )
    transcript = models.ForeignKey(
        "conversations.Transcript", on_delete=models.PROTECT, related_name="quotes"
    )
    # As it would be published: names and places are taken out.
    text = models.TextField(_("Words"))
    # Who speaks, as a group: "a nurse in her thirties".
    speaker = models.CharField(_("Who speaks"), max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    proposed_by = models.UUIDField()
    proposed_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="who_proposes_a_quote_does_not_clear_it",
                condition=Q(decided_by=None) | ~Q(decided_by=F("proposed_by")),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:50]
