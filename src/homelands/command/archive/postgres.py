"""Runs PostgreSQL's own programs on the database; no password is in their command or their words.

What is restored comes through a pipe: when this process is killed the pipe ends, and the database
undoes the unfinished transaction.
"""

import os
import subprocess
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from homelands.command.archive.errors import Unusable
from homelands.command.runtime.database import APP, OWNER, REPORT, tool
from homelands.foundation.queries import history
from homelands.foundation.queries.history import Head

_HOLDS_SOMETHING = """
    SELECT EXISTS (
        SELECT FROM (
            SELECT oid, relnamespace AS schema, 'pg_class'::regclass AS kind FROM pg_class
            UNION ALL SELECT oid, pronamespace, 'pg_proc'::regclass FROM pg_proc
        ) AS held JOIN pg_namespace n ON n.oid = held.schema
        WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
          AND NOT EXISTS (SELECT FROM pg_depend d
                          WHERE d.objid = held.oid AND d.classid = held.kind AND d.deptype = 'e')
    )
"""

_NAME = "homelands restore"
_IS_BEING_RESTORED = f"""
    SELECT EXISTS (SELECT FROM pg_stat_activity
                   WHERE datname = current_database() AND application_name = '{_NAME}')
"""  # noqa: S608 (a fixed name)
_PATIENCE = 60  # seconds


class Database:
    """The database of a deployment, reached as its owner."""

    def __init__(self, address: str):
        try:
            parts = conninfo_to_dict(address)
        except psycopg.ProgrammingError:
            raise Unusable("DATABASE_OWNER_URL is no address of a database: mend it.") from None
        if not address:
            raise Unusable("DATABASE_OWNER_URL is not set: give it beside DATABASE_URL.")
        self._password = str(parts.pop("password", "") or "")
        self._address = make_conninfo("", **parts)
        self._full = address

    @contextmanager
    def snapshot(self) -> Iterator[tuple[str, list[Head]]]:
        """Yields the name of a snapshot of the database, and the heads of its history in it."""
        with self._connected() as connection:
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            (is_made,) = _row(connection, "SELECT to_regclass('foundation_chainhead') IS NOT NULL")
            if not is_made:
                raise Unusable("The database has no tables yet: there is nothing to back up.")
            (name,) = _row(connection, "SELECT pg_export_snapshot()")
            yield str(name), _heads(connection)

    def dump(self, snapshot: str, to: BinaryIO) -> None:
        """Writes the database as it is in a snapshot."""
        options = ["--format=custom", f"--snapshot={snapshot}", f"--dbname={self._address}"]
        done = subprocess.run(
            [tool("pg_dump"), *options],
            stdout=to,
            stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            env=self._environment(),
        )
        if done.returncode:
            raise Unusable(f"The database could not be read: {self._said(done.stderr)}")

    def restore(self, dump: Iterable[bytes]) -> None:
        """Makes everything that a dump holds, in one transaction: all of it or nothing."""
        options = ["--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error"]
        said = self._fed([*options, f"--dbname={self._address}"], dump)
        if said is not None:
            raise Unusable(f"The database refused the backup, and nothing of it stays: {said}")

    def check(self, dump: Iterable[bytes]) -> None:
        """Reads a whole dump without making anything of it."""
        said = self._fed(["--file=/dev/null"], dump)
        if said is not None:
            raise Unusable(f"the dump of the database cannot be read ({said})")

    def wait_for_restores(self) -> None:
        """Waits until no pg_restore works on the database: one may outlive a restore that was
        killed, and end what it has begun.
        """
        until = time.monotonic() + _PATIENCE
        with self._connected() as connection:
            connection.autocommit = True
            while _row(connection, _IS_BEING_RESTORED)[0]:
                if time.monotonic() > until:
                    raise Unusable("Another restore into this database is under way. Wait for it.")
                time.sleep(0.2)

    def holds_something(self) -> bool:
        """Says whether there is a table, a view or a function of anybody's in the database."""
        with self._connected() as connection:
            return bool(_row(connection, _HOLDS_SOMETHING)[0])

    def heads(self) -> list[Head]:
        """Returns the heads of the history; none where there are no tables."""
        with self._connected() as connection:
            (is_made,) = _row(connection, "SELECT to_regclass('foundation_chainhead') IS NOT NULL")
            return _heads(connection) if is_made else []

    def missing_roles(self) -> list[str]:
        """Returns the roles of the program that the server does not know."""
        with self._connected() as connection:
            rows = connection.execute("SELECT rolname FROM pg_roles").fetchall()
        return sorted({OWNER, APP, REPORT} - {name for (name,) in rows})

    @contextmanager
    def _connected(self) -> Iterator[psycopg.Connection]:
        try:
            with psycopg.connect(self._full) as connection:
                yield connection
        except psycopg.Error as error:
            said = self._said(str(error).encode())
            raise Unusable(f"The database does not do what was asked of it: {said}") from None

    def _fed(self, options: list[str], dump: Iterable[bytes]) -> str | None:
        """Runs pg_restore on a dump; returns what it complained of, or None."""
        with subprocess.Popen(
            [tool("pg_restore"), *options],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env={**self._environment(), "PGAPPNAME": _NAME},
        ) as program:
            assert program.stdin is not None
            assert program.stderr is not None
            try:
                with suppress(BrokenPipeError), program.stdin as pipe:
                    for piece in dump:
                        pipe.write(piece)
            except BaseException:
                program.kill()
                raise
            said = program.stderr.read()
        return self._said(said) if program.returncode else None

    def _environment(self) -> dict[str, str]:
        held = {"PGPASSWORD": self._password} if self._password else {}
        return {**os.environ, "LC_MESSAGES": "C", **held}

    def _said(self, output: bytes) -> str:
        """Returns the first complaint of a program, on one line and without the password."""
        lines = [line.strip() for line in output.decode(errors="replace").splitlines()]
        said = next((line for line in lines if "error:" in line.lower()), " ".join(lines[:1]))
        if self._password:
            said = said.replace(self._password, "…")
        return said or "it gave no reason"


def _heads(connection: psycopg.Connection) -> list[Head]:
    return [Head(*row) for row in connection.execute(history.HEADS).fetchall()]


def _row(connection: psycopg.Connection, query: str) -> tuple[object, ...]:
    found = connection.execute(query).fetchone()  # type: ignore[arg-type]
    assert found is not None
    return found
