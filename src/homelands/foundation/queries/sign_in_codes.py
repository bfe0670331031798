"""Sign-in codes: what one letter's code is, and whether it was made."""

import hashlib
from uuid import UUID

from homelands.foundation import codes
from homelands.foundation.models import SignInCode, User


def code_of(user: User, letter: str) -> str:
    """Returns the code of one letter to an account: six digits, the same each time."""
    return f"{int(codes.mark('sign-in code', f'{user.pk} {letter}'), 16) % 10**6:06d}"


def digest(code: str, user: UUID) -> bytes:
    """Returns what is kept of a code."""
    return hashlib.sha256(f"{user}:{code}".encode()).digest()


def is_made(user: User, letter: str) -> bool:
    """Says whether the code of a letter was made before, used or not."""
    made = digest(code_of(user, letter), user.pk)
    return SignInCode.objects.filter(user=user, digest=made).exists()
