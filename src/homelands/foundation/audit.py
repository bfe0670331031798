"""Writes the audit trail: who did what to which record, and why.

No personal data lies in it in clear: a reason given about a person is sealed under their key.
"""

from typing import Any
from uuid import UUID

from django.db import connection

from homelands.foundation.actors import Actor
from homelands.foundation.person_keys import seal_about


def has_identity(value: Any) -> bool:
    """Says whether a value is a stored record that an audit row can point at."""
    return hasattr(value, "_meta") and getattr(value, "pk", None) is not None


def person_of(record: Any) -> UUID | None:
    """Returns the id of the person that a record is about, if it is about one."""
    if not has_identity(record):
        return None
    if record._meta.label_lower == "register.person":
        return record.pk  # type: ignore[no-any-return]
    return getattr(record, "person_id", None)


def write(code: str, *, by: Actor, about: Any = None, why: str = "") -> None:
    """Adds one row to the audit trail, in the transaction of the action."""
    known, person = has_identity(about), person_of(about)
    row = (
        code,
        by.kind,
        by.user_id,
        by.name if by.is_officer or by.is_system else "",
        about._meta.label_lower if known else "",
        str(about.pk) if known else "",
        person,
        seal_about(person, why) if person and why else why,
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT homelands_audit(%s, %s, %s, %s, %s, %s, %s, %s)", row)
