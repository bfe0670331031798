"""The size of a population from lists that overlap, as a study's answers name them."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from homelands.foundation.views import Request, for_officers, refusals_on
from homelands.mapping.statistics.pages.report import lists as parts
from homelands.mapping.statistics.pages.report.lists import ListsForm
from homelands.mapping.statistics.pages.report.whole import who
from homelands.mapping.statistics.queries import lists as queries
from homelands.mapping.statistics.rules.drafting import check_may_draft, check_works_with_answers
from homelands.surveys.questionnaires.models import Study


@for_officers
def show(request: Request, slug: str) -> HttpResponse:
    """Shows how many people there are, seen on the lists and not, by every model worth showing."""
    study = get_object_or_404(Study, slug=slug)
    check_may_draft(request.actor)
    check_works_with_answers(request.actor, study)
    form = ListsForm.asked_by(request.GET)
    context: dict[str, Any] = {"study": study, "form": form, "who": who(study)}
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            level = float(form.cleaned_data["level"])
            found = queries.sizes(study, form.cleaned_data["lists"], level)
            context["parts"] = parts.parts(found, level)
    return render(request, "statistics/lists/show.html", context)
