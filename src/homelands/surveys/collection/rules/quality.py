"""Who looks at how answers come in."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from homelands.foundation.actors import Actor
from homelands.foundation.errors import NotAllowed
from homelands.foundation.roles import ANSWER_READERS


def check_reads_answers(by: Actor, subject: Any = None) -> None:
    """What is shown is worked out from single answers, of the countries that the actor reads."""
    if not by.holds_any(ANSWER_READERS):
        raise NotAllowed(_("Survey managers and monitoring officers look at how answers come in."))
