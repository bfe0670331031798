"""Work that a browser does before something is sent: nothing for one person, dear for thousands.

The challenge is altcha's (version 2): find the counter whose key, derived with PBKDF2, begins as
told. Browsers derive such keys as fast as other programs do, so programs gain little.
"""

import base64
import hmac
import json
import secrets
from datetime import datetime, timedelta
from typing import Any

import altcha
from django.conf import settings

#: The name under which a form sends what its browser found.
FIELD = "proof"
#: About a second of work on a laptop, and five on a small telephone.
_COST, _FEWEST, _MORE = 5_000, 300, 300
_ALGORITHM = "PBKDF2/SHA-256"
_GOOD_FOR = timedelta(minutes=30)
_LONGEST = 4_000


def challenge(purpose: str, *, at: datetime) -> str:
    """Makes the work for one purpose, as JSON for ui/proof.js."""
    made = altcha.create_challenge(
        _ALGORITHM,
        _COST,
        counter=_FEWEST + secrets.randbelow(_MORE),
        hmac_secret=_key(purpose),
        data={"until": int((at + _GOOD_FOR).timestamp())},
    )
    return json.dumps(made.to_dict())


def solved(text: str, purpose: str, *, at: datetime) -> str:
    """Returns what tells a solved challenge from others; nothing if it is not one of ours."""
    payload = _read(text)
    if payload is None or not altcha.verify_solution(payload, _key(purpose)).verified:
        return ""
    until = (payload.challenge.parameters.data or {}).get("until", 0)
    return str(payload.challenge.signature) if until >= at.timestamp() else ""


def _read(text: str) -> Any:
    """Returns a payload whose parts are of the right types, so that checking it cannot fail."""
    if not text or len(text) > _LONGEST:
        return None
    try:
        payload = altcha.Payload.from_dict(json.loads(base64.b64decode(text, validate=True)))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return payload


def _key(purpose: str) -> bytes:
    message = b"\0proof-of-work:" + purpose.encode()
    return hmac.digest(settings.HOMELANDS_BLIND_KEY, message, "sha256")
