"""Makes texts that stand for others: digests, base64, and names that nobody can guess."""

import base64
import binascii
import hashlib
import string
from uuid import UUID

from ..context import Here
from ..values import Value, to_number, to_text
from .entry import Function, fault, plain

ALGORITHMS = ("MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512")
MAX_TOKEN = 1_000
_SIGNS = string.ascii_lowercase + string.digits


def _digest(text: Value, algorithm: Value, encoding: Value = "base64") -> str:
    """Gives the digest of a text, which is taken as UTF-8."""
    name, form = to_text(algorithm).upper(), to_text(encoding).lower()
    if name not in ALGORITHMS:
        raise fault("digest", 2, f"has to be one of {', '.join(ALGORITHMS)}, not “{name}”")
    if form not in ("hex", "base64"):
        raise fault("digest", 3, f"has to be “hex” or “base64”, not “{form}”")
    signs = to_text(text).encode(errors="replace")
    made = hashlib.new(name.replace("-", "").lower(), signs, usedforsecurity=False)
    return made.hexdigest() if form == "hex" else base64.b64encode(made.digest()).decode()


def _base64_decode(text: Value) -> str:
    try:
        signs = base64.b64decode("".join(to_text(text).split()), validate=True)
    except (binascii.Error, ValueError):
        raise fault("base64-decode", 1, "has to be a text in base64") from None
    return signs.decode(errors="replace")


def _uuid(here: Here, length: Value | None = None) -> str:
    """Gives a random UUID, or a random text of a given length."""
    if length is None:
        return str(UUID(int=here.context.chance.getrandbits(128), version=4))
    number = to_number(length)
    if number > MAX_TOKEN:
        raise fault("uuid", 1, f"has to be a number of at most {MAX_TOKEN}")
    size = int(number) if number > 0 else 0
    return "".join(here.context.chance.choice(_SIGNS) for _ in range(size))


CODINGS = {
    "digest": plain(_digest, 2, 3),
    "base64-decode": plain(_base64_decode),
    "uuid": Function(_uuid, 0, 1),
}
