"""Records opened outside an officer's grants: opened with a reason, looked at, listed, checked."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homelands.foundation import clients
from homelands.foundation.access.context import acting
from homelands.foundation.errors import why_not
from homelands.foundation.queries import promises
from homelands.foundation.views import Request, for_officers, refusals_on
from homelands.people.register.actions import openings
from homelands.people.register.models import Opening, Person
from homelands.people.register.pages import listings
from homelands.people.register.pages.forms import OpenForm
from homelands.people.register.queries import consents as consent_queries
from homelands.people.register.queries import openings as opening_queries
from homelands.people.register.queries import persons as person_queries
from homelands.people.register.queries import seeing
from homelands.people.register.rules.openings import (
    NUMBERS,
    check_lists,
    check_may_open,
    check_may_review,
    check_not_over,
    check_own,
    check_sees,
)


@for_officers
def listed(request: Request) -> HttpResponse:
    """Lists the officer's own openings, and those of records in the officer's countries."""
    check_lists(request.actor)
    context = {
        "listing": listings.openings(opening_queries.visible_to(request.actor), request.GET),
        "why_not": why_not(check_may_open, request.actor),
    }
    return render(request, "register/openings/listed.html", context)


@for_officers
def open(request: Request) -> HttpResponse:
    """Opens one record outside the officer's grants, for its number and a reason."""
    check_may_open(request.actor)
    form = OpenForm(request.POST or None, initial={"number": request.GET.get("number", "")})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            clients.count(request, NUMBERS)
            given = form.cleaned_data
            opening = openings.open(
                number=given["number"], why=given["why"], at=timezone.now(), by=request.actor
            )
            return redirect("register.openings.look", pk=opening.pk)
    return render(request, "register/openings/open.html", {"form": form})


@for_officers
def show(request: Request, pk: str) -> HttpResponse:
    """Shows who opened a record, when and why, to whoever answers for it."""
    opening = _sought(pk)
    check_sees(request.actor, opening)
    context = {
        "opening": opening,
        "own": not why_not(check_own, request.actor, opening),
        "promise": promises.about(opening.pk),
        "review_why_not": why_not(check_may_review, request.actor, opening),
    }
    return render(request, "register/openings/show.html", context)


@for_officers
def look(request: Request, pk: str) -> HttpResponse:
    """Shows the record that was opened, to whoever opened it and until it is over; a look."""
    opening = _sought(pk)
    check_own(request.actor, opening)
    check_not_over(opening)
    by = opening_queries.through(opening, request.actor)
    openings.look(opening, why=opening.why, by=by)
    with acting(by):
        people = Person.objects.filter(pk=opening.person_id, erased_at=None)
        person = get_object_or_404(seeing.with_consents(people))
        seen = seeing.seen(person, by=by)
        context = {
            "opening": opening,
            "seen": seen,
            "entries": person_queries.entries(person) if seen.profiled else None,
            "switches": consent_queries.switches(person),
            "today": timezone.localdate(),
        }
        return render(request, "register/openings/look.html", context)


@for_officers
@require_POST
def review(request: Request, pk: str) -> HttpResponse:
    """Notes that somebody who answers for the record has checked why it was opened."""
    openings.review(_sought(pk), at=timezone.now(), by=request.actor)
    messages.success(request, _("It is noted that you have checked this."))
    return redirect("register.openings.show", pk=pk)


def _sought(pk: str) -> Opening:
    return get_object_or_404(opening_queries.all_with_ends(), pk=pk)
