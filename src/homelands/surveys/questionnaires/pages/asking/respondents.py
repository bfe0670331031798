"""Opens a page to whoever holds a code: nobody is signed in there, and nobody is remembered."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from homelands.forms.xforms import XFormError
from homelands.foundation import codes
from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor
from homelands.foundation.reference import languages
from homelands.surveys.questionnaires.actions.responses import set_aside
from homelands.surveys.questionnaires.models import Response
from homelands.surveys.questionnaires.queries import questionnaires, responses

View = Callable[..., HttpResponse]


def for_respondents(view: View) -> View:
    """Gives a page the response of the code in its address, in the respondent's language.

    The actor is the respondent and never the member who may be signed in in the same browser:
    else the audit trail would tie the answers to that member. Nothing here rests on a cookie, so
    no other site can misuse one: a page is taken in, and nothing typed is lost, without any.
    """

    @csrf_exempt
    @wraps(view)
    def opened(request: Any, code: str, **where: Any) -> HttpResponse:
        actor = Actor.answering(codes.digest(code))
        with acting(actor):
            response = responses.of(actor)
            if response is None:
                messages.error(request, _("We do not know this code. Check it and try again."))
                return redirect("questionnaires.responses.resume")
            request.actor = actor
            request.code = codes.written(code)
            request.trying = "trial" if response.is_trial else ""
            language = _language(request, response)
            with translation.override(interface(language)):
                try:
                    page = view(request, response, language=language, **where)
                except XFormError as fault:
                    page = _failed(request, response, str(fault))
        page["Content-Language"] = interface(language)
        page["Cache-Control"] = "no-store"
        return page

    return opened


def _failed(request: Any, response: Response, fault: str) -> HttpResponse:
    """Says that the questionnaire has a fault, that what was typed is kept, and who is told."""
    typed, by = getattr(request, "typed", {}), request.actor
    set_aside(response, typed=typed, fault=fault, at=timezone.now(), by=by)
    context = {"study": response.study, "code": request.code}
    return render(request, "questionnaires/responses/failed.html", context, status=409)


def _language(request: HttpRequest, response: Response) -> str:
    """Returns what the respondent chose with the buttons on top, or else at the start.

    The buttons on top speak the languages of our pages only. They must not take away questions in
    a language that is not among them. The desk of whoever tries a form out keeps its own.
    """
    if response.is_trial or response.language not in dict(settings.LANGUAGES):
        return response.language
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    assert response.questionnaire is not None
    spoken = dict(questionnaires.languages(questionnaires.form_of(response.questionnaire)))
    return chosen if chosen in spoken else response.language


def interface(language: str) -> str:
    """Returns the language around the questions: theirs where we speak it, else the browser's."""
    return (
        language
        if language in dict(settings.LANGUAGES)
        else get_language() or settings.LANGUAGE_CODE
    )


def direction(language: str) -> str:
    """Says how a language is written."""
    return "rtl" if languages.is_right_to_left(language) else "ltr"
