"""Reads of the lists that forms share: their entries, as files, and what contradicts them."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_noop

from homelands.forms.odk.openrosa import entities
from homelands.forms.odk.openrosa.entities import Change
from homelands.forms.xforms import Form, parse
from homelands.surveys.collection.models import Entity, EntityList
from homelands.surveys.questionnaires.models import Collector, Questionnaire, Study
from homelands.surveys.questionnaires.queries import questionnaires

EXISTS = gettext_noop("The list has an entry of this id already.")
UNKNOWN = gettext_noop("The list has no entry of this id that could be changed.")
CHANGED = gettext_noop("Somebody else changed this entry since the device had it.")


def lists(study: Study) -> QuerySet[EntityList]:
    """Returns the lists of a study with how many entries the actor may see of each."""
    living = Count("entities", filter=Q(entities__deleted_at=None))
    return EntityList.objects.filter(study=study).annotate(living=living).order_by("name")


def of(entity_list: EntityList) -> QuerySet[Entity]:
    """Returns the entries of a list that the actor may see, by label."""
    return Entity.objects.filter(list=entity_list, deleted_at=None).order_by("label", "key")


def served(collector: Collector, name: str) -> QuerySet[Entity]:
    """Returns the entries that devices of a collector are given: those of its country, else all."""
    rows = Entity.objects.filter(list__study=collector.study, list__name=name)
    if collector.destination:
        rows = rows.filter(destination__in=["", collector.destination])
    return rows


def sheet(collector: Collector, name: str) -> bytes:
    """Returns a list as the file that forms use."""
    return _sheet(served(collector, name))


def _sheet(entries: QuerySet[Entity]) -> bytes:
    living = list(entries.filter(deleted_at=None).order_by("key"))
    rows = [(entity.key, entity.label, entity.version, entity.values) for entity in living]
    return entities.sheet(rows, properties(living))


def names(study: Study) -> set[str]:
    """Returns the names of the lists that the forms of a study fill, or have filled."""
    made = EntityList.objects.filter(study=study).values_list("name", flat=True)
    return {*made, *questionnaires.filled_lists(study)}


def form_of(questionnaire: Questionnaire) -> Form:
    """Returns a form with the lists that it uses as they are now, whatever their country."""
    form = questionnaires.form_of(questionnaire)
    if not form.missing_files:
        return form
    shared = names(questionnaire.study)
    sheets = tuple(
        (file, _sheet(Entity.objects.filter(list__study=questionnaire.study, list__name=name)))
        for file in form.missing_files
        if (name := file.removesuffix(".csv")) in shared
    )
    return _filled(questionnaire.pk, sheets) if sheets else form


@lru_cache(maxsize=32)
def _filled(pk: UUID, sheets: tuple[tuple[str, bytes], ...]) -> Form:
    return parse(*questionnaires.source(pk, dict(sheets)))


def properties(rows: Iterable[Entity]) -> list[str]:
    """Returns the names under which entries hold something, in order."""
    return sorted({name for row in rows for name in row.values})


def gone(collector: Collector, name: str, keys: Sequence[str]) -> dict[str, bool]:
    """Says of each key whether a device must forget it."""
    living = served(collector, name).filter(key__in=keys, deleted_at=None)
    kept = set(living.values_list("key", flat=True))
    return {key: key not in kept for key in keys}


def contradicted(study: Study, changes: Sequence[Change]) -> list[dict[str, str]]:
    """Says which changes do not fit the lists as they are."""
    reasons = []
    for change in changes:
        entity = Entity.objects.filter(
            list__study=study, list__name=change.dataset, key=change.key, deleted_at=None
        ).first()
        if sentence := _fault(change, entity):
            where = f"{change.dataset}: {change.label or change.key}"
            reasons.append({"path": where, "code": "entity", "message": sentence})
    return reasons


def _fault(change: Change, entity: Entity | None) -> str:
    if change.create and not change.update:
        return EXISTS if entity is not None else ""
    if entity is None:
        return "" if change.create else UNKNOWN
    stale = change.base is not None and change.base != entity.version
    return CHANGED if stale else ""
