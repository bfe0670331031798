"""How officers' accounts behave with django-allauth: nobody opens one for themselves."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter


class OfficerAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Officers' accounts are opened by an administrator; members register in the register."""

    def is_open_for_signup(self, request: Any) -> bool:
        return False

    def get_user_search_fields(self) -> list[str]:
        return ["login"]
