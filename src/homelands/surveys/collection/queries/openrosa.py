"""Reads of what field apps are given: the forms of a collector, their files and lists."""

from datetime import date
from functools import lru_cache
from uuid import UUID

from django.db.models import QuerySet

from homelands.forms.odk.openrosa.lists import hash_of
from homelands.surveys.questionnaires.models import Collector, FormAttachment, Questionnaire
from homelands.surveys.questionnaires.queries import questionnaires


def forms(collector: Collector, on: date, *, every: bool = False) -> list[Questionnaire]:
    """Returns the forms of a collector, in the latest version or in every one; none when shut."""
    if not _gives(collector, on):
        return []
    latest: dict[str, Questionnaire] = {}
    versions = list(questionnaires.of(collector.study))
    for version in versions:
        latest.setdefault(version.form_id, version)
    return versions if every else list(latest.values())


def _gives(collector: Collector, on: date) -> bool:
    """Says whether a collector gives anything out still; answers it takes in much longer."""
    late = collector.closes_on is not None and on > collector.closes_on
    return collector.stopped_at is None and not late


def lends(collector: Collector, name: str, on: date) -> bool:
    """Says whether devices of a collector may have a list: while it is open and forms use it.

    A list that forms only fill holds what was answered; no device needs it.
    """
    return _gives(collector, on) and any(
        name in lists(questionnaire) for questionnaire in questionnaires.of(collector.study)
    )


def form(collector: Collector, pk: UUID) -> Questionnaire | None:
    """Returns one form of the study of a collector, without its bytes."""
    return questionnaires.of(collector.study).filter(pk=pk).first()


def hash_of_form(form: Questionnaire) -> str:
    """Returns the hash of the bytes that apps download; the bytes never change."""
    return _hash(form.pk)


@lru_cache(maxsize=256)
def _hash(pk: UUID) -> str:
    return hash_of(bytes(Questionnaire.objects.values_list("xform", flat=True).get(pk=pk)))


def files(form: Questionnaire) -> QuerySet[FormAttachment]:
    """Returns the files that were published with a form."""
    return FormAttachment.objects.filter(questionnaire=form).defer("content").order_by("name")


def lists(form: Questionnaire) -> list[str]:
    """Returns the lists that a form uses and that its study knows."""
    absent = questionnaires.form_of(form).missing_files
    names = [name.removesuffix(".csv") for name in absent if name.endswith(".csv")]
    if not names:
        return []
    shared = questionnaires.filled_lists(form.study)
    return [name for name in names if name in shared]


def file(collector: Collector, pk: UUID) -> FormAttachment | None:
    """Returns one file of the forms of a collector."""
    return FormAttachment.objects.filter(pk=pk, questionnaire__study=collector.study).first()
