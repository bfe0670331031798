import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from homelands.foundation.encryption import EncryptedText, Shreddable
from homelands.foundation.history import keep_history


def _account() -> "models.ForeignKey[models.Model | None, models.Model | None]":
    return models.ForeignKey(
        "foundation.User", null=True, on_delete=models.PROTECT, related_name="+"
    )


@keep_history(
    except_=("salt", "email", "person", "text", "answer", "declined_why"),
)
class Question(Shreddable):
    """A question to the service, in public or in private, from a member or from anybody."""

    class State(models.TextChoices):
        ASKED = "asked", _("Asked")
        ASSIGNED = "assigned", _("In an officer's hands")
        ANSWERED = "answered", _("Answered")
        PUBLISHED = "published", _("Answered and published")
        DECLINED = "declined", _("Declined")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(
        "register.Person", null=True, on_delete=models.PROTECT, related_name="questions"
    )
    email = EncryptedText(_("E-mail for the answer"))
    text = models.TextField(_("Question"))
    language = models.CharField(_("Language"), max_length=8)
    # Where the asker lives, which says whose mission answers; empty for the ministry.
    country = models.CharField(_("Country"), max_length=3, blank=True)
    in_public = models.BooleanField(_("Asked in public"))
    state = models.CharField(_("State"), max_length=10, choices=State.choices, default=State.ASKED)
    asked_at = models.DateTimeField(_("Asked"))
    assigned_to = _account()
    assigned_at = models.DateTimeField(null=True)
    # When an officer let the public read the text of a question that waits.
    cleared_at = models.DateTimeField(null=True)
    answer = models.TextField(_("Answer"), blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = _account()
    published_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    declined_why = models.TextField(blank=True)
    told_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("question")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="assigned_questions_have_an_officer",
                condition=~Q(state="assigned") | Q(assigned_to__isnull=False),
            ),
            models.CheckConstraint(
                name="answered_questions_have_an_answer",
                condition=~Q(state__in=["answered", "published"])
                | Q(answered_at__isnull=False, answer__gt=""),
            ),
            models.CheckConstraint(
                name="only_public_questions_are_published",
                condition=~Q(state="published") | Q(published_at__isnull=False, in_public=True),
            ),
            models.CheckConstraint(
                name="declined_questions_say_why",
                condition=~Q(state="declined") | Q(declined_at__isnull=False, declined_why__gt=""),
            ),
            models.CheckConstraint(
                name="only_public_questions_are_cleared",
                condition=Q(cleared_at=None) | Q(in_public=True),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["-asked_at"],
                name="question_readable",
                condition=Q(in_public=True)
                & (Q(published_at__isnull=False) | Q(cleared_at__isnull=False)),
            ),
            models.Index(fields=["asked_at"]),
            models.Index(fields=["state", "-asked_at"]),
            models.Index(fields=["country", "-asked_at"]),
        ]

    def __str__(self) -> str:
        return self.text[:60]
