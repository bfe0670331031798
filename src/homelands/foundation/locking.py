"""Takes a row for the rest of the transaction, so that two people act one after the other."""

from typing import TypeVar

from django.db.models import Model

M = TypeVar("M", bound=Model)


def locked(record: M) -> M:
    """Returns the record as it is now, held until the transaction ends."""
    manager = type(record)._default_manager
    record.refresh_from_db(from_queryset=manager.select_for_update(of=("self",)))
    return record
