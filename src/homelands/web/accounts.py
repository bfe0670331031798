"""How officers' accounts behave with django-allauth: nobody opens one for themselves."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from homelands.foundation import encryption
from homelands.foundation.actions.attempts import TooOften
from homelands.foundation.clients import client_of
from homelands.foundation.limits import HOUR
from homelands.foundation.middleware import refused


class OfficerAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Officers' accounts are opened by an administrator; members register in the register."""

    def is_open_for_signup(self, request: Any) -> bool:
        return False

    def get_user_search_fields(self) -> list[str]:
        return ["login"]

    def get_client_ip(self, request: Any) -> str:
        return client_of(request)

    def _get_login_attempts_cache_key(self, request: Any, **credentials: Any) -> str:
        """Counts wrong passwords by account and client: a stranger locks out only themselves."""
        return f"{login_of(request, credentials)}:{client_of(request)}"


def login_of(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """Returns the account whose password is tried, written one way: for django-axes."""
    given = credentials or {}
    name = given.get("email") or given.get("username") or given.get("login")
    return str(name or request.POST.get("login", "")).strip().casefold()


def locked_out(request: HttpRequest, *details: Any) -> HttpResponse:
    """Says in words that too many passwords were wrong."""
    return refused(request, TooOften(HOUR * settings.AXES_COOLOFF_TIME))


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of the second factor, and what recovery codes are made from, lie encrypted."""

    def encrypt(self, text: str) -> str:
        return encryption.lock(encryption.SECOND_FACTOR, text)

    def decrypt(self, encrypted_text: str) -> str:
        return encryption.unlock(encryption.SECOND_FACTOR, encrypted_text)
