"""Questionnaires: published from a file, and looked at before anybody answers."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from homelands.foundation.doors import Request, for_officers, refusals_on
from homelands.surveys.actions import questionnaires
from homelands.surveys.models import Questionnaire, Study
from homelands.surveys.pages.forms import PublishForm
from homelands.surveys.pages.questions import QuestionsForm
from homelands.surveys.pages.respondents import direction
from homelands.surveys.queries import questionnaires as questionnaire_queries
from homelands.surveys.rules import check_manages, check_sees_counts
from homelands.surveys.xforms import Answers


@for_officers
def publish(request: Request, slug: str) -> HttpResponse:
    """Publishes an XLSForm as the questionnaire of a study."""
    study = get_object_or_404(Study, slug=slug)
    check_manages(request.actor, study)
    form = PublishForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        content, filename = form.source()
        with refusals_on(form):
            made = questionnaires.publish(
                study, source=content, filename=filename, at=timezone.now(), by=request.actor
            )
            messages.success(request, _("The questionnaire is published. This is how it looks."))
            return redirect("surveys.questionnaires.preview", pk=made.pk)
    return render(request, "surveys/questionnaires/publish.html", {"form": form, "study": study})


@for_officers
def preview(request: Request, pk: str) -> HttpResponse:
    """Shows a questionnaire page by page with every question, in any of its languages."""
    check_sees_counts(request.actor)
    shown = get_object_or_404(Questionnaire.objects.select_related("study").defer("xform"), pk=pk)
    form = questionnaire_queries.form_of(shown)
    spoken = dict(questionnaire_queries.languages(form))
    wanted = request.GET.get("language") or get_language() or ""
    language = wanted if wanted in spoken else next(iter(spoken))
    answers = Answers(form, {}, timezone.now(), language)
    number = _number(request.GET.get("page", ""), len(form.pages))
    page = form.pages[number - 1]
    context = {
        "questionnaire": shown,
        "heading": answers.text(page.label, page.path),
        "form": QuestionsForm(answers, page, every=True),
        "languages": spoken,
        "language": language,
        "direction": direction(language),
        "number": number,
        "total": len(form.pages),
    }
    return render(request, "surveys/questionnaires/preview.html", context)


def _number(text: str, most: int) -> int:
    return min(max(int(text), 1), most) if text.isdecimal() and len(text) < 5 else 1
