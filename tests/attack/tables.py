"""Tries every right of every kind of actor on every row that row security guards."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

import psycopg
from django.db import connection
from psycopg.sql import SQL, Composed, Identifier
from psycopg.types.json import Jsonb

from homelands.foundation.actors import Actor, Reach
from homelands.foundation.roles import Role
from homelands.outreach.events.rules import codes
from tests import make
from tests.attack.world import SCOPES, Table, World

#: What the database says when row security, a privilege or a rule of the table refuses.
_FORBIDDEN, _RULE, _INTEGRITY = "42501", "P0001", "23"

#: In what a copy differs that a rule would refuse beside the row itself, before row security.
_OTHERWISE = {"payments_payment": {"kind": "insurance"}}

#: So many rows of one scope are tried to be added.
_MOST = 8


def actors(world: World) -> dict[str, Actor]:
    """Returns who tries: the public, holders of codes, a member, and one account in every role.

    A star stands for a grant without limits.
    """
    mine = world.planted["mine"]
    officer = Actor("user", world.officer.pk)
    roles = [role for role in Role if role != Role.MEMBER]
    return {
        "visitor": Actor.public(),
        "respondent": mine.answers.respondent,
        "guest": Actor.answering(codes.digest(mine.seat)),
        "member": make.member(mine.person),
        **{role: replace(officer, reaches=world.here.reaches(role)) for role in roles},
        **{f"{role}*": replace(officer, reaches=(Reach(role),)) for role in roles},
    }


def matrix(world: World) -> list[tuple[str, ...]]:
    """Returns a table, who acts, and what they may do to rows of their own, near and far.

    Read, Add, Change and Delete; in small letters where row security lets it through and a rule
    of the table refuses it all the same. Who may do nothing at all has no line.
    """
    secured = [table for table in world.tables if table.secured]
    lines = []
    for who, actor in actors(world).items():
        with make.as_(actor):
            lines += [_line(connection.connection, world, table, who) for table in secured]
    with psycopg.connect(world.report) as reader:
        lines += [_line(reader, world, table, "reporting") for table in secured]
    allowed = [line for line in lines if set("".join(line[2:])) != {"-"}]
    return [("table", "who", *SCOPES), *allowed]


def deletes_further(at: psycopg.Connection, table: Table) -> bool:
    """Says whether a deletion without a condition meets more rows than can be read."""
    name = Identifier(table.name)
    return _met(at, SQL("DELETE FROM {}").format(name)) > _met(
        at, SQL("SELECT FROM {}").format(name)
    )


def _line(at: psycopg.Connection, world: World, table: Table, who: str) -> tuple[str, ...]:
    return table.name, who, *(_rights(at, table, world.rows[s][table.name]) for s in SCOPES)


def _rights(at: psycopg.Connection, table: Table, rows: dict[str, dict[str, Any]]) -> str:
    """Tries all four on the rows, undoing each; a right to any of them counts."""
    name, key = Identifier(table.name), Identifier(table.key)
    where = SQL("WHERE {}::text = ANY (%s)").format(key)
    keys = [list(rows)]
    read = _tried(at, SQL("SELECT FROM {} {}").format(name, where), keys)
    change = SQL("UPDATE {} SET {} = {} {}").format(name, key, key, where)
    delete = SQL("DELETE FROM {} {}").format(name, where)
    adds = {_added(at, table, row) for row in list(rows.values())[:_MOST]}
    return "".join(
        {"done": letter, "rule": letter.lower(), "": "-"}[result]
        for letter, result in (
            ("R", read),
            ("A", max(adds)),
            ("C", _tried(at, change, keys)),
            ("D", _tried(at, delete, keys)),
        )
    )


def _added(at: psycopg.Connection, table: Table, row: dict[str, Any]) -> str:
    """Adds the row once more under a new id; a rule asked before row security says nothing."""
    copy = {**row, table.key: str(uuid4())} if _is_uuid(row[table.key]) else row
    copy = {**copy, **_OTHERWISE.get(table.name, {})}
    add = SQL("INSERT INTO {} SELECT * FROM jsonb_populate_record(NULL::{}, %s)")
    name = Identifier(table.name)
    result = _tried(at, add.format(name, name), [Jsonb(copy)])
    return "" if result == "rule" else result


def _is_uuid(key: Any) -> bool:
    return isinstance(key, str) and len(key) == 36


def _met(at: psycopg.Connection, statement: Composed) -> int:
    """Returns how many rows a statement meets; none where it is refused."""
    try:
        with at.transaction(force_rollback=True):
            return at.execute(statement).rowcount
    except psycopg.Error:
        return 0


def _tried(at: psycopg.Connection, statement: Composed, values: list[Any]) -> str:
    """Says whether it is `done`, refused by a `rule` of the table, or met no row at all.

    Where only a key or a constraint is in the way, another row would have gone through.
    """
    try:
        with at.transaction(force_rollback=True):
            return "done" if at.execute(statement, values).rowcount > 0 else ""
    except psycopg.Error as error:
        state = error.sqlstate or ""
        if state == _FORBIDDEN:
            return ""
        if state == _RULE:
            return "rule"
        if state.startswith(_INTEGRITY):
            return "done"
        raise
