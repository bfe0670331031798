"""The statistician's page of a study: what its numbers show, how sure they are, and on what."""

from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language

from homelands.foundation.errors import why_not
from homelands.foundation.views import Request, for_officers, refusals_on
from homelands.mapping.statistics.actions import diagnostics
from homelands.mapping.statistics.pages import listings
from homelands.mapping.statistics.pages.report import (
    chains,
    counts,
    estimates,
    files,
    mixing,
    otherwise,
    settling,
    spread,
)
from homelands.mapping.statistics.pages.report import whole as report
from homelands.mapping.statistics.pages.report.forms import CountsForm, QuestionForm, SampleForm
from homelands.mapping.statistics.pages.report.parts import Part, Told
from homelands.mapping.statistics.queries import diagnostics as queries
from homelands.mapping.statistics.queries import labels, released, studies
from homelands.mapping.statistics.queries.released import Figures
from homelands.mapping.statistics.rules import naming
from homelands.mapping.statistics.rules.diagnosis.found import Diagnosis
from homelands.mapping.statistics.rules.diagnosis.question import COLUMNS, Question
from homelands.mapping.statistics.rules.drafting import check_may_download, check_may_draft
from homelands.mapping.statistics.rules.estimation import Result
from homelands.surveys.questionnaires.models import Study
from homelands.surveys.questionnaires.rules import check_sees_counts
from homelands.ui.sheet import sheet

SAMPLE = "sample.csv"


@for_officers
def listed(request: Request) -> HttpResponseBase:
    """Lists the studies whose statistics can be looked at."""
    check_may_draft(request.actor)
    listing = listings.studies(studies.listed(request.actor), request.GET)
    if listing.wants_csv:
        return listing.csv()
    return render(request, "statistics/diagnostics/listed.html", {"listing": listing})


@for_officers
def show(request: Request, slug: str) -> HttpResponseBase:
    """Shows what one question of a study gives, how sure that is, and on what it rests."""
    study = get_object_or_404(Study, slug=slug)
    check_may_draft(request.actor)
    check_sees_counts(request.actor, study)
    form = _form(request, study)
    context: dict[str, Any] = {"study": study, "form": form, "asked": bool(form.choices)}
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            told = Told(study, form.cleaned_data["variable"], f"?{_query(request)}", form.labels)
            seen = _seen(request, form.question(), told)
            if isinstance(seen, HttpResponseBase):
                return seen
            context |= seen | {"question": told.question}
    return render(request, "statistics/diagnostics/show.html", context)


@for_officers
def download(request: Request, slug: str) -> HttpResponseBase:
    """Gives out the sample without names, to an officer who says what for."""
    study = get_object_or_404(Study, slug=slug)
    check_may_download(request.actor, study)
    question = _form(request, study)
    if study.design != Study.Design.RDS or not (question.is_bound and question.is_valid()):
        context = {"study": study, "query": _query(request)}
        return render(request, "statistics/diagnostics/download.html", context)
    form = SampleForm(request.POST or None)
    asked = question.question()
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            why = form.cleaned_data["why"]
            lines = diagnostics.download(study, question=asked, why=why, by=request.actor)
            return sheet("sample", COLUMNS, lines)
    context = {
        "study": study,
        "form": form,
        "query": _query(request),
        "variable": question.labels.question(asked.variable),
    }
    return render(request, "statistics/diagnostics/download.html", context)


def _form(request: Request, study: Study) -> CountsForm:
    kind = QuestionForm if study.design == Study.Design.RDS else CountsForm
    known = labels.of(study, get_language() or "")
    return kind(request.GET, study=study, variables=studies.variables(study), labels=known)


def _seen(request: Request, question: Question, told: Told) -> dict[str, Any] | HttpResponseBase:
    """Returns what the page shows, or the file that was asked for instead."""
    wanted = request.GET.get("part", "") if request.GET.get("format") == "csv" else None
    released.check_choices(told.study, question, by=request.actor)
    if told.study.design != Study.Design.RDS:
        results = queries.counts(told.study, question)
        _let_out(request, told, results)
        return _counted(results, told, wanted)
    diagnosis = queries.diagnosis(told.study, question)
    _let_out(request, told, diagnosis)
    if wanted in ("", "estimates"):
        return files.estimates(diagnosis, question, told)
    diagnosis = naming.diagnosis(diagnosis, told.answers)
    parts = _parts(diagnosis, question, told)
    if wanted:
        return files.behind(parts, wanted, told)
    return {
        "parts": parts,
        "facts": report.facts(told.study, diagnosis, question),
        "against": report.against(diagnosis),
        "indicative": report.indicative(diagnosis),
        "strobe": report.strobe(told.study, diagnosis, question, queries.fieldwork(told.study)),
        "command": question.command(SAMPLE),
        "query": _query(request),
        "sample_why_not": why_not(check_may_download, request.actor, told.study),
    }


def _let_out(request: Request, told: Told, found: Figures) -> None:
    """Refuses figures to who may not read the answers, where they would tell of a few people."""
    released.check(told.study, told.variable, found, by=request.actor, at=timezone.now())


def _counted(
    results: list[Result], told: Told, wanted: str | None
) -> dict[str, Any] | HttpResponseBase:
    results = naming.results(results, told.answers)
    parts = [counts.part(told.study, results, told)]
    if wanted is not None:
        return files.behind(parts, "counts", told)
    return {"parts": parts, "facts": counts.facts(told.study, results)}


def _parts(diagnosis: Diagnosis, question: Question, told: Told) -> list[Part]:
    return [
        *estimates.parts(diagnosis, question, told),
        otherwise.part(diagnosis, question),
        chains.part(diagnosis, told),
        *settling.parts(diagnosis, told),
        *mixing.parts(diagnosis),
        *spread.parts(diagnosis, told),
    ]


def _query(request: Request) -> str:
    """Returns the choices as they stand in the address, without what asks for a file."""
    query = request.GET.copy()
    for name in ("format", "part"):
        query.pop(name, None)
    return query.urlencode()
