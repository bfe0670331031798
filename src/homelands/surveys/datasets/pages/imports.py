"""A file of answers is taken in: uploaded, its columns explained, tried, then brought."""

from collections import Counter
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language

from homelands.foundation.views import Request, for_officers, refusals_on
from homelands.surveys.datasets.actions import imports
from homelands.surveys.datasets.models import ImportFile
from homelands.surveys.datasets.pages.forms.imports import ColumnsForm, UploadForm
from homelands.surveys.datasets.queries import imports as import_queries
from homelands.surveys.datasets.rules.imports import check_brings
from homelands.surveys.questionnaires.models import Study
from homelands.surveys.questionnaires.rules import check_manages

_PREVIEWED = 5
_TRIED = 500
_TOLD = 100


@for_officers
def upload(request: Request, slug: str) -> HttpResponse:
    """Takes a file of answers to be looked at; nothing of it counts yet."""
    study = get_object_or_404(Study, slug=slug)
    check_manages(request.actor, study)
    form = UploadForm(request.POST or None, request.FILES or None, study=study)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            kept = imports.upload(study, file=form.upload(), at=timezone.now(), by=request.actor)
            return redirect("datasets.imports.bring", pk=kept.pk)
    context = {"form": form, "study": study, "files": import_queries.of(study)}
    return render(request, "datasets/imports/upload.html", context)


@for_officers
def bring(request: Request, pk: UUID) -> HttpResponse:
    """Shows what the columns mean and what would become of the rows; then takes them in."""
    file = _held(request, pk)
    if file.begun_at is not None:
        return redirect("datasets.imports.show", pk=pk)
    read = import_queries.sheet(file)
    targets = import_queries.targets(file.study, get_language() or "")
    initial = ColumnsForm.held(read, import_queries.meaning(file))
    form = ColumnsForm(request.POST or None, sheet=read, targets=targets, initial=initial)
    context = {"form": form, "file": file, "sheet": read, "rows": read.rows[:_PREVIEWED]}
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            now = timezone.now()
            imports.explain(file, meaning=form.meaning(), at=now, by=request.actor)
            if "bring" in request.POST:
                imports.bring(file, at=now, by=request.actor)
                return redirect("datasets.imports.show", pk=pk)
            context |= _tried(file)
    context["study"] = file.study
    return render(request, "datasets/imports/bring.html", context)


def _tried(file: ImportFile) -> dict[str, object]:
    """Tries the first rows and tells of those that would not simply come in."""
    counted: Counter[str] = Counter()
    told: list[tuple[int, list[str]]] = []
    for line in import_queries.tried(file, timezone.now(), _TRIED):
        counted[line.outcome] += 1
        if line.sentences and len(told) < _TOLD:
            told.append((line.row.number, line.sentences[:5]))
    return {"counted": dict(counted), "told": told, "tried": _TRIED, "most": _TOLD}


@for_officers
def show(request: Request, pk: UUID) -> HttpResponse:
    """Shows how a file came in, or that it is still coming."""
    file = _held(request, pk)
    if file.begun_at is None:
        return redirect("datasets.imports.bring", pk=pk)
    return render(request, "datasets/imports/show.html", {"file": file, "study": file.study})


def _held(request: Any, pk: UUID) -> ImportFile:
    file = import_queries.one(pk)
    if file is None:
        raise Http404
    check_brings(request.actor, file)
    return file
