"""What stands in an archive beside the data: what it holds, and how to know that it is whole."""

import json
from dataclasses import asdict, dataclass, fields
from typing import Any, Self

from homelands.command.archive.errors import Unusable
from homelands.foundation.queries.history import Head

NAME = "manifest.json"
DATABASE = "database.dump"
FILES = "files"
FORMAT = 1


@dataclass(frozen=True)
class Member:
    """One file or folder of the archive."""

    name: str
    mode: int
    size: int = 0
    sha256: str = ""  # of a file; a folder has none

    @property
    def is_folder(self) -> bool:
        return not self.sha256


@dataclass(frozen=True)
class Manifest:
    """What was backed up: by which version, when, from which secrets, with which heads.

    `proofs` are made with the secrets and say nothing about them. `heads` are those of the history
    chains, in the same snapshot as the dump.
    """

    format: int
    version: str
    made_at: str
    members: list[Member]
    key_ids: str
    proofs: dict[str, str]
    heads: list[Head]

    def to_bytes(self) -> bytes:
        return json.dumps(asdict(self), indent=1).encode()

    @classmethod
    def from_bytes(cls, text: bytes) -> Self:
        """Reads a manifest; refuses what another program wrote."""
        try:
            data: dict[str, Any] = json.loads(text)
            known = {field.name: data[field.name] for field in fields(cls)}
            known["members"] = [Member(**member) for member in data["members"]]
            known["heads"] = [Head(*head) for head in data["heads"]]
        except (ValueError, KeyError, TypeError) as error:
            raise Unusable("its manifest cannot be read") from error
        if data["format"] != FORMAT:
            raise Unusable(
                f"it was written by version {data['version']} in a form that this version does "
                "not know: restore it with that version"
            )
        return cls(**known)
