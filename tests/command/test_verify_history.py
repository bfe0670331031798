"""`homelands verify-history` against heads that were kept elsewhere finds what hides its traces."""

import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.core.management import CommandError, call_command

from tests import database

TABLE = "foundation_auditevent"


class History:
    """A database of these tests alone, with twenty rows of history and their heads kept."""

    def __init__(self, folder: Path) -> None:
        self.environment = database.apart("verified", HOMELANDS_HOME=str(folder))
        self.heads = folder / "heads"
        with self.owner() as owner:
            for number in range(20):
                owner.execute(
                    "SELECT homelands_audit(%s, 'system', NULL, 't', '', '', NULL, '')",
                    [f"tests.{number}"],
                )
        self.lane, self.length = self.ask(
            f"SELECT lane, place FROM foundation_chainhead WHERE of_table = '{TABLE}' "
            "ORDER BY place DESC LIMIT 1"
        )

    def owner(self) -> psycopg.Connection:
        return psycopg.connect(self.environment["DATABASE_OWNER_URL"])

    def ask(self, query: str) -> tuple[int, int]:
        with self.owner() as owner:
            return owner.execute(query).fetchone()  # type: ignore[return-value]

    def tamper(self, *statements: str) -> None:
        """Does as an owner may who wants to leave no trace."""
        with self.owner() as owner:
            owner.execute(f"ALTER TABLE {TABLE} DISABLE TRIGGER USER")
            for statement in statements:
                owner.execute(statement.format(t=TABLE, lane=self.lane, length=self.length))

    def verify(self, *options: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "homelands", "verify-history", *options],
            env=self.environment,
            capture_output=True,
            text=True,
        )


@pytest.fixture
def kept(tmp_path: Path) -> History:
    history = History(tmp_path)
    done = history.verify("--heads", str(history.heads))
    assert done.returncode == 0, done.stderr
    return history


def test_history_that_went_on_is_whole(kept: History) -> None:
    with kept.owner() as owner:
        owner.execute("SELECT homelands_audit('more', 'system', NULL, 't', '', '', NULL, '')")
    done = kept.verify("--against", str(kept.heads))
    assert done.returncode == 0, done.stderr
    rows = len(kept.heads.read_text().splitlines())
    assert f"{rows} heads of {kept.heads}: history goes on from them." in done.stdout
    assert f"{TABLE}:{kept.lane} {kept.length} " in kept.heads.read_text()


_SET_BACK = """
    UPDATE foundation_chainhead h SET place = {length} - 5, digest = t.chain_digest FROM {t} t
    WHERE h.id = '{t}:{lane}' AND t.chain_lane = {lane} AND t.chain_place = {length} - 5
"""
_REWRITE = """
    DO $$ DECLARE r record; before bytea := sha256('{t}'::bytea); BEGIN
        SET LOCAL TimeZone = 'UTC';
        UPDATE {t} SET why = 'another' WHERE chain_lane = {lane} AND chain_place = {length} - 3;
        FOR r IN SELECT * FROM {t} WHERE chain_lane = {lane} ORDER BY chain_place LOOP
            UPDATE {t} SET chain_previous = before WHERE id = r.id;
            UPDATE {t} x SET chain_digest = homelands_digest(before, to_jsonb(x)) WHERE id = r.id
                RETURNING chain_digest INTO before;
        END LOOP;
        UPDATE foundation_chainhead SET digest = before WHERE id = '{t}:{lane}';
    END $$
"""


@pytest.mark.parametrize(
    ("statements", "what"),
    [
        (
            [
                "DELETE FROM {t} WHERE chain_lane = {lane}",
                "DELETE FROM foundation_chainhead WHERE id = '{t}:{lane}'",
            ],
            "the lane is gone: it had {length} rows",
        ),
        (
            [
                "DELETE FROM {t} WHERE chain_lane = {lane} AND chain_place > {length} - 5",
                _SET_BACK,
            ],
            "rows are missing at the end: there were {length}, and the last is {cut}",
        ),
        ([_REWRITE], "the chain up to here is another than it was"),
    ],
)
def test_what_the_walk_cannot_see_is_found_and_located(
    kept: History, statements: list[str], what: str
) -> None:
    kept.tamper(*statements)
    assert kept.verify().returncode == 0
    done = kept.verify("--against", str(kept.heads))
    assert done.returncode == 1
    place = f"{TABLE}, lane {kept.lane}, place {kept.length}: "
    told = what.format(length=kept.length, cut=kept.length - 5)
    assert place + told in done.stderr.splitlines()
    assert "CommandError: 1 places where history was changed." in done.stderr


def test_a_table_that_is_gone_with_its_heads_is_found(kept: History) -> None:
    kept.tamper("DELETE FROM foundation_chainhead WHERE of_table = '{t}'", "DROP TABLE {t} CASCADE")
    done = kept.verify()
    assert done.returncode == 1
    assert f"{TABLE}, lane 0, place 0: the table is missing" in done.stderr.splitlines()
    against = kept.verify("--against", str(kept.heads))
    assert against.returncode == 1
    assert "Traceback" not in against.stderr


@pytest.mark.parametrize("text", ["", "not heads", "table place digest", "table:x 1 ab"])
def test_what_holds_no_heads_is_refused(tmp_path: Path, text: str) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_text(text)
    with pytest.raises(CommandError, match=r"wrong holds no heads: give a file") as refused:
        call_command("verify-history", against=wrong)
    assert refused.value.returncode == 2
    wrong.unlink()
    with pytest.raises(CommandError, match=r"wrong: No such file or directory. Give the file"):
        call_command("verify-history", against=wrong)
