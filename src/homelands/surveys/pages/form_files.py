"""Shows the pictures, sounds and films that stand beside questions and choices."""

from typing import Any

from django.http import Http404, HttpResponse

from homelands.surveys.models import Response
from homelands.surveys.pages.asking.respondents import for_respondents
from homelands.surveys.pages.attachments import handed_out
from homelands.surveys.queries import form_files

_SHOWN = ("image/", "audio/", "video/")


@for_respondents
def show(request: Any, response: Response, name: str, language: str) -> HttpResponse:
    """Shows a file of the form to whoever answers it."""
    found = form_files.of(response, name)
    if found is None:
        raise Http404
    return handed_out(found, saved=not found.content_type.startswith(_SHOWN))
