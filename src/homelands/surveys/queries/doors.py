"""Reads of what field apps are given: the forms of a door, their files and lists."""

from datetime import date
from functools import lru_cache
from uuid import UUID

from django.db.models import QuerySet

from homelands.surveys.models import Collector, FormFile, Questionnaire
from homelands.surveys.openrosa.lists import hash_of
from homelands.surveys.queries import entities, questionnaires


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


def files(form: Questionnaire) -> QuerySet[FormFile]:
    """Returns the files that were published with a form."""
    return FormFile.objects.filter(questionnaire=form).defer("content").order_by("name")


def lists(form: Questionnaire) -> list[str]:
    """Returns the lists that a form uses and that forms of its study fill."""
    absent = questionnaires.form_of(form).missing_files
    names = [name.removesuffix(".csv") for name in absent if name.endswith(".csv")]
    if not names:
        return []
    shared = entities.names(form.study)
    return [name for name in names if name in shared]


def file(door: Collector, pk: UUID) -> FormFile | None:
    """Returns one file of the forms of a door."""
    return FormFile.objects.filter(pk=pk, questionnaire__study=door.study).first()
