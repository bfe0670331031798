"""Sessions: begun, proven by a second factor, and ended together.

An account's sessions are ended by the action `accounts.end_sessions`; `renew` keeps the one in
which that is asked for.
"""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import login, update_session_auth_hash
from django.http import HttpRequest
from django.utils import timezone

from homelands.foundation.actions import accounts
from homelands.foundation.actors import Actor
from homelands.foundation.models import User

_PROVEN = "factor_proven"


class AccountBackend(AuthenticationBackend):  # type: ignore[misc]
    """Passwords of officers; the published ones of example accounts open the example only.

    A session is looked up through it at each request, so this holds for those begun before too.
    """

    def user_can_authenticate(self, user: Any) -> bool:
        return super().user_can_authenticate(user) and (settings.EXAMPLE or not user.is_example)


def begin(request: HttpRequest, user: User) -> None:
    """Signs an account in."""
    login(request, user, backend=f"{__name__}.{AccountBackend.__name__}")


def renew(request: HttpRequest, *, by: Actor) -> None:
    """Ends all sessions of the account that is signed in, but for this one."""
    user: Any = request.user
    update_session_auth_hash(request, accounts.end_sessions(user, by=by))


def prove(request: HttpRequest) -> None:
    """Notes in the session that its account has just shown a second factor."""
    request.session[_PROVEN] = {"of": str(request.user.pk), "at": timezone.now().isoformat()}


def is_proven(request: HttpRequest) -> bool:
    """Says whether this session has shown a second factor of its account."""
    proven: dict[str, str] = request.session.get(_PROVEN) or {}
    return proven.get("of") == str(request.user.pk)


def unprove(request: HttpRequest) -> None:
    """Forgets that this session has shown a second factor."""
    request.session.pop(_PROVEN, None)


def has_factor(user: Any) -> bool:
    """Says whether an account has set up a second factor."""
    return bool(is_mfa_enabled(user))
