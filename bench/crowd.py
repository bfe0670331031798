"""Fills a deployment with copies of the people in it: a million in minutes, by SQL alone.

Every row under row security, and every event, is copied with its ties: the key of a copy is made
from the key of its original and the number of the copy, wherever the key stands; each copy is a
day older than the one before. Sealed texts are left empty, for they open only in the row that they
were sealed for; triggers do not run, so that the copied history has no chain. For measurements,
never for a deployment in use.

    python -m bench.crowd 1000000        # of the deployment that DATABASE_OWNER_URL names
"""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import psycopg

_TABLES = """
    SELECT oid::regclass::text FROM pg_class
    WHERE relrowsecurity OR oid = 'events_event'::regclass ORDER BY 1
"""
_COLUMNS = """
    SELECT a.attname, format_type(a.atttypid, NULL), a.attidentity <> '',
           EXISTS (SELECT FROM pg_index i WHERE i.indrelid = a.attrelid AND i.indisunique
                   AND a.attnum = ANY (i.indkey) AND NOT i.indisprimary)
    FROM pg_attribute a
    WHERE a.attrelid = %s::regclass AND a.attnum > 0 AND NOT a.attisdropped
"""
#: Columns that are one of several choices: what is unique in their index is something else.
_CHOICES = ("kind", "code", "debit", "currency", "name")


@dataclass(frozen=True)
class Column:
    """One column of a table, as the catalogue has it."""

    name: str
    type: str
    counted: bool  # the database numbers it
    unique: bool  # it stands in a unique index

    @property
    def copied(self) -> str:
        """The SQL of its value in copy `n`."""
        name = f'"{self.name}"'
        if self.type == "uuid":
            key = f"pg_temp.key({name}, n)"
            # A promise may be about what is not copied, and still is never made twice about it.
            known = f"CASE WHEN {name} IN (TABLE originals) THEN {key} ELSE {name} END"
            return key if self.name == "subject_id" else known
        if self.type == "timestamp with time zone":
            return f"{name} - n * interval '1 day'"
        if self.type == "bytea":
            unique = f"CASE WHEN {name} <> '' THEN sha256({name} || n::text::bytea) ELSE {name} END"
            return unique if self.unique else name if self.name == "salt" else "''::bytea"
        if self.unique and self.name not in _CHOICES:
            return self._numbered(name)
        return name

    def _numbered(self, name: str) -> str:
        if self.type in ("character varying", "text"):
            return f"CASE WHEN {name} <> '' THEN {name} || '+' || n ELSE {name} END"
        return f"{name} + n * 100000" if self.type in ("integer", "bigint") else name


def fill(owner: str, people: int) -> None:
    """Copies everybody until there are about so many people."""
    with psycopg.connect(owner) as connection:
        (there,) = connection.execute("SELECT count(*) FROM register_person").fetchone() or (0,)
    copy(owner, round(people / there) - 1)


def copy(owner: str, copies: int) -> None:
    """Copies every row so many times, and brings the statistics up."""
    # Only the superuser may leave triggers and foreign keys out.
    with psycopg.connect(owner.replace("homelands_owner@", "postgres@")) as connection:
        run = connection.execute
        run("SET session_replication_role = replica; SET jit = off; SET work_mem = '256MB'")
        run(_KEY)
        run("CREATE TEMP TABLE originals (id uuid PRIMARY KEY)")
        tables = {table: list(_columns(connection, table)) for (table,) in run(_TABLES).fetchall()}
        for table, columns in tables.items():
            if any(column.name == "id" and column.type == "uuid" for column in columns):
                run(f"INSERT INTO originals SELECT id FROM {table} ON CONFLICT DO NOTHING")  # noqa: S608
        run("ANALYZE originals")
        for table, columns in tables.items():
            _copy(connection, table, columns, copies)
        connection.commit()
        connection.autocommit = True
        run("SELECT pg_stat_force_next_flush()")  # else it counts them as new and analyses again
        run(f"VACUUM ANALYZE {', '.join(tables)}")


_KEY = """
    CREATE FUNCTION pg_temp.key(id uuid, n int) RETURNS uuid LANGUAGE sql IMMUTABLE AS
        $$ SELECT md5(id::text || n)::uuid $$
"""


def _columns(connection: psycopg.Connection, table: str) -> Iterator[Column]:
    for row in connection.execute(_COLUMNS, [table]).fetchall():
        yield Column(*row)


def _copy(connection: psycopg.Connection, table: str, columns: list[Column], copies: int) -> None:
    kept = [column for column in columns if not column.counted]
    names = ", ".join(f'"{column.name}"' for column in kept)
    values = ", ".join(column.copied for column in kept)
    connection.execute(
        f"INSERT INTO {table} ({names}) SELECT {values}"  # noqa: S608 (names of the catalogue)
        f" FROM (TABLE {table}) AS original, generate_series(1, {copies}) AS n"
    )


if __name__ == "__main__":
    fill(os.environ["DATABASE_OWNER_URL"], int(sys.argv[1]))
