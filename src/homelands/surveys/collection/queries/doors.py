"""Reads of what field apps are given: the forms of a door, their files and lists."""

from datetime import date
from functools import lru_cache
from uuid import UUID

from django.db.models import QuerySet

from homelands.forms.odk.openrosa.lists import hash_of
from homelands.surveys.collection.queries import entities
from homelands.surveys.questionnaires.models import Collector, FormFile, Questionnaire
from homelands.surveys.questionnaires.queries import questionnaires


def forms(door: Collector, on: date, *, every: bool = False) -> list[Questionnaire]:
    """Returns the forms of a door, the latest version of each or every version; none when shut."""
    if not _gives(door, on):
        return []
    latest: dict[str, Questionnaire] = {}
    versions = list(questionnaires.of(door.study))
    for version in versions:
        latest.setdefault(version.form_id, version)
    return versions if every else list(latest.values())


def _gives(door: Collector, on: date) -> bool:
    """Says whether a door gives anything out still; answers it takes in much longer."""
    late = door.closes_on is not None and on > door.closes_on
    return door.stopped_at is None and not late


def lends(door: Collector, name: str, on: date) -> bool:
    """Says whether devices of a door may have a list: while it is open, and forms choose from it.

    A list that forms only fill holds what was answered; no device needs it.
    """
    return _gives(door, on) and any(name in lists(one) for one in questionnaires.of(door.study))


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
