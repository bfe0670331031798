"""Entries of the lists that forms share are made and changed by submissions."""

from collections.abc import Sequence
from datetime import datetime

from homelands.forms.odk.openrosa.entities import Change
from homelands.foundation.action import action
from homelands.foundation.actors import Actor
from homelands.surveys.collection.models import Entity, EntityList, Submission
from homelands.surveys.collection.rules.submissions import check_decides


@action(who=check_decides)
def apply(
    submission: Submission, *, changes: Sequence[Change], at: datetime, by: Actor
) -> Submission:
    """Makes and changes the entries of lists that a submission asks for."""
    for change in changes:
        known, _made = EntityList.objects.get_or_create(study=submission.study, name=change.dataset)
        entity = Entity.objects.select_for_update().filter(list=known, key=change.key).first()
        if entity is None:
            _create(known, submission, change, at)
        else:
            _update(entity, change, at)
    return submission


def _create(known: EntityList, submission: Submission, change: Change, at: datetime) -> None:
    Entity.objects.create(
        list=known,
        destination=submission.destination,
        key=change.key,
        label=change.label or change.key,
        values=change.values,
        changed_at=at,
    )


def _update(entity: Entity, change: Change, at: datetime) -> None:
    entity.label = change.label or entity.label
    entity.values = {**entity.values, **change.values}
    entity.version += 1
    entity.deleted_at = None
    entity.changed_at = at
    entity.save(update_fields=["label", "values", "version", "deleted_at", "changed_at"])
