"""Brings a deployment up to date before it starts: tables, translations, static files.

Each step is skipped when nothing has changed since it was last done, so that a second start takes
seconds. What was done is remembered in the data folder, as a digest of what it was made from.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from homelands.command.runtime import messages
from homelands.command.runtime.progress import step
from homelands.web import environment

PACKAGE = Path(__file__).parents[2]


def digest(files: list[Path], *more: str) -> str:
    """Returns a digest of files and further texts."""
    total = hashlib.sha256("|".join(more).encode())
    for file in sorted(files):
        total.update(file.relative_to(PACKAGE).as_posix().encode())
        total.update(file.read_bytes())
    return total.hexdigest()


def prepare() -> None:
    """Migrates, compiles the translations and collects the static files, where needed."""
    close(environment.home() / "mail")
    messages.compile_all(PACKAGE / "locale")
    _once(
        "Preparing the tables",
        "migrated",
        digest(list(PACKAGE.rglob("migrations/*.py")), os.environ["DATABASE_URL"]),
        "migrate",
    )
    _once(
        "Collecting styles and pictures",
        "static",
        digest(
            [
                PACKAGE / "ui" / "fonts.py",
                *(f for f in PACKAGE.rglob("static/**/*") if f.is_file()),
            ]
        ),
        "collectstatic",
        "--no-input",
        "--clear",
    )


def close(folder: Path) -> None:
    """Makes a folder, and shuts it to the other users of the machine: letters hold addresses."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)


def _once(what: str, name: str, now: str, *command: str) -> None:
    mark = environment.home() / f"{name}.done"
    if mark.exists() and mark.read_text() == now:
        return
    with step(what):
        django(*command, "--verbosity", "0")
    mark.write_text(now)


def django(*command: str) -> None:
    """Runs one of the program's own commands in a process of its own."""
    subprocess.run([sys.executable, "-m", "homelands", *command], check=True)
