import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from homelands.foundation.history import keep_history


@keep_history()
class Guide(models.Model):
    """What is asked in the conversations of a study: a version of its guide, in one language."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    study = models.ForeignKey(
        "questionnaires.Study", on_delete=models.PROTECT, related_name="guides"
    )
    title = models.CharField(_("Title"), max_length=200)
    language = models.CharField(_("Language"), max_length=8)
    text = models.TextField(_("Questions and prompts"))
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.title


class Conversation(models.Model):
    """A focus group discussion, or an interview with a key informant. It names nobody."""

    class Kind(models.TextChoices):
        GROUP = "group", _("Focus group discussion")
        INFORMANT = "informant", _("Key informant interview")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    study = models.ForeignKey(
        "questionnaires.Study", on_delete=models.PROTECT, related_name="conversations"
    )
    guide = models.ForeignKey(
        Guide, null=True, blank=True, on_delete=models.PROTECT, related_name="conversations"
    )
    kind = models.CharField(_("Kind"), max_length=10, choices=Kind.choices)
    name = models.CharField(_("Name"), max_length=200)
    destination = models.CharField(_("Country"), max_length=3)
    place = models.CharField(_("Place"), max_length=200, blank=True)
    held_on = models.DateField(_("Held on"))
    online = models.BooleanField(_("Held online"), default=False)
    languages = ArrayField(models.CharField(max_length=8), verbose_name=_("Languages"))
    # Who took part, as a group: {"women": 4, "men": 3, "under_35": 2, …}, never by name.
    participants = models.PositiveSmallIntegerField(_("Participants"))
    composition = models.JSONField(default=dict)
    moderated_by = models.CharField(_("Moderated by"), max_length=200, blank=True)
    # How consent was given, and to what.
    consent = models.TextField(_("Consent"), blank=True)
    may_quote = models.BooleanField(_("Participants agreed to be quoted without names"))
    may_record = models.BooleanField(_("Participants agreed to be recorded"))
    notes = models.TextField(_("Notes"), blank=True)
    added_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="somebody_took_part", condition=models.Q(participants__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Recording(models.Model):
    """The sound of a conversation, without what the device wrote into it; deleted on a date."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    conversation = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, related_name="recordings"
    )
    name = models.CharField(max_length=255)
    content_type = models.CharField(max_length=100)
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    added_at = models.DateTimeField()
    delete_on = models.DateField()

    def __str__(self) -> str:
        return self.name


class Transcript(models.Model):
    """What was said, in the language in which it was said or in a translation of it.

    A transcript is never changed once passages of it are coded: a new version replaces it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    conversation = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, related_name="transcripts"
    )
    language = models.CharField(_("Language"), max_length=8)
    translation_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="translations"
    )
    text = models.TextField(_("Text"))
    made_by = models.CharField(_("Written by"), max_length=200, blank=True)
    added_at = models.DateTimeField()
    replaced_by = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="replaces"
    )

    def __str__(self) -> str:
        return f"{self.conversation_id} {self.language}"
