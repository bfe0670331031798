"""Who may write the policy profiles."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from homelands.foundation.actors import Actor
from homelands.foundation.errors import NotAllowed
from homelands.foundation.roles import Role


def check_may_write(by: Actor, subject: Any = None) -> None:
    """Ministry officers whose grant has no limits."""
    if not by.holds(Role.MINISTRY_OFFICER):
        raise NotAllowed(_("Ministry officers keep the policy profiles."))
