"""Keeps an uploaded form for a while, so that nobody has to add it twice.

It lies in the cache under a name that cannot be guessed; the token that leads to it is signed
for the officer who added it. It is gone after two hours, or earlier when the cache is full.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.core import signing
from django.core.cache import cache

from homelands.foundation.actors import Actor

SECONDS = 2 * 3600
#: A form and the files beside it may have so many bytes together.
MOST_BYTES = 25 * 2**20
_SALT = "homelands.surveys.questionnaires.queries.uploads"


@dataclass(frozen=True)
class Upload:
    """A form as it was added, and the files beside it by their names."""

    filename: str
    content: bytes
    files: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many bytes it has in all."""
        return len(self.content) + sum(map(len, self.files.values()))


def keep(upload: Upload, *, by: Actor) -> str:
    """Keeps an upload and returns the token that leads to it; "" when it is too large."""
    if upload.size > MOST_BYTES:
        return ""
    key = secrets.token_urlsafe(24)
    cache.set(f"{_SALT}.{key}", (upload.filename, upload.content, dict(upload.files)), SECONDS)
    return signing.dumps([key, str(by.user_id)], salt=_SALT)


def find(token: str, *, by: Actor) -> Upload | None:
    """Returns what a token leads to; None when it is gone, or was not given to this officer."""
    try:
        key, owner = signing.loads(token, salt=_SALT, max_age=SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    if owner != str(by.user_id):
        return None
    held = cache.get(f"{_SALT}.{key}")
    return Upload(*held) if held else None
