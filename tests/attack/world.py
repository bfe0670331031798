"""The world of the matrix: a database of its own in which each kind of row stands three times.

Which rows belong to which scope is found by looking at what is new in every table after planting,
so that no table is listed here: one that nothing was planted in is named by `missing`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, LiteralString

import psycopg
from django.db import connection
from psycopg.sql import SQL, Identifier

from homelands.foundation.models import User
from tests import database, make
from tests.attack.planting import Place, Planted, plant

#: Whose a row is: the acting person's, somebody's in the same country, programme and
#: organisation, or somebody's elsewhere. Occupations tell the three people apart.
SCOPES = {"mine": "2211", "country": "2212", "another": "2262"}

#: The rows of each table as JSON, by their keys.
Rows = dict[str, dict[str, dict[str, Any]]]

_TABLES: LiteralString = """
    SELECT relname, relrowsecurity, relforcerowsecurity,
        (SELECT attname FROM pg_index JOIN pg_attribute ON attrelid = indrelid
            WHERE indrelid = c.oid AND indisprimary AND attnum = ANY (indkey) LIMIT 1)
    FROM pg_class c
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1
"""


@dataclass(frozen=True)
class Table:
    """A table, whether row security is on and its owner bound by it too, and its primary key."""

    name: str
    guarded: bool
    secured: bool
    key: str


@dataclass(frozen=True)
class World:
    """Where the acting officer's grants hold, whose account acts, and what was planted."""

    report: str
    here: Place
    officer: User
    planted: dict[str, Planted]
    rows: dict[str, Rows]
    tables: list[Table]

    def missing(self) -> list[str]:
        """Returns the secured tables of which a scope has no row."""
        return [
            f"{table.name} ({scope})"
            for table in self.tables
            for scope in SCOPES
            if table.secured and not self.rows[scope][table.name]
        ]


@contextmanager
def world() -> Iterator[World]:
    """Makes the world, and connects this process to it while the block runs."""
    addresses = database.apart("matrix")
    owner = addresses["DATABASE_OWNER_URL"]
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = owner.rpartition("/")[2].partition("?")[0]
    try:
        with psycopg.connect(owner, autocommit=True) as reader:
            yield _made(reader, addresses["DATABASE_REPORT_URL"])
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def _made(owner: psycopg.Connection, report: str) -> World:
    tables = [Table(*row) for row in owner.execute(_TABLES)]
    with make.as_(make.SYSTEM):
        here, there = Place("GBR"), Place("ITA")
        officer, colleague, stranger = (make.account(f"{who}@example.org") for who in "abc")
    known, planted, rows = _rows(owner, tables), {}, {}
    whose = ((here, officer), (here, colleague), (there, stranger))
    for (scope, occupation), (place, by) in zip(SCOPES.items(), whose, strict=True):
        with make.as_(make.SYSTEM):
            planted[scope] = plant(place, by, occupation)
        now = _rows(owner, tables)
        rows[scope] = {
            # What tries a form out is nobody's: test_trials.py looks at who sees it.
            name: {
                key: row
                for key, row in now[name].items()
                if key not in known[name] and not row.get("is_trial")
            }
            for name in now
        }
        known = now
    return World(report, here, officer, planted, rows, tables)


def _rows(owner: psycopg.Connection, tables: list[Table]) -> Rows:
    select = SQL("SELECT {}::text, to_jsonb(t) FROM {} t")
    return {
        table.name: dict(
            owner.execute(select.format(Identifier(table.key), Identifier(table.name))).fetchall()
        )
        for table in tables
    }
