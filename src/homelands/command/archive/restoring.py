"""Puts an archive in the place of an empty deployment: all of it, or nothing.

Everything is checked first. Then the files are unpacked beside their place, the database is made
in one transaction, and the files are renamed into place. The folder in which they are unpacked
stays while a restore is unfinished, so that a second try knows how far the first one came.
"""

import hashlib
import os
import shutil
from pathlib import Path

from homelands.command.archive import proofs
from homelands.command.archive.errors import Unusable
from homelands.command.archive.manifest import DATABASE, FILES, Manifest
from homelands.command.archive.postgres import Database
from homelands.command.archive.reading import Archive

#: Holds the unpacked files until they are in place, and the manifest they belong to.
_UNFINISHED = ".restoring"
_MARK = "manifest.sha256"
_ELSEWHERE = (
    "Restore into a new one: another HOMELANDS_HOME, or another DATABASE_URL and "
    "DATABASE_OWNER_URL."
)
#: What `homelands run` remembers of the tables that were there before.
_DONE = "migrated.done"


def restore(archive: Archive, *, home: Path, database: Database) -> Manifest:
    """Restores, or finishes what an earlier try began; the caller gives the roles their rights."""
    unfinished = home / _UNFINISHED
    database.wait_for_restores()
    is_begun = (unfinished / _MARK).exists()
    if not is_begun and database.holds_something():
        raise Unusable(f"The database is not empty. {_ELSEWHERE}")
    manifest = archive.check(database)
    _check_deployment(manifest, home, database)
    if not (is_begun and _is_restored(manifest, unfinished, database)):
        _check_place(manifest, home)
        _make(archive, manifest, unfinished, database)
    if database.heads() != manifest.heads:
        raise Unusable(
            "The history in the database is not the one that was backed up. Do not use it: "
            "restore into a new database, from another backup."
        )
    _move(unfinished, home)
    return manifest


def _check_deployment(manifest: Manifest, home: Path, database: Database) -> None:
    """Refuses a deployment with other secrets, or without the roles."""
    if not proofs.hold(manifest.proofs):
        raise Unusable(
            "This deployment has other secrets than the one that was backed up, so nobody could "
            f"read names and addresses in it. Put the secrets.json that was kept apart into {home} "
            "(or its text into HOMELANDS_SECRETS), then restore again."
        )
    if missing := database.missing_roles():
        raise Unusable(
            f"The database server does not know the role {missing[0]}. Make the roles with "
            "deploy/roles.sql, then restore again."
        )


def _is_taken(folder: Path) -> bool:
    return folder.exists() and (not folder.is_dir() or any(folder.iterdir()))


def _is_restored(manifest: Manifest, unfinished: Path, database: Database) -> bool:
    """Says whether an earlier try got as far as the database; refuses what others did since."""
    if not database.holds_something():
        return False
    mark = unfinished / _MARK
    if mark.read_text() != _digest(manifest) or database.heads() != manifest.heads:
        raise Unusable(
            "The database is not empty: a restore was broken off here, and it holds something "
            f"else than this backup. {_ELSEWHERE}"
        )
    return True


def _check_place(manifest: Manifest, home: Path) -> None:
    """Refuses a folder that is taken, or a disk on which the files have no room."""
    if _is_taken(home / FILES):
        raise Unusable(
            f"{home / FILES} is not empty. Move what is in it elsewhere, then restore again."
        )
    wanted = sum(member.size for member in manifest.members if member.name != DATABASE)
    free = shutil.disk_usage(home).free
    if wanted > free:
        raise Unusable(
            f"{home} has {free / 2**20:.0f} MB free, and the files of the backup need "
            f"{wanted / 2**20:.0f} MB. Make room, then restore again."
        )


def _make(archive: Archive, manifest: Manifest, unfinished: Path, database: Database) -> None:
    """Unpacks the files beside their place, then makes the database; on a refusal, neither."""
    _remove(unfinished)
    try:
        unfinished.mkdir(mode=0o700)
        members = [member for member in manifest.members if member.name != DATABASE]
        archive.unpack(members, unfinished)
        with (unfinished / _MARK).open("w") as mark:
            mark.write(_digest(manifest))
            mark.flush()
            os.fsync(mark.fileno())
        database.restore(archive.read(DATABASE))
    except (Unusable, OSError):
        _remove(unfinished)
        raise


def _move(unfinished: Path, home: Path) -> None:
    """Renames into place what was unpacked; what a first try has moved is there already."""
    if (unfinished / "country").exists():
        (unfinished / "country").replace(home / "country")
    if (unfinished / FILES).exists():
        _fill(home / FILES, unfinished / FILES)
    (home / _DONE).unlink(missing_ok=True)  # the tables may be those of an older version


def _fill(folder: Path, unpacked: Path) -> None:
    """Puts a folder in the place of an empty one, or into it where it is a disk of its own."""
    if not folder.is_symlink() and not folder.is_mount():
        unpacked.replace(folder)
        return
    for path in unpacked.iterdir():
        shutil.move(path, folder / path.name)
    folder.chmod(unpacked.stat().st_mode & 0o777)


def finish(home: Path) -> None:
    """Forgets that a restore was under way."""
    _remove(home / _UNFINISHED)


def _remove(folder: Path) -> None:
    if folder.exists():
        for path in (folder, *folder.rglob("*")):
            if path.is_dir() and not path.is_symlink():
                path.chmod(0o700)
        shutil.rmtree(folder)


def _digest(manifest: Manifest) -> str:
    return hashlib.sha256(manifest.to_bytes()).hexdigest()
