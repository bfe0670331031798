"""Writes an archive: closed to others, and complete or not at all."""

import fcntl
import hashlib
import io
import os
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO

from homelands.command.archive import proofs
from homelands.command.archive.errors import Unusable
from homelands.command.archive.manifest import DATABASE, FILES, FORMAT, NAME, Manifest, Member
from homelands.command.archive.postgres import Database
from homelands.command.archive.reading import Archive
from homelands.foundation.queries.history import Head


def write(target: Path, *, home: Path, database: Database) -> Manifest:
    """Writes the database and the files beside the target, reads them back, puts them in place."""
    with _draft(target) as draft:
        with (
            database.snapshot() as (snapshot, heads),
            tempfile.TemporaryFile(dir=target.parent) as dump,
        ):
            database.dump(snapshot, dump)
            manifest = _fill(draft, dump, heads, home)
        draft.flush()
        os.fsync(draft.fileno())
        with Archive(_draft_of(target)) as written:
            if written.check(database) != manifest:
                raise Unusable("what was read back is not what was written: try another disk")
        _draft_of(target).replace(target)
        _sync(target.parent)
    return manifest


def _fill(draft: BinaryIO, dump: BinaryIO, heads: list[Head], home: Path) -> Manifest:
    with tarfile.open(fileobj=draft, mode="w", format=tarfile.GNU_FORMAT) as archive:
        packing = _Packing(archive)
        packing.add(DATABASE, dump)
        for path in _paths(home):
            packing.add_path(path, path.relative_to(home).as_posix())
        manifest = Manifest(
            format=FORMAT,
            version=version("homelands"),
            made_at=datetime.now(UTC).isoformat(timespec="seconds"),
            members=packing.members,
            key_ids=proofs.key_ids(),
            proofs=proofs.make(),
            heads=heads,
        )
        text = manifest.to_bytes()
        archive.addfile(_entry(NAME, 0o600, len(text)), io.BytesIO(text))
    return manifest


def _paths(home: Path) -> Iterator[Path]:
    """Yields what is kept beside the database, folders before what is in them."""
    if (home / "country").is_file():
        yield home / "country"
    if (home / FILES).is_dir():
        yield home / FILES
        yield from sorted((home / FILES).rglob("*"))


class _Packing:
    """Adds to an archive, and remembers what."""

    def __init__(self, archive: tarfile.TarFile):
        self._archive = archive
        self.members: list[Member] = []

    def add_path(self, path: Path, name: str) -> None:
        """Adds a file or a folder; one that was deleted a moment ago is left out."""
        if path.is_symlink() and name != FILES:
            raise Unusable(f"{path} is a link. Put the file itself in its place.")
        with suppress(FileNotFoundError):
            if path.is_dir():
                mode = path.stat().st_mode & 0o777
                self._archive.addfile(_entry(name, mode, 0, tarfile.DIRTYPE))
                self.members.append(Member(name, mode))
            elif path.is_file():
                with path.open("rb") as file:
                    self.add(name, file)

    def add(self, name: str, file: BinaryIO) -> None:
        """Adds an open file as long as it is now: what grows later is left out."""
        status = os.fstat(file.fileno())
        file.seek(0)
        mode, hashed = status.st_mode & 0o777, _Hashed(file)
        try:
            self._archive.addfile(_entry(name, mode, status.st_size), hashed)  # type: ignore[arg-type]
        except OSError as error:
            if error.errno:
                raise
            raise Unusable(f"{name} became shorter while it was read. Try again.") from error
        self.members.append(Member(name, mode, status.st_size, hashed.digest.hexdigest()))


class _Hashed:
    """A file that hashes what is read of it."""

    def __init__(self, file: BinaryIO):
        self._file, self.digest = file, hashlib.sha256()

    def read(self, size: int) -> bytes:
        piece = self._file.read(size)
        self.digest.update(piece)
        return piece


def _entry(name: str, mode: int, size: int, kind: bytes = tarfile.REGTYPE) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.mode, entry.size, entry.type = mode, size, kind
    return entry


def _draft_of(target: Path) -> Path:
    return target.with_name(f".{target.name}.draft")


@contextmanager
def _draft(target: Path) -> Iterator[BinaryIO]:
    """Opens a file beside the target that only its owner can read; it goes if anything fails."""
    path = _draft_of(target)
    number = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    with os.fdopen(number, "r+b") as draft:
        try:
            fcntl.flock(draft, fcntl.LOCK_EX | fcntl.LOCK_NB)
            is_ours = os.fstat(number).st_ino == path.stat().st_ino
        except OSError:
            is_ours = False
        if not is_ours:
            raise Unusable(f"Another backup writes {target} just now. Wait for it.")
        os.fchmod(number, 0o600)
        draft.truncate()
        try:
            yield draft
        except BaseException:
            path.unlink(missing_ok=True)
            raise


def _sync(folder: Path) -> None:
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
