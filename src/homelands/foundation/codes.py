"""Codes of 80 bits, of which only a digest is kept: a respondent's own, an invitation's, a claim's.

A respondent's own code is random. The others are derived from the id of their record under our
key: they can be shown again without being stored, and nobody without the key can make one.
"""

import hashlib
import hmac
import secrets
import unicodedata
from uuid import UUID

from django.conf import settings

#: Digits and letters that are not mistaken for one another, as Crockford's base 32 has them.
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD = str.maketrans("OIL", "011")
_GROUPS, _SIZE = 4, 4


def new() -> str:
    """Makes a code: four groups of four signs."""
    return written("".join(secrets.choice(_SIGNS) for _ in range(_GROUPS * _SIZE)))


def derived(purpose: str, key: UUID) -> str:
    """Makes the code of a record for one purpose: the same each time, and like a random one."""
    bits = int.from_bytes(_keyed(purpose, key.bytes))
    return written("".join(_SIGNS[bits >> 5 * place & 31] for place in range(_GROUPS * _SIZE)))


def mark(purpose: str, value: str) -> str:
    """Returns a keyed digest of a value, 64 bits in hex: equal for equal values, and no more."""
    return _keyed(purpose, value.encode()).hex()[:16]


def written(code: str) -> str:
    """Writes a code the one way that counts, however it was typed."""
    signs = _plain(code)
    return "-".join(signs[start : start + _SIZE] for start in range(0, len(signs), _SIZE))


def digest(code: str) -> str:
    """Returns what is kept of a code: its SHA-256, in hex."""
    return hashlib.sha256(_plain(code).encode()).hexdigest()


def _keyed(purpose: str, value: bytes) -> bytes:
    # A key for each purpose; the zero byte keeps them apart from blind indexes, which hash text.
    key = hmac.digest(settings.HOMELANDS_BLIND_KEY, b"\0surveys:" + purpose.encode(), "sha256")
    return hmac.digest(key, value, "sha256")


def _plain(code: str) -> str:
    """Drops spaces and hyphens, and reads digits of any script."""
    signs = unicodedata.normalize("NFKC", code).upper()
    figures = (str(unicodedata.decimal(sign, sign)) for sign in signs if sign.isalnum())
    return "".join(figures).translate(_MISREAD)[:64]
