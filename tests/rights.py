"""Who may and why not, without a database: officers by their grants, refusals by their codes."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from homelands.foundation.actors import Actor, Reach
from homelands.foundation.errors import Refusal
from homelands.foundation.roles import Role

PUBLIC = Actor.public()
SYSTEM = Actor.system("tests")


def officer(*roles: Role, user: UUID | None = None, **scope: Any) -> Actor:
    """An officer with grants of these roles, everywhere or within a scope."""
    reaches = tuple(Reach(role, **scope) for role in roles)
    return Actor("user", user_id=user or uuid4(), reaches=reaches)


def member(person: UUID) -> Actor:
    """A member's account, which has the id of its person."""
    return Actor("user", user_id=person)


def refused(check: Callable[..., Any], *args: Any, **kwargs: Any) -> tuple[str, str | None] | None:
    """Returns the code of a refusal and its field; nothing where the check agrees."""
    try:
        check(*args, **kwargs)
    except Refusal as refusal:
        return refusal.code, refusal.field
    return None


def may(check: Callable[..., Any], *subject: Any, **scope: Any) -> set[Role]:
    """Returns the roles whose holders may, each with one grant: everywhere, or within a scope."""
    return {role for role in Role if refused(check, officer(role, **scope), *subject) is None}
