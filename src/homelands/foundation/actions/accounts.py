"""Accounts and what they may do."""

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from homelands.foundation.action import action
from homelands.foundation.actors import Actor, Reach
from homelands.foundation.errors import Refusal
from homelands.foundation.limits import Limit
from homelands.foundation.models import Grant, SignInCode, User
from homelands.foundation.queries import sign_in_codes
from homelands.foundation.rules import check_anyone, check_as_part, check_signed_in, check_system

CODE_MINUTES = 15
MOST_TRIES = 5

#: Wrong and right codes alike, over all codes of an address, and over all addresses of a client.
TRIES = Limit("sign_in.tries", most=10)
TRIES_OF_CLIENT = Limit("sign_in.tries_of_client", most=60)
#: Codes that a client asks for, whatever the addresses.
CODES_OF_CLIENT = Limit("sign_in.codes_of_client", most=30)


class WrongCode(Refusal):
    code = "wrong_code"
    sentence = _("This code is not right, or it is older than 15 minutes. Ask for a new one.")


def _open(user: User, password: str | None) -> User:
    user.set_password(password)  # None: no password opens the account
    user.save(force_insert=True)
    return user


@action(who=check_as_part)
def open_for_member(*, person: UUID, language: str, by: Actor) -> User:
    """Opens a member's account. It has the person's id and no password."""
    return _open(User(id=person, login=str(person), language=language), None)


@action(who=check_system)
def open_for_officer(
    *, login: str, name: str, by: Actor, password: str | None = None, example: bool = False
) -> User:
    """Opens an officer's account; the second factor is set up at the first sign-in."""
    return _open(User(login=login, email=login, name=name, is_example=example), password)


@action(who=check_system)
def make_example(user_id: UUID, *, name: str, login: str, password: str, by: Actor) -> User:
    """Turns a member's account into an example sign-in with a published password."""
    user = User.objects.get(pk=user_id)
    user.name, user.login, user.is_example = name, login, True
    user.set_password(password)
    user.save()
    return user


@action(who=check_system)
def grant(
    user: User, *, reach: Reach, at: datetime, by: Actor, given_by: UUID | None = None
) -> Grant:
    """Gives an account a role in a country, an organisation, a programme, or everywhere.

    The program gives it; `given_by` is the officer who caused that, if one did.
    """
    return Grant.objects.create(
        user=user,
        role=reach.role,
        country=reach.country,
        organisation=reach.organisation,
        programme=reach.programme,
        given_at=at,
        given_by_id=given_by,
    )


@action(who=check_signed_in)
def choose_language(user: User, *, language: str, by: Actor) -> User:
    """Remembers the language in which an account reads and is written to."""
    user.language = language
    user.save(update_fields=["language"])
    return user


@action(who=check_signed_in)
def end_sessions(user: User, *, by: Actor) -> User:
    """Ends all sessions of an account; a page that goes on in its own renews that one."""
    user.session_round += 1
    user.save(update_fields=["session_round"])
    return user


@action(who=check_system)
def close_unconfirmed(ids: list[UUID], *, by: Actor) -> int:
    """Deletes accounts that were opened for registrations which nobody confirmed."""
    rows, _each = User.objects.filter(pk__in=ids, last_login=None).delete()
    return rows


@action(who=check_system)
def send_code(user: User, *, at: datetime, by: Actor, letter: str = "") -> str:
    """Makes a sign-in code and returns it, to be sent; only its hash is kept.

    The code of one letter is always the same one.
    """
    code = sign_in_codes.code_of(user, letter or secrets.token_hex(16))
    SignInCode.objects.filter(user=user, used_at=None).update(used_at=at)
    SignInCode.objects.create(
        user=user,
        digest=sign_in_codes.digest(code, user.pk),
        expires_at=at + timedelta(minutes=CODE_MINUTES),
    )
    return code


@action(who=check_anyone)
def accept_code(user_id: UUID, *, code: str, at: datetime, by: Actor) -> User | None:
    """Uses up a sign-in code and returns the account; None when the code is not right.

    It returns rather than refuses, so that a wrong try is counted.
    """
    entry = (
        SignInCode.objects.select_for_update()
        .filter(user_id=user_id, used_at=None, expires_at__gt=at, tries__lt=MOST_TRIES)
        .order_by("-expires_at")
        .first()
    )
    if entry is None:
        return None
    entry.tries += 1
    right = secrets.compare_digest(bytes(entry.digest), sign_in_codes.digest(code.strip(), user_id))
    entry.used_at = at if right else None
    entry.save(update_fields=["tries", "used_at"])
    return entry.user if right else None
