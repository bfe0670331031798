"""The database of the tests: an embedded server in a temporary folder, one copy a worker.

pytest loads this file as a plugin (`-p tests.database`), before Django reads its settings.
Tests connect as the app's role, under forced row-level security, exactly as the program does.
"""

import atexit
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg

TEMPLATE = "homelands_template"
ROOT = Path(__file__).parents[1]


def prepare() -> None:
    """Starts the server and makes this process's own database; called before Django starts."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    if "HOMELANDS_TEST_HOME" not in os.environ:
        os.environ["HOMELANDS_TEST_HOME"] = tempfile.mkdtemp(prefix="homelands-test-")
        atexit.register(_remove, Path(os.environ["HOMELANDS_TEST_HOME"]), os.getpid())
    home = Path(os.environ["HOMELANDS_TEST_HOME"])
    home.chmod(0o755)
    (home / "static").mkdir(exist_ok=True)
    os.environ["HOMELANDS_HOME"] = str(home)
    from homelands.command.runtime import database, messages

    addresses = database.start_embedded(home, TEMPLATE)
    messages.compile_all(Path(messages.__file__).parents[2] / "locale")
    if worker == "main":
        database.use(addresses)
        _migrate()
    _copy(addresses.owner, f"homelands_{worker}")
    database.use(
        database.Addresses(
            *(
                address.replace(TEMPLATE, f"homelands_{worker}")
                for address in (addresses.owner, addresses.app, addresses.report)
            )
        )
    )


def _migrate() -> None:
    subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "homelands", "migrate", "--verbosity", "0"],
        check=True,
    )


def _copy(owner: str, name: str, template: str = TEMPLATE) -> None:
    with psycopg.connect(owner.replace(TEMPLATE, "postgres"), autocommit=True) as connection:
        _drop(connection, name)
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        connection.execute(f'REVOKE TEMPORARY ON DATABASE "{name}" FROM PUBLIC')


def _drop(connection: psycopg.Connection, name: str, tries: int = 50) -> None:
    """Drops a database with whoever uses it; waits for the server's own cleaning of tables, which
    an owner may not end.
    """
    try:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    except psycopg.errors.InsufficientPrivilege:
        if tries == 0:
            raise
        time.sleep(0.2)
        _drop(connection, name, tries - 1)


def apart(name: str, *, template: str = TEMPLATE, **more: str) -> dict[str, str]:
    """Makes a fresh database; returns the environment of a program that works on it alone.

    `template0` makes it empty, without tables.

    It goes with the server of the tests. Each worker has its own of every name.
    """
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    addresses = {
        key: re.sub(r"/homelands_\w+\?", f"/homelands_{name}_{worker}?", os.environ[key])
        for key in ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_REPORT_URL")
    }
    owner = re.sub(r"/homelands_\w+\?", f"/{TEMPLATE}?", os.environ["DATABASE_OWNER_URL"])
    _copy(owner, f"homelands_{name}_{worker}", template)
    sources = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    return {**os.environ, **addresses, "PYTHONPATH": sources, "HOMELANDS_EXAMPLE": "", **more}


def _remove(home: Path, maker: int) -> None:
    if os.getpid() == maker:
        shutil.rmtree(home, ignore_errors=True)


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "homelands.web.settings")
os.environ["HOMELANDS_EXAMPLE"] = "1"
# The browser's driver keeps an event loop in the thread in which other tests use the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
os.environ["HOMELANDS_KEEP_CONNECTIONS"] = "0"
os.environ["HOMELANDS_EMAIL_BACKEND"] = "django.core.mail.backends.locmem.EmailBackend"
prepare()
