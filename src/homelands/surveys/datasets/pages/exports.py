"""Data files: asked for, agreed to, followed while they are made, and downloaded."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homelands.forms.datafiles.exporting.formats import DDI, DDI_MEDIA, FORMATS
from homelands.foundation.actors import Actor
from homelands.foundation.errors import why_not
from homelands.foundation.views import Request, for_officers, refusals_on
from homelands.surveys.datasets.actions import exports
from homelands.surveys.datasets.models import ExportRequest
from homelands.surveys.datasets.pages import listings
from homelands.surveys.datasets.pages.forms.data import ExportForm, RefuseForm
from homelands.surveys.datasets.queries import export_files, variables
from homelands.surveys.datasets.queries import exports as export_queries
from homelands.surveys.datasets.rules.exports import (
    AT_ONCE,
    State,
    check_may_decide,
    check_may_describe,
    check_requested,
    check_state,
)
from homelands.surveys.questionnaires.models import Study
from homelands.ui.sheet import sheet


@for_officers
def listed(request: Request, slug: str) -> HttpResponseBase:
    """Lists the data files of a study that the officer may know of."""
    study = get_object_or_404(Study, slug=slug)
    check_may_describe(request.actor, study)
    listing = listings.exports(study, export_queries.listed(study), request.GET)
    if listing.wants_csv:
        return listing.csv()
    context = {"study": study, "listing": listing}
    return render(request, "datasets/exports/listed.html", context)


@for_officers
def request(request: Request, slug: str) -> HttpResponseBase:
    """Asks for a study's answers as a file; a small one is made at once."""
    study = get_object_or_404(Study, slug=slug)
    check_may_describe(request.actor, study)
    spoken = variables.languages(study)
    initial = {"language": get_language() or "en", "format": "xlsx"}
    form = ExportForm(request.POST or None, initial=initial, languages=spoken)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            now = timezone.now()
            wish, why = form.wish(), form.cleaned_data["why"]
            made = exports.request(study, wish=wish, at=now, by=request.actor, why=why)
            if made.state == State.APPROVED and made.rows <= AT_ONCE:
                exports.make(made, at=now, by=Actor.system("datasets.exports"))
            return redirect("datasets.exports.show", pk=made.pk)
    context = {
        "study": study,
        "form": form,
        "rows": export_queries.completed(study).count(),
    }
    return render(request, "datasets/exports/request.html", context)


@for_officers
def show(request: Request, pk: str) -> HttpResponseBase:
    """Shows how far a data file is, who decides, and what can be done with it."""
    export = _held(pk)
    if request.GET.get("names") == "csv":
        return sheet(f"names-{export.pk}", [_("Name"), _("Name in the file")], export.names.items())
    return render(request, "datasets/exports/show.html", _context(request, export, RefuseForm()))


def _context(request: Request, export: ExportRequest, form: RefuseForm) -> dict[str, Any]:
    now = timezone.now()
    over = export.expires_at is not None and export.expires_at <= now
    return {
        "export": export,
        "study": export.study,
        "facts": listings.facts(export),
        "form": form,
        "done": export_files.done(export),
        "over": over,
        "decide_why_not": why_not(check_may_decide, request.actor, export),
        "download_why_not": why_not(check_requested, request.actor, export),
    }


@for_officers
@require_POST
def approve(request: Request, pk: str) -> HttpResponseBase:
    """Agrees that a file that is not anonymised is made."""
    export = _held(pk)
    exports.approve(export, at=timezone.now(), by=request.actor)
    messages.success(request, _("You agreed. The file is made now; its officer is told."))
    return redirect("datasets.exports.show", pk=pk)


@for_officers
def refuse(request: Request, pk: str) -> HttpResponseBase:
    """Refuses a file, with a reason."""
    export = _held(pk)
    check_may_decide(request.actor, export)
    check_state(export, State.REFUSED)
    form = RefuseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            why = form.cleaned_data["why"]
            exports.refuse(export, why=why, at=timezone.now(), by=request.actor)
            messages.success(request, _("Refused. The officer reads your reason."))
            return redirect("datasets.exports.show", pk=pk)
    return render(request, "datasets/exports/refuse.html", _context(request, export, form))


@for_officers
@require_POST
def download(request: Request, pk: str) -> HttpResponseBase:
    """Sends the file; each time is recorded."""
    export = _held(pk)
    exports.download(export, at=timezone.now(), by=request.actor)
    media = DDI_MEDIA if export.format == DDI else FORMATS[export.format].media
    file = export_files.path_of(export).open("rb")
    answer = FileResponse(
        file, as_attachment=True, filename=export_files.name_of(export), content_type=media
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store"
    return answer


def _held(pk: str) -> ExportRequest:
    return get_object_or_404(ExportRequest.objects.select_related("study"), pk=pk)
