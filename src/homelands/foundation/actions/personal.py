"""What is held about a person is erased, or moved to the person that they turned out to be."""

from uuid import UUID

from django.db import models

from homelands.foundation.action import action
from homelands.foundation.actors import Actor
from homelands.foundation.encryption import new_salt
from homelands.foundation.personal import Holding, OnErase
from homelands.foundation.rules import check_as_part


@action(who=check_as_part)
def erase(holding: Holding, *, person: UUID, by: Actor) -> int:
    """Deletes or blanks what one model holds about a person; returns how many rows there were.

    Who may is decided by the action that erases the whole person.
    """
    rows = holding.rows(person)
    if holding.on_erase is OnErase.DELETE:
        return rows.delete()[0]
    if holding.on_erase is OnErase.BLANK:
        for row in rows:
            _blank(row, holding)
        return len(rows)
    return 0


def _blank(row: models.Model, holding: Holding) -> None:
    if hasattr(row, "salt"):
        row.salt = new_salt()
    for name in holding.fields:
        column = row._meta.get_field(name)
        if column.null:
            setattr(row, name, None)
        elif isinstance(column, (models.CharField, models.TextField, models.BinaryField)):
            setattr(row, name, "")
    row.save()


@action(who=check_as_part)
def merge(holding: Holding, *, loser: UUID, winner: UUID, by: Actor) -> int:
    """Moves what one model holds about a person to another person; returns how many rows."""
    if holding.about == holding.model._meta.pk.attname:
        return 0
    return holding.rows(loser).update(**{holding.about: winner})
