"""What lies under an earlier master key is sealed again under the current one."""

from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from cryptography.exceptions import InvalidTag
from django.conf import settings
from django.db import models

from homelands.foundation.action import action
from homelands.foundation.actors import Actor
from homelands.foundation.encryption import SECOND_FACTOR, key_of, lock, unlock
from homelands.foundation.queries.keys import outdated, sealed_fields
from homelands.foundation.rules import check_system

#: So many rows are sealed anew in one transaction.
BATCH = 200


@dataclass(frozen=True)
class Batch:
    """What became of some rows of a table: how many were sealed anew, how many do not open."""

    resealed: int
    shut: int
    last: Any


@action(who=check_system)
def reseal(*, model: type[models.Model], after: Any, by: Actor) -> Batch | None:
    """Seals some rows of a table anew, those after a key of the table; None when none is left."""
    rows = outdated(model).order_by("pk").select_for_update()
    if after is not None:
        rows = rows.filter(pk__gt=after)
    batch = list(rows[:BATCH])
    if not batch:
        return None
    opened = [_reseal(row) for row in batch]
    return Batch(opened.count(True), opened.count(False), batch[-1].pk)


def _reseal(row: models.Model) -> bool:
    """Seals the fields of a row anew; says whether each of them opened."""
    try:
        for name in sealed_fields(type(row)):
            setattr(row, name, getattr(row, name))  # read: opened; saved: sealed
    except (InvalidTag, KeyError):
        return False
    row.save(update_fields=sealed_fields(type(row)))
    return True


@action(who=check_system)
def relock(*, after: int, by: Actor) -> Batch | None:
    """Locks some secrets of second factors anew; None when none is left."""
    rows = Authenticator.objects.filter(pk__gt=after).order_by("pk").select_for_update()
    batch = list(rows[:BATCH])
    if not batch:
        return None
    changed = [_relock(row) for row in batch]
    return Batch(changed.count(True), changed.count(None), batch[-1].pk)


def _relock(row: Authenticator) -> bool | None:
    """Locks the words of a second factor anew: whether there were any; None if one is shut."""
    try:
        data = {
            name: [_anew(each) for each in value] if isinstance(value, list) else _anew(value)
            for name, value in row.data.items()
        }
    except (InvalidTag, KeyError):
        return None
    if data == row.data:
        return False
    row.data = data
    row.save(update_fields=["data"])
    return True


def _anew(value: Any) -> Any:
    if not isinstance(value, str) or key_of(value) in ("", settings.HOMELANDS_KEYS.current):
        return value
    return lock(SECOND_FACTOR, unlock(SECOND_FACTOR, value))
