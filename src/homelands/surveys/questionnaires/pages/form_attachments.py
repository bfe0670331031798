"""Shows the pictures, sounds and films that stand beside questions and choices."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from homelands.foundation.views import Request, for_officers
from homelands.surveys.questionnaires.models import Response, Study
from homelands.surveys.questionnaires.pages.asking.respondents import for_respondents
from homelands.surveys.questionnaires.pages.attachments import handed_out
from homelands.surveys.questionnaires.queries import form_attachments
from homelands.surveys.questionnaires.rules import check_sees_counts

_SHOWN = ("image/", "audio/", "video/")


@for_respondents
def show(request: Any, response: Response, name: str, language: str) -> HttpResponse:
    """Shows a file of the form to whoever answers it."""
    return _shown(response.questionnaire_id, name)


@for_officers
def preview(request: Request, pk: UUID, name: str) -> HttpResponse:
    """Shows a file of the form to officers who look the questionnaire over."""
    study = get_object_or_404(Study, questionnaires=pk)
    check_sees_counts(request.actor, study)
    return _shown(pk, name)


def _shown(questionnaire: UUID | None, name: str) -> HttpResponse:
    form_attachment = form_attachments.of(questionnaire, name) if questionnaire else None
    if form_attachment is None:
        raise Http404
    return handed_out(form_attachment, saved=not form_attachment.content_type.startswith(_SHOWN))
