"""Lists that forms share are filled by submissions, and shared with other studies by managers."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from homelands.forms.odk.openrosa.entities import Change
from homelands.foundation.action import action
from homelands.foundation.actors import Actor
from homelands.foundation.errors import Refusal
from homelands.surveys.collection.models import Entity, EntityList, Submission
from homelands.surveys.collection.queries.entities import known_to
from homelands.surveys.collection.rules.submissions import check_decides
from homelands.surveys.questionnaires.models import Study
from homelands.surveys.questionnaires.rules import check_manages, check_manages_of


class OfAnotherCountry(Refusal):
    code = "of_another_country"
    sentence = _(
        "The answers change an entry of a list that belongs to another country. Ask the survey "
        "manager there, or refuse them."
    )


class ListKnown(Refusal):
    code = "list_known"
    sentence = _("That study has a list of this name already. Nothing was shared.")


@action(who=check_decides)
def apply(
    submission: Submission, *, changes: Sequence[Change], at: datetime, by: Actor
) -> Submission:
    """Makes and changes the entries of lists that a submission asks for."""
    for change in changes:
        known = _list(submission.study, change.dataset)
        entity = Entity.objects.select_for_update().filter(list=known, key=change.key).first()
        theirs = entity is not None and entity.destination not in ("", submission.destination)
        if theirs and submission.destination:
            raise OfAnotherCountry
        if entity is None:
            _create(known, submission, change, at)
        else:
            _update(entity, change, at)
    return submission


@action(who=check_manages_of)
def share(entity_list: EntityList, *, with_: Study, by: Actor) -> EntityList:
    """Lets the forms of another study use a list, and change its entries."""
    check_manages(by, with_)
    if known_to(with_).filter(name=entity_list.name).exists():
        raise ListKnown(field="study")
    entity_list.shared_with.add(with_)
    return entity_list


@action(who=check_manages_of)
def stop_sharing(entity_list: EntityList, *, with_: Study, by: Actor) -> EntityList:
    """Takes a list away from another study; what its forms changed stays."""
    entity_list.shared_with.remove(with_)
    return entity_list


def _list(study: Study, name: str) -> EntityList:
    known = known_to(study).filter(name=name).first()
    return known or EntityList.objects.get_or_create(study=study, name=name)[0]


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
