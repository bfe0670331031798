"""Reads of what field apps are given: the forms of a door, their files and lists."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from uuid import UUID

from homelands.surveys.models import Collector, EntityList, FormFile, Questionnaire
from homelands.surveys.openrosa.lists import hash_of
from homelands.surveys.queries import questionnaires, submissions


def forms(door: Collector, on: date, *, every: bool = False) -> list[Questionnaire]:
    """Returns the forms of a door, the latest version of each or every version; none when shut."""
    late = door.closes_on is not None and on > door.closes_on
    if door.stopped_at is not None or late:
        return []
    latest: dict[str, Questionnaire] = {}
    versions = list(questionnaires.of(door.study))
    for version in versions:
        latest.setdefault(version.form_id, version)
    return versions if every else list(latest.values())


def form(door: Collector, pk: UUID) -> Questionnaire | None:
    """Returns one form of the study of a door, without its bytes."""
    return questionnaires.of(door.study).filter(pk=pk).first()


def hash_of_form(form: Questionnaire) -> str:
    """Returns the hash of the bytes that apps download; the bytes never change."""
    return _hash(form.pk)


@lru_cache(maxsize=256)
def _hash(pk: UUID) -> str:
    return hash_of(bytes(Questionnaire.objects.values_list("xform", flat=True).get(pk=pk)))


def files(form: Questionnaire) -> Iterable[FormFile]:
    """Returns the files that were published with a form."""
    return FormFile.objects.filter(questionnaire=form).defer("content").order_by("name")


def lists(form: Questionnaire) -> list[str]:
    """Returns the lists that a form uses and that forms of its study fill."""
    used = submissions.declared(form).uses
    if not used:
        return []
    held = {*FormFile.objects.filter(questionnaire=form).values_list("name", flat=True)}
    shared = _filled(form)
    return [name for name in dict.fromkeys(used) if f"{name}.csv" not in held and name in shared]


def _filled(form: Questionnaire) -> set[str]:
    made = EntityList.objects.filter(study=form.study).values_list("name", flat=True)
    versions = questionnaires.of(form.study)
    return {*made, *(name for one in versions for name in submissions.declared(one).fills)}


def file(door: Collector, pk: UUID) -> FormFile | None:
    """Returns one file of the forms of a door."""
    return FormFile.objects.filter(pk=pk, questionnaire__study=door.study).first()
