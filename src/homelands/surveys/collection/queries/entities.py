"""Reads of the lists that forms share: their entries, as files, and what contradicts them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_noop

from homelands.forms.odk.openrosa import entities
from homelands.forms.odk.openrosa.entities import Change
from homelands.forms.xforms import Answers, Form, parse
from homelands.foundation.actors import Actor
from homelands.foundation.errors import why_not
from homelands.surveys.collection.models import Entity, EntityList, Submission
from homelands.surveys.questionnaires.models import Collector, Questionnaire, Response, Study
from homelands.surveys.questionnaires.queries import questionnaires
from homelands.surveys.questionnaires.rules import check_manages

EXISTS = gettext_noop("The list has an entry of this id already.")
OF_OTHERS = gettext_noop("Answers through an open link change no entry that is there already.")
UNKNOWN = gettext_noop("The list has no entry of this id that could be changed.")
CHANGED = gettext_noop("Somebody else changed this entry since the device had it.")


def known_to(study: Study) -> QuerySet[EntityList]:
    """Returns the lists that the forms of a study use: its own, and those shared with it."""
    shared = EntityList.shared_with.through.objects.filter(study=study)
    return EntityList.objects.filter(Q(study=study) | Q(pk__in=shared.values("entitylist")))


def lists(study: Study) -> QuerySet[EntityList]:
    """Returns the lists of a study with how many entries the actor may see of each."""
    living = Count("entities", filter=Q(entities__deleted_at=None))
    return known_to(study).annotate(living=living).select_related("study").order_by("name")


def shareable(entity_list: EntityList, by: Actor) -> list[Study]:
    """Returns the studies that the actor could share a list with: each knows no list of its name.

    A study is tried by the rule itself, because its managers are those of all its countries.
    """
    namesakes = EntityList.objects.filter(name=entity_list.name)
    taken = [*namesakes.values_list("study", flat=True)]
    taken += namesakes.filter(shared_with__isnull=False).values_list("shared_with", flat=True)
    studies = Study.objects.exclude(pk__in=taken).order_by("name")
    return [study for study in studies if not why_not(check_manages, by, study)]


def of(entity_list: EntityList) -> QuerySet[Entity]:
    """Returns the entries of a list that the actor may see, by label."""
    return Entity.objects.filter(list=entity_list, deleted_at=None).order_by("label", "key")


def served(collector: Collector, name: str) -> QuerySet[Entity]:
    """Returns the entries that devices of a collector are given: those of its country, else all."""
    return _of_country(_entries(collector.study, name), collector.destination)


def _of_country(entries: QuerySet[Entity], country: str) -> QuerySet[Entity]:
    return entries.filter(destination__in=["", country]) if country else entries


def _entries(study: Study, name: str) -> QuerySet[Entity]:
    return Entity.objects.filter(list__in=known_to(study).filter(name=name))


def sheet(collector: Collector, name: str) -> bytes:
    """Returns a list as the file that forms use."""
    return _sheet(served(collector, name))


def _sheet(entries: QuerySet[Entity]) -> bytes:
    living = list(entries.filter(deleted_at=None).order_by("key"))
    rows = [(entity.key, entity.label, entity.version, entity.values) for entity in living]
    return entities.sheet(rows, properties(living))


def names(study: Study) -> set[str]:
    """Returns the names of the lists that a study has, and that are shared with it."""
    return set(known_to(study).values_list("name", flat=True))


def form_of(questionnaire: Questionnaire) -> Form:
    """Returns a form with the lists that it uses as they are now, whatever their country."""
    form = questionnaires.form_of(questionnaire)
    if not form.missing_files:
        return form
    shared = questionnaires.filled_lists(questionnaire.study)
    sheets = tuple(
        (file, _sheet(_entries(questionnaire.study, name)))
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


def asked_by(response: Response, at: datetime) -> list[Change]:
    """Returns what complete answers of the web want of lists, as a device would write it."""
    assert response.questionnaire is not None
    form = questionnaires.form_of(response.questionnaire)
    declared = {entity.path: entity.properties for entity in form.entities}
    if not declared:
        return []
    answers = Answers(form, response.answers, at, response.language)
    return entities.changes(answers.to_xml(f"uuid:{response.pk}"), declared)


def contradicted(
    submission: Submission | Response, changes: Sequence[Change]
) -> list[dict[str, str]]:
    """Says which changes do not fit the lists as devices of the submission's country have them."""
    reasons = []
    for change in changes:
        entries = _entries(submission.study, change.dataset).filter(deleted_at=None)
        entity = _of_country(entries, submission.destination).filter(key=change.key).first()
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
