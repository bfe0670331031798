"""Reads of the files that a form needs beside it, such as pictures beside its choices."""

from functools import lru_cache
from uuid import UUID

from homelands.surveys.questionnaires.models import FormAttachment


@lru_cache(maxsize=64)
def names(questionnaire: UUID) -> frozenset[str]:
    """Returns the names of a form's files, read once in each process: they never change."""
    form_attachments = FormAttachment.objects.filter(questionnaire_id=questionnaire)
    return frozenset(form_attachments.values_list("name", flat=True))


def of(questionnaire: UUID, name: str) -> FormAttachment | None:
    """Returns a file of a form."""
    return FormAttachment.objects.filter(questionnaire_id=questionnaire, name=name).first()
