"""The shortlist of a call: applicants with rules and reasons; an officer decides, and says why."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from homelands.foundation.queries import promises
from homelands.foundation.views import Request, for_officers, refusals_on
from homelands.people.register.queries import persons
from homelands.programmes.needs.models import Call
from homelands.programmes.needs.pages import acts
from homelands.programmes.needs.pages.acts import Offer
from homelands.programmes.needs.rules import check_manages
from homelands.programmes.selection.actions import shortlists
from homelands.programmes.selection.models.choices import BANDS
from homelands.programmes.selection.pages.forms import ChooseForm
from homelands.programmes.selection.queries import applications as application_queries
from homelands.programmes.selection.queries import assessments
from homelands.programmes.selection.rules.applications import APPLICATION, NotDeclared

_PROPOSE = Offer(
    gettext_lazy("Propose to the host"),
    "selection.matches.propose",
    check_manages,
    "propose",
    tone="primary",
)


@for_officers
def show(request: Request, pk: str) -> HttpResponse:
    """Shows who applied, with the suggestion for each; asks for conflicts of interest first."""
    call = get_object_or_404(Call.objects.select_related("need__host", "programme"), pk=pk)
    try:
        application_queries.check_may_open(request.actor, call)
    except NotDeclared:
        return redirect("selection.conflicts.declare", pk=pk)
    latest = assessments.latest_of(call.pk)
    rows = [
        (
            row,
            application_queries.seen(row, request.actor),
            assessments.shown(latest[row.pk]) if row.pk in latest else None,
        )
        for row in application_queries.sent(call)
    ]
    if rows:
        shortlists.listed([seen for _row, seen, _shown in rows], by=request.actor)
    context = {"call": call, "rows": rows, "bands": BANDS.values()}
    return render(request, "selection/shortlists/show.html", context)


@for_officers
@require_POST
def assess(request: Request, pk: str) -> HttpResponse:
    """Assesses the applications of a call on what is known now."""
    call = get_object_or_404(Call, pk=pk)
    shortlists.assess(call, at=timezone.now(), by=request.actor)
    messages.success(request, _("The applications are assessed. You decide."))
    return redirect("selection.shortlists.show", pk=pk)


@for_officers
def choose(request: Request, pk: str) -> HttpResponse:
    """Shows one application, records the look, and takes the decision with its reason."""
    application = get_object_or_404(application_queries.readable(), pk=pk)
    shortlists.look(application, by=request.actor)
    form = ChooseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            chosen, why = form.cleaned_data["chosen"] == "yes", form.cleaned_data["why"]
            shortlists.choose(
                application, chosen=chosen, why=why, at=timezone.now(), by=request.actor
            )
            messages.success(request, _("Your decision is noted. The applicant can read it."))
            return redirect("selection.shortlists.show", pk=application.call_id)
    assessment = assessments.latest(application)
    seen = application_queries.seen(application, request.actor)
    context = {
        "form": form,
        "application": application,
        "seen": seen,
        "shown": assessments.shown(assessment) if assessment else None,
        "entries": persons.entries(application.person) if seen.profiled else None,
        "promise": promises.about(application.pk),
        "acts": acts.of(request.actor, application, APPLICATION, _PROPOSE),
        "now": timezone.now(),
    }
    return render(request, "selection/shortlists/choose.html", context)
