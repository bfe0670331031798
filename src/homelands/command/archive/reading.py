"""Reads an archive: whole, as its manifest says, and by nobody's path outside of it."""

import hashlib
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Self

from homelands.command.archive.errors import Unusable
from homelands.command.archive.manifest import DATABASE, FILES, NAME, Manifest, Member
from homelands.command.archive.postgres import Database

_PIECE = 2**20
#: A manifest has a line or five for each file: more than this was not written by us.
_LONGEST_MANIFEST = 2**30


class Archive:
    """An open archive."""

    def __init__(self, path: Path):
        self.path = path
        with self._reading():
            self._tar = tarfile.open(path, "r:")  # noqa: SIM115 (closed in __exit__)
            try:
                self._entries = {entry.name: entry for entry in self._listed()}
            except BaseException:
                self._tar.close()
                raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._tar.close()

    def check(self, database: Database) -> Manifest:
        """Reads every byte and compares it with the manifest; returns the manifest."""
        manifest = self._manifest()
        told = {member.name: member for member in manifest.members}
        held = set(self._entries) - {NAME}
        if lost := sorted(set(told) - held):
            raise self._broken(f"{lost[0]} is missing in it")
        if more := sorted(held - set(told)):
            raise self._broken(f"{more[0]} is in it, and its manifest does not know it")
        if DATABASE not in told:
            raise self._broken("it holds no database")
        for member in manifest.members:
            self._compare(member)
        try:
            database.check(self.read(DATABASE))
        except Unusable as error:
            raise self._broken(str(error)) from None
        return manifest

    def read(self, name: str) -> Iterator[bytes]:
        """Yields a file piece by piece."""
        with self._reading():
            file = self._tar.extractfile(self._entries[name])
            assert file is not None
            while piece := file.read(_PIECE):
                yield piece

    def unpack(self, members: list[Member], folder: Path) -> None:
        """Writes files and folders below a folder, with the modes they had."""
        for member in members:
            path = folder / member.name
            if member.is_folder:
                path.mkdir(mode=0o700)
            else:
                self._write(member, path)
        # Last and from below: a folder may have been closed to its own owner.
        for member in reversed([member for member in members if member.is_folder]):
            (folder / member.name).chmod(member.mode)

    def _write(self, member: Member, path: Path) -> None:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            for piece in self.read(member.name):
                file.write(piece)
            os.fchmod(file.fileno(), member.mode)
            file.flush()
            os.fsync(file.fileno())

    def _listed(self) -> Iterator[tarfile.TarInfo]:
        seen = set()
        for entry in self._tar:
            if entry.name in seen or not (entry.isreg() or entry.isdir()) or not _ours(entry.name):
                raise self._broken(f"{entry.name} has no place in it")
            seen.add(entry.name)
            yield entry

    def _manifest(self) -> Manifest:
        entry = self._entries.get(NAME)
        if entry is None or not entry.isreg() or entry.size > _LONGEST_MANIFEST:
            raise self._broken("its manifest is missing, as it is when the end was cut off")
        try:
            return Manifest.from_bytes(b"".join(self.read(NAME)))
        except Unusable as error:
            raise self._broken(str(error)) from error

    def _compare(self, member: Member) -> None:
        if member.is_folder != self._entries[member.name].isdir():
            raise self._broken(f"{member.name} is not what its manifest says")
        if member.is_folder:
            return
        digest, size = hashlib.sha256(), 0
        for piece in self.read(member.name):
            digest.update(piece)
            size += len(piece)
        if (size, digest.hexdigest()) != (member.size, member.sha256):
            raise self._broken(f"{member.name} was changed: its digest is another")

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except tarfile.TarError as error:
            raise self._broken(f"it is no archive, or was cut off ({error})") from error

    def _broken(self, what: str) -> Unusable:
        return Unusable(f"{self.path} is not a backup that can be restored: {what}.")


def _ours(name: str) -> bool:
    """Says whether a name is one that we write: no path that leads elsewhere."""
    parts = PurePosixPath(name).parts
    is_plain = str(PurePosixPath(name)) == name and ".." not in parts and "\0" not in name
    return is_plain and (name in {NAME, DATABASE, "country"} or parts[:1] == (FILES,))
