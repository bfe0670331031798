"""Studies: those that are open, for everybody; how they stand, for officers."""

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homelands.foundation.errors import why_not
from homelands.foundation.roles import Role
from homelands.foundation.rules import check_holds
from homelands.foundation.views import Request, for_officers, refusals_on
from homelands.surveys.questionnaires.actions import studies
from homelands.surveys.questionnaires.models import Study
from homelands.surveys.questionnaires.pages.forms.studies import StudyForm
from homelands.surveys.questionnaires.pages.listings import studies as listings
from homelands.surveys.questionnaires.pages.words import duties
from homelands.surveys.questionnaires.queries import questionnaires, responses
from homelands.surveys.questionnaires.queries import studies as study_queries
from homelands.surveys.questionnaires.rules import check_manages, check_sees_counts

_check_manager = check_holds(Role.SURVEY_MANAGER)


def current(request: Request) -> HttpResponse:
    """Lists the studies that can be answered today."""
    context = {"studies": study_queries.current(timezone.localdate())}
    return render(request, "questionnaires/studies/current.html", context)


@for_officers
def listed(request: Request) -> HttpResponseBase:
    """Lists the studies of the officer's countries."""
    check_sees_counts(request.actor)
    listing = listings.studies(study_queries.listed(request.actor), request.GET)
    if listing.wants_csv:
        return listing.csv()
    context = {"listing": listing, "why_not": why_not(_check_manager, request.actor)}
    return render(request, "questionnaires/studies/listed.html", context)


@for_officers
def add(request: Request) -> HttpResponse:
    """Sets up a study."""
    _check_manager(request.actor, None)
    form = StudyForm(request.POST or None, initial={"opens_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            study = studies.add(form.plan(), by=request.actor)
            messages.success(request, _("The study is set up. Now publish its questionnaire."))
            return redirect("questionnaires.studies.show", slug=study.slug)
    return render(request, "questionnaires/studies/add.html", {"form": form})


@for_officers
def change(request: Request, slug: str) -> HttpResponse:
    """Changes what is known of a study."""
    study = get_object_or_404(Study, slug=slug)
    check_manages(request.actor, study)
    form = StudyForm(request.POST or None, initial=vars(study))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            studies.change(study, plan=form.plan(), by=request.actor)
            messages.success(request, _("The study is changed."))
            return redirect("questionnaires.studies.show", slug=slug)
    return render(request, "questionnaires/studies/change.html", {"form": form, "study": study})


@for_officers
def show(request: Request, slug: str) -> HttpResponse:
    """Shows how a study stands: counts in which nobody can be found."""
    study = get_object_or_404(Study, slug=slug)
    check_sees_counts(request.actor, study)
    versions = list(questionnaires.of(study))
    address = request.build_absolute_uri(reverse("questionnaires.responses.start", args=[slug]))
    context = {
        "study": study,
        "state": duties.state(study, timezone.localdate()),
        "open": listings.when(study),
        "tasks": list(duties.tasks(study, request.actor)),
        "versions": versions,
        "counts": listings.counts(versions, responses.progress(study)),
        # Where respondents invite others, the page for everybody sends people away.
        "link": "" if study.by_invitation else address,
        "why_not": (why := why_not(check_manages, request.actor, study)),
        "faults": [] if why else responses.faults(study),
    }
    return render(request, "questionnaires/studies/show.html", context)
