"""Reads the deployment's environment: where data live, how to reach the database, the keys."""

import base64
import json
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit


def home() -> Path:
    """Returns the folder where this deployment's data live: HOMELANDS_HOME, or a default."""
    chosen = os.environ.get("HOMELANDS_HOME")
    if chosen:
        return Path(chosen).expanduser().absolute()
    # As root the embedded database's own system user must be able to reach the folder.
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return Path("/var/lib/homelands")
    return Path(os.environ.get("XDG_DATA_HOME", "~/.local/share")).expanduser() / "homelands"


def flag(name: str, default: bool = False) -> bool:
    """Says whether a setting is switched on: 1, true, yes or on."""
    value = os.environ.get(name)
    return default if value is None else value.lower() in {"1", "true", "yes", "on"}


def networks(text: str) -> list[IPv4Network | IPv6Network]:
    """Reads addresses and networks, with commas between them; a wrong one ends the program."""
    names = [name.strip() for name in text.split(",") if name.strip()]
    try:
        return [ip_network(name, strict=False) for name in names]
    except ValueError as error:
        raise SystemExit(f"HOMELANDS_PROXIES names addresses or networks: {error}.") from error


def database(url: str) -> dict[str, object]:
    """Turns a postgresql:// address into Django's form; the host may be a socket's folder."""
    parts = urlsplit(url)
    query = parse_qs(parts.query)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host", [unquote(parts.hostname or "")])[0],
        "PORT": str(parts.port or query.get("port", [""])[0]),
    }


def country() -> str:
    """Returns the country of origin: HOMELANDS_COUNTRY, or what the example was made for."""
    chosen = os.environ.get("HOMELANDS_COUNTRY")
    if chosen:
        return chosen
    file = home() / "country"
    return file.read_text().strip() if file.exists() else "GHA"


def remember_country(code: str) -> None:
    """Makes later processes serve the country that the example was made for."""
    (home() / "country").write_text(code)


@dataclass(frozen=True)
class Secrets:
    """What a deployment must keep secret, and must not lose."""

    session: str
    keys: dict[str, bytes]
    key_id: str
    blind: bytes


def load_secrets() -> Secrets:
    """Reads the secrets from HOMELANDS_SECRETS or the data folder; makes them the first time."""
    text = os.environ.get("HOMELANDS_SECRETS")
    data: dict[str, Any] = json.loads(text) if text else _file_of_secrets()
    return Secrets(
        session=data["session"],
        keys={name: base64.b64decode(key) for name, key in data["keys"].items()},
        key_id=data["key_id"],
        blind=base64.b64decode(data["blind"]),
    )


def _file_of_secrets() -> dict[str, Any]:
    path = home() / "secrets.json"
    try:
        return json.loads(path.read_text())  # type: ignore[no-any-return]
    except FileNotFoundError:
        pass
    path.parent.mkdir(parents=True, exist_ok=True)
    made = {
        "session": secrets.token_urlsafe(50),
        "keys": {"1": base64.b64encode(secrets.token_bytes(32)).decode()},
        "key_id": "1",
        "blind": base64.b64encode(secrets.token_bytes(32)).decode(),
    }
    # Two processes may start at once: only the first may write, the other reads what it wrote.
    draft = path.with_suffix(f".{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(json.dumps(made))
    with suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()
    return json.loads(path.read_text())  # type: ignore[no-any-return]
