"""How officers' accounts behave with django-allauth: nobody opens one for themselves."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter

from homelands.foundation import encryption


class OfficerAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Officers' accounts are opened by an administrator; members register in the register."""

    def is_open_for_signup(self, request: Any) -> bool:
        return False

    def get_user_search_fields(self) -> list[str]:
        return ["login"]


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of the second factor, and what recovery codes are made from, lie encrypted."""

    def encrypt(self, text: str) -> str:
        return encryption.lock(encryption.SECOND_FACTOR, text)

    def decrypt(self, encrypted_text: str) -> str:
        return encryption.unlock(encryption.SECOND_FACTOR, encrypted_text)
