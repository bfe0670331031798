"""A study's plan: how many interviews it needs, and a trial of its recruitment before going out."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from homelands.foundation.views import Request, for_officers, refusals_on
from homelands.mapping.statistics.pages.report import plans as parts
from homelands.mapping.statistics.pages.report.plans import PlanForm
from homelands.mapping.statistics.pages.report.whole import who
from homelands.mapping.statistics.queries import plans as queries
from homelands.mapping.statistics.queries.plans import Waiting
from homelands.mapping.statistics.rules.drafting import check_may_draft
from homelands.surveys.questionnaires.models import Study
from homelands.surveys.questionnaires.rules import check_sees_counts

#: Seconds after which a browser looks again whether a trial is over.
_AGAIN = 5


@for_officers
def show(request: Request, slug: str) -> HttpResponse:
    """Shows what a plan needs, and what it would meet."""
    study = get_object_or_404(Study, slug=slug)
    check_may_draft(request.actor)
    check_sees_counts(request.actor, study)
    form = PlanForm(request.GET, population=study.population)
    context: dict[str, Any] = {"study": study, "form": form, "who": who(study)}
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            asked = form.asked()
            context["parts"] = [parts.sizes(queries.sized(asked))]
            tried = queries.tried(asked, by=request.actor)
            if isinstance(tried, Waiting):
                context["waiting"] = tried
            else:
                context["parts"].append(parts.trial(tried))
    answer = render(request, "statistics/plans/show.html", context)
    if "waiting" in context:
        answer["Refresh"] = str(_AGAIN)
    return answer
