"""Reads the deployment's environment: where data live, how to reach the database, the keys."""

import base64
import json
import os
import secrets
from collections.abc import Callable
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


class Keyring:
    """The keys of encrypted columns. What the file of secrets says holds at once, everywhere.

    A process that started before a key was added knows it as soon as it is needed, and seals
    under no key that is about to go. Secrets from the environment hold until the next start.
    """

    def __init__(self, data: dict[str, Any], path: Path | None = None) -> None:
        self._path = path
        self._seen = self._stamp()
        self._take(data)

    def _take(self, data: dict[str, Any]) -> None:
        self._keys = {name: base64.b64decode(key) for name, key in data["keys"].items()}
        self._current = str(data["key_id"])

    def _stamp(self) -> tuple[int, int]:
        if self._path is None:
            return (0, 0)
        state = self._path.stat()
        return (state.st_mtime_ns, state.st_ino)

    def _look(self) -> None:
        stamp = self._stamp()
        if self._path is not None and stamp != self._seen:
            self._take(json.loads(self._path.read_text()))
            self._seen = stamp

    def __getitem__(self, name: str) -> bytes:
        if name not in self._keys:
            self._look()
        return self._keys[name]

    def every(self) -> dict[str, bytes]:
        """Returns each key by its id."""
        self._look()
        return dict(self._keys)

    @property
    def current(self) -> str:
        """The id of the key under which everything new is sealed."""
        self._look()
        return self._current

    @property
    def earlier(self) -> list[str]:
        """The ids of the keys that open what was sealed before."""
        self._look()
        return sorted(name for name in self._keys if name != self._current)

    @property
    def is_a_file(self) -> bool:
        return self._path is not None

    @property
    def changed_at(self) -> float:
        """When the file of secrets was last changed, as a Unix timestamp."""
        return self._path.stat().st_mtime if self._path else 0.0

    def add(self) -> str:
        """Adds a key to the file and makes it the current one; returns its id."""
        name = str(1 + max(int(held) if held.isdigit() else 0 for held in self._keys))
        key = base64.b64encode(secrets.token_bytes(32)).decode()
        self._rewrite(lambda data: {**data, "keys": {**data["keys"], name: key}, "key_id": name})
        return name

    def drop_earlier(self) -> None:
        """Takes every key but the current one out of the file."""
        current = self.current
        self._rewrite(lambda data: {**data, "keys": {current: data["keys"][current]}})

    def _rewrite(self, change: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
        """Changes the file of secrets, whole or not at all, keeping who may read it."""
        assert self._path is not None
        state, draft = self._path.stat(), self._path.with_suffix(f".{os.getpid()}")
        draft.touch(mode=0o600)
        with draft.open("w") as target:
            json.dump(change(json.loads(self._path.read_text())), target)
            target.flush()
            os.fsync(target.fileno())
        if hasattr(os, "chown"):
            os.chown(draft, state.st_uid, state.st_gid)
        draft.chmod(state.st_mode & 0o777)
        draft.replace(self._path)
        self._look()


@dataclass(frozen=True)
class Secrets:
    """What a deployment must keep secret, and must not lose."""

    session: str
    keys: Keyring
    blind: bytes


def load_secrets() -> Secrets:
    """Reads the secrets from HOMELANDS_SECRETS or the data folder; makes them the first time."""
    text = os.environ.get("HOMELANDS_SECRETS")
    data: dict[str, Any] = json.loads(text) if text else _file_of_secrets()
    return Secrets(
        session=data["session"],
        keys=Keyring(data, None if text else secrets_file()),
        blind=base64.b64decode(data["blind"]),
    )


def secrets_file() -> Path:
    """Returns where the secrets lie that no setting gives."""
    return home() / "secrets.json"


def _file_of_secrets() -> dict[str, Any]:
    path = secrets_file()
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
