"""The codebook of a study."""

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homelands.foundation.errors import why_not
from homelands.foundation.views import Request, for_officers, refusals_on
from homelands.surveys.conversations.actions import codes
from homelands.surveys.conversations.models import Code
from homelands.surveys.conversations.pages.forms import CodeForm
from homelands.surveys.conversations.queries import coding, conversations
from homelands.surveys.conversations.rules.conversations import check_keeps_codebook, check_reads
from homelands.surveys.questionnaires.models import Study
from homelands.ui.sheet import sheet


@for_officers
def listed(request: Request, slug: str) -> HttpResponseBase:
    """Shows the codebook, or gives it out as a file."""
    check_reads(request.actor)
    study = get_object_or_404(Study, slug=slug)
    held = list(coding.codebook(study))
    if request.GET.get("format") == "csv":
        header = [_("Name"), _("It belongs under"), _("When to use it, and when not")]
        rows = [
            [code.name, code.parent.name if code.parent else "", code.definition] for code in held
        ]
        return sheet(f"codebook-{study.slug}", header, rows)
    context = {
        "study": study,
        "codes": held,
        "why_not": why_not(check_keeps_codebook, request.actor, study),
    }
    return render(request, "conversations/codes/listed.html", context)


@for_officers
def add(request: Request, slug: str) -> HttpResponse:
    """Adds a code to the codebook."""
    study = get_object_or_404(Study, slug=slug)
    check_keeps_codebook(request.actor, study)
    form = CodeForm(request.POST or None, codebook=_offered(study))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            codes.add(study, entry=form.entry(), by=request.actor)
            messages.success(request, _("The code is in the codebook."))
            return _back(request, study)
    return render(request, "conversations/codes/add.html", {"form": form, "study": study})


def _back(request: Request, study: Study) -> HttpResponse:
    """Leads back to the transcript that was being read, or to the codebook."""
    read = conversations.transcript_of(study, request.GET.get("transcript", ""))
    if read is not None:
        return redirect("conversations.transcripts.read", pk=read.pk)
    return redirect("conversations.codes.listed", slug=study.slug)


@for_officers
def change(request: Request, pk: str) -> HttpResponse:
    """Says more exactly what a code means."""
    code = get_object_or_404(Code.objects.select_related("study"), pk=pk)
    check_keeps_codebook(request.actor, code)
    start = {"name": code.name, "definition": code.definition, "parent": code.parent_id}
    form = CodeForm(request.POST or None, codebook=_offered(code.study), initial=start)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            codes.change(code, entry=form.entry(), by=request.actor)
            messages.success(request, _("The codebook is changed."))
            return redirect("conversations.codes.listed", slug=code.study.slug)
    context = {"form": form, "code": code, "study": code.study}
    return render(request, "conversations/codes/change.html", context)


def _offered(study: Study) -> list[Code]:
    return [code for code in coding.codebook(study) if code.retired_at is None]


@for_officers
@require_POST
def retire(request: Request, pk: str) -> HttpResponse:
    """Takes a code out of use."""
    code = get_object_or_404(Code.objects.select_related("study"), pk=pk)
    codes.retire(code, at=timezone.now(), by=request.actor)
    return redirect("conversations.codes.listed", slug=code.study.slug)


@for_officers
@require_POST
def bring_back(request: Request, pk: str) -> HttpResponse:
    """Takes a retired code into use again."""
    code = get_object_or_404(Code.objects.select_related("study"), pk=pk)
    codes.bring_back(code, by=request.actor)
    return redirect("conversations.codes.listed", slug=code.study.slug)
