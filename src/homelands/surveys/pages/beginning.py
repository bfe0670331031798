"""Begins answers, by whatever door a respondent came: language, country, and then a code."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from homelands.foundation.actors import Actor
from homelands.foundation.doors import Request, refusals_on
from homelands.surveys import codes
from homelands.surveys.actions import responses
from homelands.surveys.models import Collector, Study
from homelands.surveys.pages.forms import StartForm
from homelands.surveys.queries import questionnaires
from homelands.surveys.rules import check_open

#: So many responses may be started from one browser in a day: a family, not a machine.
MOST_STARTS = 10
_STARTS = "survey_starts"
_PAGE = "surveys/responses/start.html"


def _nothing() -> None:
    """Does nothing before the answers begin."""


@dataclass(frozen=True)
class Door:
    """By what a respondent came; `before` is done, and committed, just before answers begin."""

    study: Study
    collector: Collector | None = None
    before: Callable[[], None] = _nothing


def begin(request: Request, door: Door) -> HttpResponse:
    """Says what a study is for, asks for language and country, and gives a code."""
    questionnaire = questionnaires.latest(door.study)
    if questionnaire is None:
        raise Http404
    check_open(door.study, timezone.localdate())
    asked = questionnaires.form_of(questionnaire)
    spoken = questionnaires.languages(asked)
    initial = {"language": get_language() if get_language() in dict(spoken) else spoken[0][0]}
    form = StartForm(request.POST or None, study=door.study, languages=spoken, initial=initial)
    if request.method == "POST" and form.is_valid():
        if _starts(request) >= MOST_STARTS:
            form.add_error(None, _too_many())
        else:
            with refusals_on(form):
                return _begun(request, door, form)
    context = {"study": door.study, "form": form, "minutes": questionnaires.minutes(asked)}
    return render(request, _PAGE, context)


def _too_many() -> str:
    return _("Many were started in this browser today. Go on with one by its code, or tomorrow.")


def _starts(request: Request) -> int:
    """Counts in the browser, so that nothing on our side remembers who started."""
    value = request.get_signed_cookie(_STARTS, default="0", max_age=86400)
    return int(value) if value and value.isdecimal() else 0


def _begun(request: Request, door: Door, form: StartForm) -> HttpResponse:
    code = codes.new()
    opening = replace(form.opening(), collector=door.collector)
    door.before()
    respondent = Actor.answering(codes.digest(code))
    responses.start(door.study, opening=opening, at=timezone.now(), by=respondent)
    answer = redirect("surveys.responses.keep", code=code)
    count = str(_starts(request) + 1)
    answer.set_signed_cookie(_STARTS, count, max_age=86400, httponly=True, **cookie())
    if opening.language in dict(settings.LANGUAGES):
        answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, opening.language, **cookie())
    return answer


def cookie() -> dict[str, Any]:
    """Returns what every cookie of ours is given."""
    return {"samesite": "Lax", "secure": settings.SESSION_COOKIE_SECURE}
