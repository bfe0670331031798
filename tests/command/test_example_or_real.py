"""The example country and real people are never in one deployment."""

import subprocess
import sys

import psycopg
import pytest

from homelands.command.runtime.example import HOLDS_EXAMPLE, HOLDS_PEOPLE, why_not
from tests.database import apart

_ACCOUNT = (
    "INSERT INTO foundation_user (id, password, login, email, name, language, is_active,"
    " is_example, joined_at, session_round)"
    " VALUES (gen_random_uuid(), '', 'a', '', '', '', true, %s, now(), 0)"
)
_PERSON = (
    "INSERT INTO register_person (id, salt, name, email, destination, language, registered_at)"
    " VALUES (gen_random_uuid(), '', '', '', 'GBR', 'en', now())"
)


def database(*statements: tuple[str, list[bool]]) -> dict[str, str]:
    surroundings = apart("example_or_real")
    with psycopg.connect(surroundings["DATABASE_OWNER_URL"], autocommit=True) as connection:
        for statement, values in statements:
            connection.execute(statement, values)
    return surroundings


def test_an_empty_deployment_may_become_either() -> None:
    owner = database()["DATABASE_OWNER_URL"]
    assert (why_not(owner, wanted=True), why_not(owner, wanted=False)) == ("", "")


def test_real_people_get_no_example_among_them() -> None:
    owner = database((_ACCOUNT, [False]), (_PERSON, []))["DATABASE_OWNER_URL"]
    assert (why_not(owner, wanted=True), why_not(owner, wanted=False)) == (HOLDS_PEOPLE, "")


def test_an_example_is_started_as_nothing_else() -> None:
    owner = database((_ACCOUNT, [True]), (_PERSON, []))["DATABASE_OWNER_URL"]
    assert (why_not(owner, wanted=True), why_not(owner, wanted=False)) == ("", HOLDS_EXAMPLE)


@pytest.mark.parametrize(
    ("example", "words", "why"), [(True, (), HOLDS_EXAMPLE), (False, ("--example",), HOLDS_PEOPLE)]
)
def test_run_refuses_in_one_sentence(example: bool, words: tuple[str, ...], why: str) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "homelands", "run", "--port", "0", *words],
        env=database((_ACCOUNT, [example]), (_PERSON, [])),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr == f"homelands: {why}\n"
