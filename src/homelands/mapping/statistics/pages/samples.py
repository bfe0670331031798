"""A study of people met at venues, or drawn from several frames: shares with their intervals."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from homelands.foundation.views import Request, for_officers, refusals_on
from homelands.mapping.statistics.pages.report import samples as parts
from homelands.mapping.statistics.pages.report.samples import FramesForm, VenuesForm
from homelands.mapping.statistics.pages.report.together import weakest
from homelands.mapping.statistics.pages.report.whole import who
from homelands.mapping.statistics.queries import samples as queries
from homelands.mapping.statistics.queries import studies
from homelands.mapping.statistics.rules.drafting import check_may_draft, check_works_with_answers
from homelands.mapping.statistics.rules.samples import CLASS, Found
from homelands.surveys.questionnaires.models import Study
from homelands.ui import sentences


@for_officers
def venues(request: Request, slug: str) -> HttpResponse:
    """Shows what one question gives of people met at venues, weighted by their visits."""
    study = _study(request, slug)
    form = VenuesForm(request.GET, study=study, **_names(study))
    context: dict[str, Any] = {"study": study, "form": form, "asked": bool(form.choices)}
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            found = queries.at_venues(study, form.asked())
            context |= _shown(study, found, form.confidence, parts.VENUES)
    return render(request, "statistics/samples/venues.html", context)


@for_officers
def frames(request: Request, slug: str) -> HttpResponse:
    """Shows what one question gives of people drawn from several frames, each counted once."""
    study = _study(request, slug)
    form = FramesForm(request.GET, study=study, **_names(study))
    context: dict[str, Any] = {"study": study, "form": form, "asked": bool(form.choices)}
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            found = queries.of_frames(study, form.asked())
            context |= _shown(study, found, form.confidence, parts.FRAMES)
    return render(request, "statistics/samples/frames.html", context)


def _study(request: Request, slug: str) -> Study:
    study = get_object_or_404(Study, slug=slug, design=Study.Design.PROBABILITY)
    check_may_draft(request.actor)
    check_works_with_answers(request.actor, study)
    return study


def _names(study: Study) -> dict[str, Any]:
    return {"variables": studies.variables(study), "held": studies.columns(study)}


def _shown(study: Study, found: Found, level: float, method: str) -> dict[str, Any]:
    return {
        "parts": parts.parts(found, level, method),
        "kind": weakest([CLASS]),
        "who": who(study),
        "against": sentences.each(found.against),
    }
