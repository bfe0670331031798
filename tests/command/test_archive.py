"""Backup and restore when something goes wrong: nothing half done, one sentence, a second try.

The deployments are databases on the server of the tests, each with a data folder of its own.
"""

import base64
import fcntl
import hashlib
import io
import json
import re
import shutil
import signal
import subprocess
import sys
import tarfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.management.base import CommandError

from homelands.command.archive import postgres, restoring, writing
from homelands.command.archive.errors import Unusable, in_one_sentence
from homelands.command.archive.postgres import Database
from homelands.command.archive.reading import Archive
from homelands.command.runtime.database import give_rights
from homelands.web.environment import Keyring
from tests import database

LETTER = b"A letter of a host institution. " * 2000


def keyring(keys: dict[str, bytes]) -> Keyring:
    named = {name: base64.b64encode(key).decode() for name, key in keys.items()}
    return Keyring({"keys": named, "key_id": next(iter(named))})


@dataclass
class Deployment:
    """A database and a data folder."""

    home: Path
    environment: dict[str, str] = field(repr=False)

    def homelands(self, *command: str, **more: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "homelands", *command],
            env={**self.environment, **more},
            capture_output=True,
            text=True,
        )

    def restore(self, path: Path) -> None:
        """Does what the command does, in this process."""
        held = Database(self.environment["DATABASE_OWNER_URL"])
        with Archive(path) as archive:
            restoring.restore(archive, home=self.home, database=held)
        give_rights(self.environment["DATABASE_OWNER_URL"])
        restoring.finish(self.home)

    def backup_refusal(self, target: Path) -> str:
        held = Database(self.environment["DATABASE_OWNER_URL"])
        with pytest.raises(CommandError) as refused, in_one_sentence(target):
            writing.write(target, home=self.home, database=held)
        assert refused.value.returncode == 2
        return str(refused.value)

    def refusal(self, path: Path) -> str:
        with pytest.raises(Unusable) as refused:
            self.restore(path)
        return str(refused.value)

    def query(self, query: str) -> list[tuple[object, ...]]:
        with psycopg.connect(self.environment["DATABASE_OWNER_URL"]) as connection:
            return connection.execute(query).fetchall()

    def is_untouched(self) -> bool:
        tables = self.query("SELECT 1 FROM pg_tables WHERE schemaname = 'public'")
        kept = {path.name for path in self.home.iterdir()} - {"secrets.json", "running.lock"}
        return not tables and kept <= {"static", "cache", "mail", "run"}


def made(home: Path, name: str, template: str = database.TEMPLATE) -> Deployment:
    home.mkdir(mode=0o755)
    environment = database.apart(name, template=template, HOMELANDS_HOME=str(home))
    environment.pop("HOMELANDS_SECRETS", None)
    return Deployment(home, environment)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Deployment:
    """A deployment with a row of history, and files and folders that are closed to others."""
    deployment = made(tmp_path_factory.mktemp("backup") / "first", "archived")
    with psycopg.connect(deployment.environment["DATABASE_OWNER_URL"]) as connection:
        connection.execute(
            "SELECT homelands_audit('tests.archive', 'system', NULL, 't', '', '', NULL, '')"
        )
    files = deployment.home / "files"
    (files / "letters").mkdir(parents=True)
    (files / "letters" / "one.txt").write_bytes(LETTER)
    (files / "letters" / "one.txt").chmod(0o640)
    (files / "empty").mkdir()
    for folder in (files / "letters", files / "empty", files):
        folder.chmod(0o700)
    (deployment.home / "country").write_text("KEN")
    return deployment


@pytest.fixture(scope="module")
def archive(first: Deployment) -> Path:
    path = first.home.parent / "backup.tar"
    done = first.homelands("backup", str(path))
    assert done.returncode == 0, done.stderr
    return path


@pytest.fixture
def second(first: Deployment, tmp_path: Path, settings: Any) -> Iterator[Deployment]:
    """An empty deployment with the secrets of the first; this process has them too."""
    deployment = made(tmp_path / "second", "restored", "template0")
    shutil.copy(first.home / "secrets.json", deployment.home)
    held = json.loads((first.home / "secrets.json").read_text())
    settings.HOMELANDS_KEYS = Keyring(held)
    settings.HOMELANDS_BLIND_KEY = base64.b64decode(held["blind"])
    yield deployment
    for folder in deployment.home.rglob("*"):
        if folder.is_dir():
            folder.chmod(0o700)


def refused(done: "subprocess.CompletedProcess[str]") -> str:
    """Returns the one sentence with which a command ended."""
    assert done.returncode == 2, (done.stdout, done.stderr)
    assert "Traceback" not in done.stderr
    (sentence,) = [line for line in done.stderr.splitlines() if line.startswith("CommandError: ")]
    return sentence.removeprefix("CommandError: ")


def rewritten(
    source: Path, target: Path, change: Callable[[str, bytes], bytes | None], *, told: bool = False
) -> Path:
    """Copies an archive and changes its members; `told` makes the manifest agree with them."""
    with tarfile.open(source) as old, tarfile.open(target, "w") as new:
        contents: dict[str, bytes] = {}
        for entry in old:
            content = b"" if entry.isdir() else old.extractfile(entry).read()  # type: ignore[union-attr]
            if entry.name == "manifest.json" and told:
                content = _agreeing(content, contents)
            changed = change(entry.name, content)
            if changed is not None:
                contents[entry.name] = changed
                entry.size = len(changed)
                new.addfile(entry, io.BytesIO(changed))
    return target


def _agreeing(manifest: bytes, contents: dict[str, bytes]) -> bytes:
    data = json.loads(manifest)
    for member in data["members"]:
        if member["sha256"]:
            content = contents[member["name"]]
            member["size"] = len(content)
            member["sha256"] = hashlib.sha256(content).hexdigest()
    return json.dumps(data).encode()


def restored_well(first: Deployment, second: Deployment) -> None:
    """Everything is there as it was, and nothing beside it."""
    files = second.home / "files"
    modes = {
        path.relative_to(files).as_posix(): path.stat().st_mode & 0o777
        for path in (files, *files.rglob("*"))
    }
    assert modes == {".": 0o700, "letters": 0o700, "letters/one.txt": 0o640, "empty": 0o700}
    assert (files / "letters" / "one.txt").read_bytes() == LETTER
    assert (second.home / "country").read_text() == "KEN"
    assert not (second.home / ".restoring").exists()
    heads = "SELECT id, place, digest FROM foundation_chainhead ORDER BY id"
    assert second.query(heads) == first.query(heads) != []
    assert second.query("SELECT has_table_privilege('homelands_app', 'register_person', 'SELECT')")


def test_an_archive_is_closed_to_others_and_says_what_it_holds(
    first: Deployment, archive: Path
) -> None:
    assert archive.stat().st_mode & 0o777 == 0o600
    with tarfile.open(archive) as held:
        content = {
            entry.name: held.extractfile(entry).read()  # type: ignore[union-attr]
            for entry in held
            if entry.isreg()
        }
        names = held.getnames()
    manifest = json.loads(content.pop("manifest.json"))
    told = {member["name"]: member for member in manifest["members"]}
    assert set(content) == {"database.dump", "country", "files/letters/one.txt"}
    assert set(names) == {*told, "manifest.json"}
    for name, text in content.items():
        assert told[name]["size"] == len(text)
        assert told[name]["sha256"] == hashlib.sha256(text).hexdigest()
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", manifest["made_at"])
    secrets = json.loads((first.home / "secrets.json").read_text())
    whole = archive.read_bytes()
    for secret in (secrets["session"], secrets["blind"], *secrets["keys"].values()):
        assert secret.encode() not in whole
    assert {path.name for path in archive.parent.iterdir()} == {"first", "backup.tar"}


def test_everything_comes_back_as_it_was_from_another_file_system(
    first: Deployment, second: Deployment, archive: Path
) -> None:
    elsewhere = "/dev/shm" if Path("/dev/shm").is_dir() else str(second.home.parent)
    (second.home / "files").mkdir()  # an empty one is no hindrance
    (second.home / "migrated.done").write_text("of the tables that were here before")
    done = second.homelands("restore", str(archive), TMPDIR=elsewhere)
    assert done.returncode == 0, done.stderr
    restored_well(first, second)
    assert not (second.home / "migrated.done").exists()
    assert second.homelands("verify-history").returncode == 0
    assert refused(second.homelands("restore", str(archive))) == (
        "The database is not empty. Restore into a new one: another HOMELANDS_HOME, or another "
        "DATABASE_URL and DATABASE_OWNER_URL."
    )


def _cut(name: str, content: bytes) -> bytes | None:
    return content[: len(content) // 2] if name == "database.dump" else content


def _another_letter(name: str, content: bytes) -> bytes | None:
    return content.replace(b"letter", b"LETTER") if name.endswith("one.txt") else content


def _without_a_letter(name: str, content: bytes) -> bytes | None:
    return None if name.endswith("one.txt") else content


def _without_manifest(name: str, content: bytes) -> bytes | None:
    return None if name == "manifest.json" else content


@pytest.mark.parametrize(
    ("change", "told", "what"),
    [
        (_cut, False, "database.dump was changed: its digest is another"),
        (_cut, True, "the dump of the database cannot be read"),
        (_another_letter, False, "files/letters/one.txt was changed: its digest is another"),
        (_without_a_letter, False, "files/letters/one.txt is missing in it"),
        (_without_manifest, False, "its manifest is missing"),
    ],
)
def test_a_damaged_archive_is_refused_before_anything_is_touched(
    second: Deployment,
    archive: Path,
    change: Callable[[str, bytes], bytes | None],
    told: bool,
    what: str,
) -> None:
    damaged = rewritten(archive, second.home.parent / "damaged.tar", change, told=told)
    sentence = second.refusal(damaged)
    assert sentence.startswith(f"{damaged} is not a backup that can be restored: ")
    assert what in sentence
    assert second.is_untouched()


@pytest.mark.parametrize("share", [0.3, 0.99])
def test_an_archive_that_was_cut_off_is_refused(
    second: Deployment, archive: Path, share: float
) -> None:
    whole = archive.read_bytes()
    end = whole.rindex(b"manifest.json")
    cut = second.home.parent / "cut.tar"
    cut.write_bytes(whole[: int(end * share)])
    assert "is not a backup that can be restored" in second.refusal(cut)
    assert second.is_untouched()


def test_a_member_that_leads_elsewhere_is_refused(second: Deployment, archive: Path) -> None:
    hostile = second.home.parent / "hostile.tar"
    shutil.copy(archive, hostile)
    with tarfile.open(hostile, "a") as held:
        held.addfile(tarfile.TarInfo("files/../../outside"), io.BytesIO())
    assert "files/../../outside has no place in it" in second.refusal(hostile)


def test_other_secrets_are_refused_in_words(second: Deployment, archive: Path) -> None:
    (second.home / "secrets.json").unlink()  # the command makes new ones
    sentence = refused(second.homelands("restore", str(archive)))
    assert sentence.startswith("This deployment has other secrets than the one that was backed up")
    assert f"secrets.json that was kept apart into {second.home}" in sentence
    assert second.is_untouched()


def test_another_key_for_looking_up_is_another_secret(
    second: Deployment, archive: Path, settings: Any
) -> None:
    settings.HOMELANDS_BLIND_KEY = bytes(32)
    assert "other secrets" in second.refusal(archive)


def test_a_lost_older_key_is_another_secret(
    second: Deployment, archive: Path, settings: Any
) -> None:
    settings.HOMELANDS_KEYS = keyring({"2": bytes(32)})
    assert "other secrets" in second.refusal(archive)


def test_a_key_more_is_no_hindrance(
    first: Deployment, second: Deployment, archive: Path, settings: Any
) -> None:
    settings.HOMELANDS_KEYS = keyring({**settings.HOMELANDS_KEYS.every(), "2": bytes(32)})
    second.restore(archive)
    restored_well(first, second)


def test_files_that_are_there_are_not_overwritten(second: Deployment, archive: Path) -> None:
    (second.home / "files").mkdir()
    (second.home / "files" / "mine.txt").write_text("mine")
    assert second.refusal(archive) == (
        f"{second.home / 'files'} is not empty. Move what is in it elsewhere, then restore again."
    )
    assert (second.home / "files" / "mine.txt").read_text() == "mine"
    assert second.query("SELECT 1 FROM pg_tables WHERE schemaname = 'public'") == []


def test_what_the_database_refuses_leaves_nothing(second: Deployment, archive: Path) -> None:
    def older(name: str, content: bytes) -> bytes:
        return content.replace(b"homelands_app", b"homelands_ap_") if "dump" in name else content

    changed = rewritten(archive, second.home.parent / "refused.tar", older, told=True)
    sentence = second.refusal(changed)
    assert sentence.startswith("The database refused the backup, and nothing of it stays: ")
    assert 'role "homelands_ap_" does not exist' in sentence
    assert second.is_untouched()


@pytest.mark.parametrize("after", [0.0, 0.5, 1.0])
def test_after_kill_in_the_middle_a_second_try_works(
    first: Deployment, second: Deployment, archive: Path, after: float
) -> None:
    command = [sys.executable, "-m", "homelands", "restore", str(archive)]
    process = subprocess.Popen(
        command, env=second.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    until = time.monotonic() + 60
    while not (second.home / ".restoring").exists() and process.poll() is None:
        assert time.monotonic() < until
        time.sleep(0.005)
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.wait()
    if (second.home / ".restoring").exists():
        done = second.homelands("restore", str(archive))
        assert done.returncode == 0, done.stderr
    restored_well(first, second)


@pytest.mark.parametrize("are_files_moved", [False, True])
def test_after_kill_behind_the_database_the_second_try_finishes(
    first: Deployment, second: Deployment, archive: Path, are_files_moved: bool
) -> None:
    """Made by hand, for the moment is short: the tables are there, the rest is unfinished."""
    second.restore(archive)
    unfinished = second.home / ".restoring"
    unfinished.mkdir(mode=0o700)
    with tarfile.open(archive) as held:
        manifest = held.extractfile("manifest.json").read()  # type: ignore[union-attr]
    (unfinished / "manifest.sha256").write_text(hashlib.sha256(manifest).hexdigest())
    if not are_files_moved:
        (second.home / "files").rename(unfinished / "files")
        (second.home / "country").rename(unfinished / "country")
    second.restore(archive)
    restored_well(first, second)


def test_what_others_wrote_after_a_kill_is_not_taken_for_the_backup(
    second: Deployment, archive: Path
) -> None:
    (second.home / ".restoring").mkdir()
    (second.home / ".restoring" / "manifest.sha256").write_text("of something else")
    with psycopg.connect(second.environment["DATABASE_OWNER_URL"]) as connection:
        connection.execute("CREATE TABLE mine (id int)")
    assert "holds something else than this backup" in second.refusal(archive)


def test_no_restore_while_the_deployment_runs(second: Deployment, archive: Path) -> None:
    with (second.home / "running.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert refused(second.homelands("restore", str(archive))) == (
            f"`homelands run` uses the data in {second.home}. Stop it first."
        )


def test_a_backup_that_fails_leaves_the_one_before(first: Deployment, tmp_path: Path) -> None:
    target = tmp_path / "backup.tar"
    target.write_text("the one before")
    link = first.home / "files" / "link"
    link.symlink_to("/etc/hostname")
    try:
        assert first.backup_refusal(target) == (
            f"{link} is a link. Put the file itself in its place."
        )
    finally:
        link.unlink()
    assert [path.name for path in tmp_path.iterdir()] == ["backup.tar"]
    assert target.read_text() == "the one before"


def test_a_backup_goes_on_after_one_that_was_killed(first: Deployment, tmp_path: Path) -> None:
    target = tmp_path / "backup.tar"
    draft = tmp_path / ".backup.tar.draft"
    draft.write_text("what a killed one left, longer than nothing")
    draft.chmod(0o644)
    assert first.homelands("backup", str(target)).returncode == 0
    assert target.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["backup.tar"]


@pytest.mark.parametrize("target", ["missing/backup.tar", "folder"])
def test_a_place_that_cannot_be_written_is_one_sentence(
    first: Deployment, tmp_path: Path, target: str
) -> None:
    (tmp_path / "folder").mkdir()
    assert "Mend that, then run the command again." in first.backup_refusal(tmp_path / target)
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_the_owners_password_is_in_no_command_and_no_message(
    first: Deployment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stand-in for pg_dump writes down how it was called, and complains with what it knows."""
    spy = tmp_path / "pg_dump"
    spy.write_text(
        "#!/bin/sh\n"
        f'echo "$0 $@" > {tmp_path}/called; echo "$PGPASSWORD" > {tmp_path}/word\n'
        'echo "pg_dump: error: no entry for $PGPASSWORD" >&2; exit 1\n'
    )
    spy.chmod(0o755)
    monkeypatch.setattr(postgres, "tool", lambda name: str(spy))
    address = first.environment["DATABASE_OWNER_URL"]
    with_password = address.replace("homelands_owner@", "homelands_owner:hush%2Fhush@")
    assert with_password != address
    first.environment = {**first.environment, "DATABASE_OWNER_URL": with_password}
    try:
        said = first.backup_refusal(tmp_path / "backup.tar")
    finally:
        first.environment["DATABASE_OWNER_URL"] = address
    assert said == "The database could not be read: pg_dump: error: no entry for …"
    assert (tmp_path / "word").read_text().strip() == "hush/hush"
    assert "hush" not in (tmp_path / "called").read_text()


@pytest.mark.parametrize("address", ["", "postgresql:///nothing_here?host=/nowhere"])
def test_a_database_out_of_reach_is_one_sentence(
    first: Deployment, tmp_path: Path, address: str
) -> None:
    done = first.homelands("backup", str(tmp_path / "b.tar"), DATABASE_OWNER_URL=address)
    assert "database" in refused(done).lower()
    assert list(tmp_path.iterdir()) == []
