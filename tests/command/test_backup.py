"""A backup is restored into an empty deployment, and everything in it can be read there."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

CODE = """
from datetime import UTC, datetime
from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor
from homelands.people.register.actions import persons
from homelands.people.register.models import Person
import sys
if sys.argv[1] == "write":
    form = persons.Registration("Ama Mensah", "ama@example.org", "GBR", "en")
    persons.register(form, at=datetime.now(UTC), by=Actor.public())
with acting(Actor.system("tests")):
    print([person.name for person in Person.objects.all()])
"""


@pytest.fixture
def homes() -> Iterator[tuple[Path, Path]]:
    """Two data folders, each with an embedded database of its own."""
    folder = Path(tempfile.mkdtemp(prefix="homelands-backup-"))
    folder.chmod(0o755)
    yield folder / "first", folder / "second"
    shutil.rmtree(folder, ignore_errors=True)


def homelands(home: Path, *command: str) -> subprocess.CompletedProcess[str]:
    drop = ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_REPORT_URL")
    environment = {name: value for name, value in os.environ.items() if name not in drop}
    environment["HOMELANDS_HOME"] = str(home)
    return subprocess.run(
        [sys.executable, "-m", "homelands", *command],
        env=environment,
        capture_output=True,
        text=True,
    )


def python(home: Path, verb: str) -> str:
    words = f"import sys; sys.argv = ['x', '{verb}']\n"
    done = homelands(home, "shell", "--verbosity", "0", "--command", words + CODE)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_what_was_written_is_read_after_a_restore(homes: tuple[Path, Path]) -> None:
    first, second = homes
    assert homelands(first, "migrate", "--verbosity", "0").returncode == 0
    assert python(first, "write") == "['Ama Mensah']"
    archive = first.parent / "backup.tar"
    assert homelands(first, "backup", str(archive)).returncode == 0

    second.mkdir()
    shutil.copy(first / "secrets.json", second)
    restored = homelands(second, "restore", str(archive))
    assert restored.returncode == 0, restored.stderr
    assert python(second, "read") == "['Ama Mensah']"
    verified = homelands(second, "verify-history")
    assert verified.returncode == 0, verified.stderr
    assert "history is whole" in verified.stdout

    again = homelands(second, "restore", str(archive))
    assert again.returncode == 2
    assert "The database is not empty" in again.stderr


def test_what_is_no_backup_is_refused_in_one_line(homes: tuple[Path, Path]) -> None:
    first, _second = homes
    first.mkdir()
    wrong = first / "wrong.tar"
    wrong.write_text("no archive")
    refused = homelands(first, "restore", str(wrong))
    assert refused.returncode == 2
    assert "is not a backup" in refused.stderr
    assert "Traceback" not in refused.stderr
