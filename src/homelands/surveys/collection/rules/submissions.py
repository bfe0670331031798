"""Who may read submissions and decide about them, and in which state."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from homelands.foundation.actors import Actor
from homelands.foundation.errors import NotAllowed, NotNow, Refusal
from homelands.foundation.roles import ANSWER_READERS, Role
from homelands.surveys.collection.models import Submission

State = Submission.State

#: What a manager may take in although something is wrong with it.
_OPEN = frozenset({State.REVIEW, State.INCOMPLETE})


class Decided(NotNow):
    code = "decided"
    sentence = _("It was decided already what becomes of these answers.")


class FormMissing(Refusal):
    code = "form_missing"
    sentence = _(
        "The form of these answers is not published in this study in their version. "
        "Publish it first, or refuse them."
    )


class StillSealed(NotNow):
    code = "still_sealed"
    sentence = _("These answers are encrypted. Open them with the private key first.")


class KnownAlready(NotNow):
    code = "known_already"
    sentence = _(
        "Answers with the same id were taken in by another way, such as a file. "
        "Leave these out, or those."
    )


class KeyRefused(Refusal):
    code = "key_refused"
    sentence = _("This private key does not open these answers.")


def check_reads(by: Actor, subject: Any = None) -> None:
    if not by.holds_any(ANSWER_READERS):
        raise NotAllowed(_("Single answers are open to survey managers and evaluators only."))


def check_decides(by: Actor, submission: Any) -> None:
    """Survey managers of the country of the answers."""
    if not by.holds(Role.SURVEY_MANAGER, country=submission.destination):
        raise NotAllowed(_("This needs a survey manager of the country of these answers."))


def check_waits(submission: Submission) -> None:
    """Answers are taken in once."""
    if submission.state == State.SEALED:
        raise StillSealed
    if submission.state not in _OPEN:
        raise Decided


def check_refusable(submission: Submission) -> None:
    apart = submission.state == State.QUARANTINED and submission.decided_at is None
    if not (apart or submission.state in _OPEN | {State.SEALED}):
        raise Decided


def check_set_apart(submission: Submission) -> None:
    if submission.state != State.QUARANTINED:
        raise Decided


def check_sealed(submission: Submission) -> None:
    if submission.state != State.SEALED:
        raise Decided
