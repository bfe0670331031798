"""Hands out the files of answers: to their respondent, and to officers who may read them."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header

from homelands.foundation.views import Request, for_officers
from homelands.surveys.questionnaires.models import Attachment, FormAttachment, Response
from homelands.surveys.questionnaires.pages.asking.respondents import for_respondents
from homelands.surveys.questionnaires.queries import attachments

#: Pictures were drawn anew by us, so a browser may show them; anything else it saves.
_SHOWN = frozenset({"image/jpeg", "image/png"})


@for_respondents
def show(request: Any, response: Response, name: str, language: str) -> HttpResponse:
    """Shows a file to the respondent who added it, until the answers are sent: as was promised."""
    attachment = None if response.completed_at else attachments.of(response, name)
    if attachment is None:
        raise Http404
    return handed_out(attachment, saved=attachment.content_type not in _SHOWN)


@for_officers
def read(request: Request, pk: str) -> HttpResponse:
    """Hands a file to an officer who may read the answers of its country: no other row is seen."""
    return handed_out(get_object_or_404(Attachment, pk=pk), saved=True)


def handed_out(found: Attachment | FormAttachment, *, saved: bool) -> HttpResponse:
    """Answers with a file that can run nothing, whatever it holds."""
    answer = HttpResponse(bytes(found.content), content_type=found.content_type)
    disposition = content_disposition_header(as_attachment=saved, filename=found.name)
    answer["Content-Disposition"] = disposition or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; img-src 'self'; sandbox"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    answer["Cache-Control"] = "no-store"
    return answer
