"""Guides of a study's conversations."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from homelands.foundation.views import Request, for_officers, refusals_on
from homelands.surveys.conversations.actions import guides
from homelands.surveys.conversations.models import Guide
from homelands.surveys.conversations.pages.forms import GuideForm
from homelands.surveys.conversations.rules.conversations import check_reads
from homelands.surveys.questionnaires.models import Study
from homelands.surveys.questionnaires.rules import check_manages


@for_officers
def add(request: Request, slug: str) -> HttpResponse:
    """Adds a guide to a study."""
    study = get_object_or_404(Study, slug=slug)
    check_manages(request.actor, study)
    form = GuideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = guides.add(study, text=form.guide(), at=timezone.now(), by=request.actor)
            messages.success(request, _("The guide is kept. Conversations can now name it."))
            return redirect("conversations.guides.show", pk=made.pk)
    return render(request, "conversations/guides/add.html", {"form": form, "study": study})


@for_officers
def show(request: Request, pk: str) -> HttpResponse:
    """Shows a guide, ready to be printed."""
    check_reads(request.actor)
    guide = get_object_or_404(Guide.objects.select_related("study"), pk=pk)
    return render(request, "conversations/guides/show.html", {"guide": guide, "study": guide.study})
