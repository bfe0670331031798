"""Begins answers, by whatever collector a respondent came: language, country, and then a code."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from homelands.forms.xforms import Form
from homelands.foundation import codes
from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor
from homelands.foundation.views import Request, refusals_on
from homelands.surveys.questionnaires.models import Response, Study
from homelands.surveys.questionnaires.pages.asking import moments
from homelands.surveys.questionnaires.pages.asking.devices import device
from homelands.surveys.questionnaires.pages.forms.studies import StartForm
from homelands.surveys.questionnaires.queries import questionnaires
from homelands.surveys.questionnaires.rules import check_open
from homelands.surveys.questionnaires.rules.questionnaires import check_web

#: So many responses may be started from one browser in a day: a family, not a machine.
MOST_STARTS = 10
_STARTS = "survey_starts"

F = TypeVar("F", bound=StartForm)

#: Starts the answers: `begin(opening=…, at=…, by=…)`.
Begin = Callable[..., Response]


def asked(study: Study) -> Form:
    """Returns the form that a study asks now, if it is open and can be answered on the web."""
    questionnaire = questionnaires.latest(study)
    if questionnaire is None:
        raise Http404
    check_open(study, timezone.localdate())
    form = questionnaires.form_of(questionnaire)
    check_web(form)
    return form


def start_form(request: Request, form: Form, make: Callable[..., F], **initial: str) -> F:
    """Returns the first questions: `make` is given what was sent, the languages and a start."""
    spoken = questionnaires.languages(form)
    own = get_language() if get_language() in dict(spoken) else spoken[0][0]
    return make(request.POST or None, languages=spoken, initial={"language": own, **initial})


def begun(
    request: Request, form: StartForm, begin: Begin, before: Callable[[], None] | None = None
) -> tuple[HttpResponse, Response] | None:
    """Starts a response by `begin` and leads to its code; None when the form says why not.

    `before` is done with it, or undone with it.
    """
    if _starts(request) >= MOST_STARTS:
        form.add_error(None, _too_many())
        return None
    code = codes.new()
    respondent = Actor.answering(codes.digest(code))
    with refusals_on(form), acting(respondent):
        machine, zone = device(request.headers.get("User-Agent", "")), moments.zone(request)
        opening = replace(form.opening(), device=machine, zone=zone)
        if before is not None:
            before()
        made = begin(opening=opening, at=timezone.now(), by=respondent)
        answer = redirect("questionnaires.responses.keep", code=code)
        count = str(_starts(request) + 1)
        answer.set_signed_cookie(_STARTS, count, max_age=86400, httponly=True, **cookie())
        if opening.language in dict(settings.LANGUAGES):
            answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, opening.language, **cookie())
        return answer, made
    return None


def _too_many() -> str:
    return _("Many were started in this browser today. Go on with one by its code, or tomorrow.")


def _starts(request: Request) -> int:
    """Counts in the browser, so that nothing on our side remembers who started."""
    value = request.get_signed_cookie(_STARTS, default="0", max_age=86400)
    return int(value) if value and value.isdecimal() else 0


def cookie() -> dict[str, Any]:
    """Returns what every cookie of ours is given."""
    return {"samesite": "Lax", "secure": settings.SESSION_COOKIE_SECURE}
