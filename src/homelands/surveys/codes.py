"""The code with which a respondent comes back: 80 random bits, of which only a digest is kept."""

import hashlib
import secrets
import unicodedata

#: Digits and letters that are not mistaken for one another, as Crockford's base 32 has them.
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD = str.maketrans("OIL", "011")
_GROUPS, _SIZE = 4, 4


def new() -> str:
    """Makes a code: four groups of four signs."""
    return written("".join(secrets.choice(_SIGNS) for _ in range(_GROUPS * _SIZE)))


def written(code: str) -> str:
    """Writes a code the one way that counts, however it was typed."""
    signs = _plain(code)
    return "-".join(signs[start : start + _SIZE] for start in range(0, len(signs), _SIZE))


def digest(code: str) -> str:
    """Returns what is kept of a code: its SHA-256, in hex."""
    return hashlib.sha256(_plain(code).encode()).hexdigest()


def _plain(code: str) -> str:
    """Drops spaces and hyphens, and reads digits of any script."""
    signs = unicodedata.normalize("NFKC", code).upper()
    figures = (str(unicodedata.decimal(sign, sign)) for sign in signs if sign.isalnum())
    return "".join(figures).translate(_MISREAD)[:64]
