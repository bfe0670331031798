"""Writes the audit trail: who did what to which record, and why.

No personal data lies in it in clear: a reason given about a person is sealed under their key.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from homelands.foundation.actors import Actor
from homelands.foundation.person_keys import seal_about


@dataclass(frozen=True)
class Persons:
    """Those whom one act is about, each of whom is told: who stands on a list that was opened."""

    keys: tuple[UUID, ...]


def has_identity(value: Any) -> bool:
    """Says whether a value is a stored record that an audit row can point at."""
    return hasattr(value, "_meta") and getattr(value, "pk", None) is not None


def can_be_about(value: Any) -> bool:
    """Says whether audit rows can be about a value: a stored record, or several persons."""
    return has_identity(value) or isinstance(value, Persons)


def person_of(record: Any) -> UUID | None:
    """Returns the id of the person that a record is about, if it is about one."""
    if not has_identity(record):
        return None
    if record._meta.label_lower == "register.person":
        return record.pk  # type: ignore[no-any-return]
    return getattr(record, "person_id", None)


def write(code: str, *, by: Actor, about: Any = None, why: str = "") -> None:
    """Adds one row to the audit trail, in the transaction of the action; one for each person."""
    if isinstance(about, Persons):
        _write_for_each(code, by, about, why)
        return
    known, person = has_identity(about), person_of(about)
    row = (
        code,
        by.kind,
        by.user_id,
        _name(by),
        about._meta.label_lower if known else "",
        str(about.pk) if known else "",
        person,
        seal_about(person, why) if person and why else why,
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT homelands_audit(%s, %s, %s, %s, %s, %s, %s, %s)", row)


def _write_for_each(code: str, by: Actor, about: Persons, why: str) -> None:
    """Adds a row for each person, all in one statement."""
    row = (code, by.kind, by.user_id, _name(by), why, list(dict.fromkeys(about.keys)))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT homelands_audit(%s, %s, %s, %s, 'register.person', key::text, key, %s)"
            " FROM unnest(%s::uuid[]) AS told (key)",
            row,
        )


def _name(by: Actor) -> str:
    return by.name if by.is_officer or by.is_system else ""
