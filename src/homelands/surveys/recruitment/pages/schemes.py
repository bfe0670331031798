"""The rules of invitations: set, changed, and stopped in a country."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from homelands.foundation.templatetags.words import country_name
from homelands.foundation.views import Request, refusals_on
from homelands.surveys.questionnaires.models import Study
from homelands.surveys.recruitment.actions import schemes
from homelands.surveys.recruitment.pages.desk import for_recruiters
from homelands.surveys.recruitment.pages.forms.recruitment import ReasonForm, TermsForm
from homelands.surveys.recruitment.pages.words.sums import in_words
from homelands.surveys.recruitment.queries import coupons as coupon_queries
from homelands.surveys.recruitment.queries import schemes as queries


@for_recruiters
def set(request: Request, study: Study) -> HttpResponse:
    """Sets the rules of invitations, and shows what they were before."""
    scheme = coupon_queries.scheme_of(study)
    running = scheme is not None and coupon_queries.out(study, timezone.now())
    form = TermsForm(request.POST or None, held=scheme, running=running)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            why = form.cleaned_data.get("why", "")
            at, by = timezone.now(), request.actor
            schemes.set(study, terms=form.terms(), at=at, by=by, why=why)
            messages.success(request, _("The rules hold for invitations from now on."))
            return redirect("recruitment.recruitment.show", slug=study.slug)
    context = {"study": study, "form": form, "running": running, "versions": _versions(study)}
    return render(request, "recruitment/schemes/set.html", context)


def _versions(study: Study) -> list[tuple[queries.Version, str, str]]:
    """Returns the rules so far with their rewards in words, the latest first."""
    found = []
    for version in queries.versions(study):
        first, second = (in_words(n, version.currency) if n else "–" for n in version.rewards)
        found.append((version, first, second))
    return found


@for_recruiters
def stop(request: Request, study: Study) -> HttpResponse:
    """Asks why, and gives out no more invitations in a country."""
    place = request.GET.get("country", "")
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            on, why = timezone.localdate(), form.cleaned_data["why"]
            schemes.stop(study, destination=place, on=on, by=request.actor, why=why)
            messages.success(request, _("No more invitations are given out there."))
            return redirect("recruitment.recruitment.show", slug=study.slug)
    context = {"study": study, "form": form, "place": country_name(place)}
    return render(request, "recruitment/schemes/stop.html", context)


@for_recruiters
def resume(request: Request, study: Study) -> HttpResponse:
    """Asks why, and gives out invitations in a country again."""
    place = request.GET.get("country", "")
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            why = form.cleaned_data["why"]
            schemes.resume(study, destination=place, by=request.actor, why=why)
            messages.success(request, _("Invitations are given out there again."))
            return redirect("recruitment.recruitment.show", slug=study.slug)
    context = {"study": study, "form": form, "place": country_name(place)}
    return render(request, "recruitment/schemes/resume.html", context)
