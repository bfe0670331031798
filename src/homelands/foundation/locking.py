"""Takes a row, or a turn, for the rest of the transaction: two people act one after the other.

Rows that point at a row which is held can still be added meanwhile: only its own columns are held.
"""

from typing import TypeVar

from django.db import connection
from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)


def locked(record: M, *related: str) -> M:
    """Returns the record as it is now, held until the transaction ends, with what is `related`."""
    return _held(type(record), *related).get(pk=record.pk)


def hold(record: M) -> M:
    """Brings the record itself up to date, and holds it until the transaction ends."""
    record.refresh_from_db(from_queryset=_held(type(record)))
    return record


def take_turns(about: str) -> None:
    """Waits until nobody else acts about the same thing, whose row the actor may not change."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [about])


def _held(model: type[M], *related: str) -> "QuerySet[M]":
    rows = model._default_manager.select_for_update(of=("self",), no_key=True)
    return rows.select_related(*related) if related else rows
