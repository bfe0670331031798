"""The one tree of errors that a person may see.

    Refusal
    ├── NotAllowed      who may: the actor has no right to do this
    └── NotNow          in which state: the right person, the wrong moment
    (each action module adds its own beside what raises it)

Anything that is not a Refusal is a bug and goes to the log.
"""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _


class Refusal(Exception):
    """A rule said no: a sentence for the person, a stable code and, where it fits, the field."""

    code = "refused"
    sentence: Any = _("This cannot be done.")
    #: What the web answers with: the state does not allow it, or (NotAllowed) the right is missing.
    status = 409

    def __init__(self, sentence: Any = None, *, code: str = "", field: str | None = None):
        self.sentence = sentence or self.sentence
        self.code = code or self.code
        self.field = field
        super().__init__(str(self.sentence))

    def __str__(self) -> str:
        return str(self.sentence)


class NotAllowed(Refusal):
    status = 403
    code = "not_allowed"
    sentence = _("You do not have the right to do this. Ask an administrator for a grant.")


class NotNow(Refusal):
    code = "not_now"
    sentence = _("This cannot be done at this stage.")


def why_not(check: Callable[..., None], *args: Any, **kwargs: Any) -> str:
    """Returns the sentence with which a check refuses, or an empty string when it agrees."""
    try:
        check(*args, **kwargs)
    except Refusal as refusal:
        return str(refusal)
    return ""
