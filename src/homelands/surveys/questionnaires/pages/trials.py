"""Trying a form out: answers that count nowhere, their path through the form, and their end."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homelands.foundation import codes
from homelands.foundation.access.context import acting
from homelands.foundation.views import Request, for_officers, refusals_on
from homelands.surveys.questionnaires.actions import trials
from homelands.surveys.questionnaires.actions.responses import Opening
from homelands.surveys.questionnaires.models import Questionnaire, Response, Study
from homelands.surveys.questionnaires.pages.asking import moments
from homelands.surveys.questionnaires.pages.asking.respondents import direction
from homelands.surveys.questionnaires.pages.desk import for_managers
from homelands.surveys.questionnaires.pages.forms.trials import TrialForm
from homelands.surveys.questionnaires.pages.words import paths
from homelands.surveys.questionnaires.queries import drafts, questionnaires
from homelands.surveys.questionnaires.queries import trials as trial_queries
from homelands.surveys.questionnaires.rules import check_manages
from homelands.surveys.questionnaires.rules.questionnaires import check_web
from homelands.surveys.questionnaires.rules.trials import KEPT


@for_managers
def listed(request: Request, study: Study) -> HttpResponse:
    """Lists what was tried of a study's forms, and begins to try one."""
    versions = list(questionnaires.of(study))
    form = _form(request, versions)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            return _begun(request, form, versions)
    context = {
        "study": study,
        "form": form,
        "versions": versions,
        "trials": trial_queries.of(study),
        "days": KEPT.days,
    }
    return render(request, "questionnaires/trials/listed.html", context)


def _form(request: Request, versions: list[Questionnaire]) -> TrialForm:
    spoken = [pair for one in versions for pair in _languages(one)]
    own = get_language() if get_language() in dict(spoken) else None
    return TrialForm(
        request.POST or None,
        versions=versions,
        languages=list(dict(spoken).items()),
        initial={"language": own},
    )


def _languages(questionnaire: Questionnaire) -> list[tuple[str, str]]:
    return questionnaires.languages(questionnaires.form_of(questionnaire))


def _begun(request: Request, form: TrialForm, versions: list[Questionnaire]) -> HttpResponse:
    wanted = next(one for one in versions if str(one.pk) == form.cleaned_data["version"])
    check_web(questionnaires.form_of(wanted))
    code = codes.new()
    opening = Opening(form.cleaned_data["language"], "", zone=moments.zone(request))
    trials.begin(
        wanted, opening=opening, digest=codes.digest(code), at=timezone.now(), by=request.actor
    )
    return redirect("questionnaires.responses.keep", code=code)


@for_officers
def show(request: Request, pk: UUID) -> HttpResponse:
    """Shows question by question what a trial was asked, and why the rest was not."""
    trial = trial_queries.get(pk)
    if trial is None:
        raise Http404
    check_manages(request.actor, trial.study)
    return render(request, "questionnaires/trials/show.html", _path(trial))


def _path(trial: Response) -> dict[str, Any]:
    language = get_language() or trial.language
    with acting(trial_queries.KEEPER):
        draft = drafts.of(trial, trial.completed_at or timezone.now(), trial.language)
        parts = paths.parts(draft, trial.steps)
    return {
        "trial": trial,
        "study": trial.study,
        "parts": parts,
        "language": trial.language or language,
        "direction": direction(trial.language or language),
    }


@for_managers
@require_POST
def clear(request: Request, study: Study) -> HttpResponse:
    """Throws away all that was tried of a study's forms."""
    trials.clear(study, by=request.actor)
    messages.success(request, _("All tests are thrown away."))
    return redirect("questionnaires.trials.listed", slug=study.slug)
