"""The code that opens one sign-up, as it stands in the letter to whoever signed up.

It is derived from the sign-up's id under the key of the blind indexes, so that every letter can
name it although only its digest is stored.
"""

import base64
import hashlib
from uuid import UUID

from homelands.foundation.encryption import blind

_BYTES = 10


def of(sign_up: UUID) -> str:
    """Returns the code of a sign-up: sixteen letters and digits, 80 bits."""
    return base64.b32encode(blind(f"outreach sign-up {sign_up}")[:_BYTES]).decode().lower()


def digest(code: str) -> str:
    """Returns what is kept of a code: its SHA-256, in hex."""
    return hashlib.sha256(code.strip().lower().encode()).hexdigest()
