"""Makes the code that a field app scans to know its server."""

import base64
import json
import zlib
from typing import Any


def settings(server_url: str, name: str) -> dict[str, Any]:
    """Gives the settings of a project; `admin` must be there even when it is empty."""
    return {
        "general": {
            "server_url": server_url,
            "form_update_mode": "match_exactly",
            "autosend": "wifi_and_cellular",
        },
        "admin": {},
        "project": {"name": name},
    }


def code(server_url: str, name: str) -> str:
    """Gives what stands in the code: the settings as JSON, compressed, in base 64."""
    text = json.dumps(settings(server_url, name), ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode())).decode("ascii")
