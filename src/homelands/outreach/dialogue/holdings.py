"""What the dialogue holds about people: their questions."""

from django.utils.translation import gettext_lazy as _

from homelands.foundation.personal import Holding, OnErase, hold
from homelands.outreach.dialogue.models import Question


def register() -> None:
    """Names the table to the registry of personal data."""
    hold(
        Holding(
            model=Question,
            title=_("Your questions"),
            about="person_id",
            fields={
                "email": _("To send you the answer; shredded when it is sent"),
                "text": _("To answer you"),
                "language": _("To answer in your language"),
                "country": _("To know whose mission answers"),
                "in_public": _("To show it only if you asked in public"),
                "state": _("To know what is still owed to you"),
                "asked_at": _("To answer you in time"),
                "answer": _("To answer you"),
                "answered_at": _("To show how long it took"),
                "published_at": _("To show since when others read it"),
                "declined_at": _("To show how long it took"),
                "declined_why": _("To tell you why there is no answer"),
                "told_at": _("To write to you once"),
            },
            basis=_("Your question"),
            keep=_("Without your name, for as long as the answer is of use"),
            on_erase=OnErase.KEEP,
            kept_because=_(
                "Published questions and answers stay, without your name; the others are deleted."
            ),
            structure=(
                "id",
                "person",
                "salt",
                "assigned_to",
                "assigned_at",
                "cleared_at",
                "answered_by",
            ),
        )
    )
