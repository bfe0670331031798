"""A form is filled at random, to see that every question is reached and no answer lost."""

from threading import Lock
from time import monotonic
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homelands.forms.xforms import Form
from homelands.foundation.views import Request, for_officers
from homelands.surveys.questionnaires.models import Questionnaire, Study
from homelands.surveys.questionnaires.pages.desk import for_managers
from homelands.surveys.questionnaires.pages.forms.fillings import FillForm, drawn_again
from homelands.surveys.questionnaires.pages.words.fillings import Report, report
from homelands.surveys.questionnaires.queries import questionnaires, uploads
from homelands.surveys.questionnaires.queries.checkup import checkup
from homelands.surveys.questionnaires.queries.filling import FILLS, Course, fill_many
from homelands.surveys.questionnaires.rules import check_manages

#: So long somebody waits for the page at most.
SECONDS = 20
_LIMITS = {"fills": FILLS, "seconds": SECONDS}
_FILLING = Lock()


@for_officers
def published(request: Request, pk: UUID) -> HttpResponse:
    """Fills a published questionnaire at random when its button is pressed."""
    found = Questionnaire.objects.select_related("study").defer("xform", "source")
    questionnaire = get_object_or_404(found, pk=pk)
    check_manages(request.actor, questionnaire.study)
    context = {"questionnaire": questionnaire, "study": questionnaire.study, **_LIMITS}
    if request.method == "POST":
        context |= _filled(request, questionnaires.form_of(questionnaire))
    else:
        context["form"] = drawn_again(Course(1, timezone.localdate()))
    return render(request, "questionnaires/fillings/published.html", context)


@for_managers
@require_POST
def upload(request: Request, study: Study) -> HttpResponse:
    """Fills at random a form that was looked over, and is not published yet."""
    token = request.POST.get("held", "")
    held = uploads.find(token, by=request.actor)
    form = checkup(held, at=timezone.now()).form if held else None
    if held is None or form is None:
        messages.warning(request, _("The file is not held any more. Add it again."))
        return redirect("questionnaires.questionnaires.check", slug=study.slug)
    context = {
        "study": study,
        "filename": held.filename,
        "held": token,
        **_LIMITS,
        **_filled(request, form),
    }
    return render(request, "questionnaires/fillings/upload.html", context)


def _filled(request: Request, form: Form) -> dict[str, Any]:
    """Fills a form as it is wanted, and gives the report with what leads to the same again."""
    wanted = FillForm(request.POST)
    if not wanted.is_valid():
        return {"form": wanted}
    course = wanted.course()
    return {
        "form": drawn_again(course),
        "course": course,
        "report": _reported(request, form, course),
    }


def _reported(request: Request, form: Form, course: Course) -> Report | None:
    """Fills a form, while no other is: it takes as much of the machine as it can get."""
    if not _FILLING.acquire(blocking=False):
        messages.warning(request, _("Another form is being filled now. Try again in a minute."))
        return None
    try:
        end = monotonic() + SECONDS
        filled = fill_many(form, course.at, first=course.seed, enough=lambda: monotonic() > end)
        return report(form, filled)
    finally:
        _FILLING.release()
