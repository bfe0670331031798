"""Data of a version from before the first release are refused in one sentence, and not touched."""

import subprocess
import sys

import psycopg
import pytest

from homelands.command.runtime.database import TOO_OLD, is_too_old
from tests.database import apart


def homelands(surroundings: dict[str, str], *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "homelands", *command],
        env=surroundings,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


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


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (
            "ALTER TABLE needs_need DROP COLUMN title CASCADE",
            "they lack needs_need.title",
        ),
        (
            "DELETE FROM django_migrations WHERE app = 'needs' AND name = '0001_initial'",
            "is applied before its dependency needs.0001_initial",
        ),
        (
            "DELETE FROM django_migrations WHERE app = 'payments'",
            'relation "payments_',
        ),
    ],
    ids=["made otherwise", "made in another order", "made under another name"],
)
def test_tables_of_another_state_of_the_tree_are_told(change: str, what: str) -> None:
    """Line of a walk: it ended in a traceback, or started and failed page by page."""
    surroundings = apart("other_tables")
    with psycopg.connect(surroundings["DATABASE_OWNER_URL"], autocommit=True) as connection:
        connection.execute(change)
    done = homelands(surroundings, "migrate")
    assert done.returncode == 2
    assert "the tables of these data are not those that this version makes" in done.stderr
    assert what in done.stderr
    assert "Traceback" not in done.stderr


def test_a_database_of_today_is_not_too_old() -> None:
    assert not is_too_old(apart("today")["DATABASE_OWNER_URL"])


@pytest.mark.parametrize("command", [("run", "--port", "0"), ("migrate",)])
def test_older_data_are_refused(older: dict[str, str], command: tuple[str, ...]) -> None:
    done = homelands(older, *command)
    assert done.returncode == 2
    assert TOO_OLD in done.stderr
    assert done.stderr.count("\n") == 1
