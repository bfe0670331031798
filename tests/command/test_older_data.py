"""Data of a version from before the first release are refused in one sentence, and not touched."""

import subprocess
import sys

import psycopg
import pytest

from homelands.command.runtime.database import TOO_OLD, is_too_old
from tests.database import apart


@pytest.fixture
def older() -> dict[str, str]:
    """A database in which a table of the earlier tree was made."""
    surroundings = apart("older")
    with psycopg.connect(surroundings["DATABASE_OWNER_URL"], autocommit=True) as connection:
        connection.execute(
            "INSERT INTO django_migrations (app, name, applied)"
            " VALUES ('surveys', '0001_initial', now())"
        )
    return surroundings


def test_a_database_of_today_is_not_too_old() -> None:
    assert not is_too_old(apart("today")["DATABASE_OWNER_URL"])


@pytest.mark.parametrize("command", [("run", "--port", "0"), ("migrate",)])
def test_older_data_are_refused(older: dict[str, str], command: tuple[str, ...]) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "homelands", *command],
        env=older,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert TOO_OLD in done.stderr
    assert done.stderr.count("\n") == 1
