"""What outreach holds about people: the entries of the registry of personal data."""

from django.utils.translation import gettext_lazy as _

from homelands.foundation.personal import Holding, OnErase
from homelands.outreach.models import Delivery, Question, SignUp


def all_of_them() -> list[Holding]:
    """Returns the three holdings, for `apps.py` to register."""
    return [_sign_ups(), _questions(), _deliveries()]


def _sign_ups() -> Holding:
    return Holding(
        model=SignUp,
        title=_("Sign-ups to events"),
        about="person_id",
        fields={
            "event": _("To know what you want to come to"),
            "name": _("To greet you, where you came without being a member"),
            "email": _("To send you your place, where you came without being a member"),
            "language": _("To write in your language"),
            "state": _("To know whether you have a place"),
            "signed_up_at": _("To give places in the order of asking"),
            "withdrawn_at": _("To know that you gave your place back"),
        },
        basis=_("Your sign-up"),
        keep=_("For as long as you are registered; 90 days after the event if you are not"),
        on_erase=OnErase.DELETE,
        structure=("id", "person", "salt", "email_index", "code_digest", "told"),
    )


def _questions() -> Holding:
    return Holding(
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
            "The words of questions and answers stay; that they were yours is removed at once."
        ),
        structure=(
            "id", "person", "salt", "assigned_to", "assigned_at", "cleared_at", "answered_by",
        ),
    )  # fmt: skip


def _deliveries() -> Holding:
    return Holding(
        model=Delivery,
        title=_("Letters to you"),
        about="person_id",
        fields={
            "letter": _("To know what was written to you"),
            "sent_at": _("To write to you once"),
            "skipped_because": _("To show why a letter was not sent"),
        },
        basis=_("Your consent to be written to"),
        keep=_("For as long as you are registered"),
        on_erase=OnErase.DELETE,
        structure=("id", "person"),
    )
