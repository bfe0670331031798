"""Lists that forms share are filled by submissions, and shared with other studies by managers."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from homelands.forms.odk.openrosa.entities import Change
from homelands.foundation.action import action
from homelands.foundation.actors import Actor
from homelands.foundation.errors import Refusal
from homelands.foundation.rules import check_system
from homelands.surveys.collection.models import Entity, EntityList, QualityFlag, Submission
from homelands.surveys.collection.queries.entities import (
    EXISTS,
    OF_OTHERS,
    asked_by,
    contradicted,
    known_to,
)
from homelands.surveys.collection.rules.submissions import check_decides
from homelands.surveys.questionnaires.models import Collector, Response, Study
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
        _apply(submission, change, at)
    return submission


@action(who=check_system)
def follow(response: Response, *, at: datetime, by: Actor) -> Response:
    """Makes and changes the entries that answers of the web ask for, as those of a device do.

    Complete answers wait for nobody: what does not fit the list stays undone, and is flagged.
    """
    unfit = []
    for change in asked_by(response, at):
        if reasons := contradicted(response, [change]):
            unfit.append((change.dataset, reasons[0]["message"]))
            continue
        if _is_of_anybody(response) and _is_there(response, change):
            unfit.append((change.dataset, OF_OTHERS))
            continue
        try:
            _apply(response, change, at)
        except OfAnotherCountry:
            unfit.append((change.dataset, EXISTS))
    if unfit:
        _flag(response, unfit, at)
    return response


def _is_of_anybody(response: Response) -> bool:
    """Says whether the answers came through a link that anybody has: they change nobody's entry."""
    collector = response.collector
    return collector is None or collector.kind == Collector.Kind.LINK


def _is_there(response: Response, change: Change) -> bool:
    known = _list(response.study, change.dataset)
    return Entity.objects.filter(list=known, key=change.key).exists()


def _flag(response: Response, unfit: Sequence[tuple[str, str]], at: datetime) -> None:
    """Tells a manager of the first change that was not made; names of entries stay out of it."""
    name, why = unfit[0]
    QualityFlag.objects.create(
        response=response,
        study=response.study,
        destination=response.destination,
        code="entity",
        details={"list": name, "why": why, "changes": len(unfit)},
        raised_at=at,
    )


def _apply(source: Submission | Response, change: Change, at: datetime) -> None:
    known = _list(source.study, change.dataset)
    entity = Entity.objects.select_for_update().filter(list=known, key=change.key).first()
    theirs = entity is not None and entity.destination not in ("", source.destination)
    if theirs and source.destination:
        raise OfAnotherCountry
    if entity is None:
        _create(known, source, change, at)
    else:
        _update(entity, change, at)


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
    """Finds a list, or makes it; whoever changes its entries next waits for this one."""
    known = known_to(study).filter(name=name).first()
    known = known or EntityList.objects.get_or_create(study=study, name=name)[0]
    return EntityList.objects.select_for_update().get(pk=known.pk)


def _create(known: EntityList, source: Submission | Response, change: Change, at: datetime) -> None:
    Entity.objects.create(
        list=known,
        destination=source.destination,
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
