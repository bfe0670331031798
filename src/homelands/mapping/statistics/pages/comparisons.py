"""A study's destinations taken together, and a study beside another one or another wave."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language

from homelands.foundation.views import Request, for_officers, refusals_on
from homelands.mapping.statistics.pages.report import modes as mode_parts
from homelands.mapping.statistics.pages.report import together as parts
from homelands.mapping.statistics.pages.report.forms import ComparedForm, PooledForm
from homelands.mapping.statistics.pages.report.modes import ModesForm
from homelands.mapping.statistics.pages.report.whole import against, indicative, who
from homelands.mapping.statistics.queries import labels, released, studies
from homelands.mapping.statistics.queries import together as queries
from homelands.mapping.statistics.queries.labels import Labels
from homelands.mapping.statistics.queries.together import Waves
from homelands.mapping.statistics.rules import naming
from homelands.mapping.statistics.rules.drafting import check_may_draft, check_works_with_answers
from homelands.surveys.questionnaires.models import Study
from homelands.surveys.questionnaires.rules import check_sees_counts
from homelands.ui import sentences


@for_officers
def pooled(request: Request, slug: str) -> HttpResponse:
    """Shows what one question gives over all countries of a study, each by its people."""
    study = _study(request, slug)
    known, names = _labels(study), studies.variables(study)
    form = PooledForm(request.GET, study=study, variables=names, labels=known)
    context: dict[str, Any] = {"study": study, "form": form, "asked": bool(form.choices)}
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            context |= _pooled(request, study, form)
    return render(request, "statistics/comparisons/pooled.html", context)


@for_officers
def compared(request: Request, slug: str) -> HttpResponse:
    """Shows how one question of a study differs from that of another one, or of another wave."""
    study = _study(request, slug)
    others = list(studies.sampled(request.actor).exclude(pk=study.pk))
    variables = studies.variables(study)
    form = ComparedForm(
        request.GET, study=study, variables=variables, labels=_labels(study), others=others
    )
    context: dict[str, Any] = {"study": study, "form": form, "asked": bool(form.choices)}
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            other = next(one for one in others if one.slug == form.cleaned_data["other"])
            form.check_asked(studies.variables(other))
            context |= _compared(request, study, other, form)
    return render(request, "statistics/comparisons/compared.html", context)


@for_officers
def modes(request: Request, slug: str) -> HttpResponse:
    """Shows how the countries of a study differ with the mode of collection held fixed."""
    study = _study(request, slug)
    check_works_with_answers(request.actor, study)
    form = ModesForm(request.GET, study=study, variables=studies.variables(study))
    context: dict[str, Any] = {"study": study, "form": form, "asked": bool(form.choices)}
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            context |= _modes(study, form)
    return render(request, "statistics/comparisons/modes.html", context)


def _study(request: Request, slug: str) -> Study:
    study = get_object_or_404(Study, slug=slug, design=Study.Design.RDS)
    check_may_draft(request.actor)
    check_sees_counts(request.actor, study)
    return study


def _labels(study: Study) -> Labels:
    return labels.of(study, get_language() or "")


def _pooled(request: Request, study: Study, form: PooledForm) -> dict[str, Any]:
    question = form.question()
    released.check_choices(study, question, by=request.actor)
    uncertainty = float(form.cleaned_data["uncertainty"]) / 100
    people, edition = queries.stocks(form.cleaned_data["stocks"], uncertainty)
    found = queries.pooled(study, question, people)
    by, at = request.actor, timezone.now()
    released.check(study, question.variable, found, by=by, at=at)
    found = naming.together(found, form.labels.of(question.variable))
    return {
        "parts": parts.pooled(found, question, edition),
        "kind": parts.weakest([found.design_class]),
        "who": who(study),
        "against": sentences.each(found.against),
        "indicative": parts.failed(found),
    }


def _modes(study: Study, form: ModesForm) -> dict[str, Any]:
    question = form.question()
    people, _edition = queries.stocks(form.cleaned_data["stocks"], 0.0)
    found = queries.with_modes(study, question, form.cleaned_data["asked_by"], people)
    return {
        "parts": mode_parts.parts(found, question),
        "kind": parts.weakest([found.design_class]),
        "who": who(study),
        "against": sentences.each(found.against),
        "indicative": mode_parts.failed(found),
    }


def _compared(request: Request, study: Study, other: Study, form: ComparedForm) -> dict[str, Any]:
    question, data = form.question(), form.cleaned_data
    rho = None if data["rho"] is None else float(data["rho"])
    sides = (study, question), (other, form.other_question())
    for one, asked in sides:
        released.check_choices(one, asked, by=request.actor)
    found = queries.compared(*sides, Waves(data["both"], rho))
    pair = found.first, found.second
    for (one, asked), diagnosis in zip(sides, pair, strict=True):
        released.check(one, asked.variable, diagnosis, by=request.actor, at=timezone.now())
    answers = {**_labels(other).of(sides[1][1].variable), **form.labels.of(question.variable)}
    pair = naming.diagnosis(found.first, answers), naming.diagnosis(found.second, answers)
    gaps = naming.gaps(found.gaps, answers)
    return {
        "parts": parts.compared(gaps, (study.name, other.name), question),
        "kind": parts.weakest([one.design_class for one in pair]),
        "who": f"{who(study)} · {who(other)}",
        "against": list(dict.fromkeys(said for one in pair for said in against(one))),
        "indicative": list(dict.fromkeys(said for one in pair for said in indicative(one))),
    }
