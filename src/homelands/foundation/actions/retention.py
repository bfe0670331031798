"""What is over is deleted, and how much of it is written down."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from homelands.foundation.action import action
from homelands.foundation.actors import Actor
from homelands.foundation.models import Purge
from homelands.foundation.retention import Kind
from homelands.foundation.rules import check_system


@action(who=check_system)
def purge(kind: Kind, *, at: datetime, by: Actor) -> Purge:
    """Deletes what is over of one kind, and notes how much it was."""
    due = kind.due(at)
    removed = kind.count(at)
    if isinstance(due, list):
        _delete_files(due)
    else:
        _delete_rows(due)
    return note(kind, removed=removed, at=at, by=by)


@action(who=check_system)
def note(kind: Kind, *, removed: int, at: datetime, by: Actor) -> Purge:
    """Notes how much was deleted of one kind."""
    return Purge.objects.create(kind=kind.code, at=at, removed=removed)


def _delete_files(files: list[Path]) -> None:
    for file in files:
        file.unlink(missing_ok=True)


def _delete_rows(rows: QuerySet[Any]) -> None:
    """Deletes rows by one statement: what hangs on them goes by the database's own rules."""
    query, parameters = rows.order_by().values("pk").query.sql_with_params()
    table = connection.ops.quote_name(rows.model._meta.db_table)
    key = connection.ops.quote_name(rows.model._meta.pk.column)  # type: ignore[union-attr]
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE {key} IN ({query})", parameters)  # noqa: S608
