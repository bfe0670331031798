"""A match between an applicant and a need: proposed, answered by host and person."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from homelands.foundation.queries import promises
from homelands.foundation.states import check_step
from homelands.foundation.views import Request, for_members, for_officers
from homelands.people.register.queries import persons
from homelands.programmes.needs.pages import acts
from homelands.programmes.needs.pages.acts import Offer, Question
from homelands.programmes.needs.rules import check_manages, is_person
from homelands.programmes.selection.actions import matches
from homelands.programmes.selection.models import Application, Match
from homelands.programmes.selection.queries import applications as application_queries
from homelands.programmes.selection.queries import matches as match_queries
from homelands.programmes.selection.rules.applications import NotDeclared
from homelands.programmes.selection.rules.matches import MATCH, check_declines, check_host_answers

_ACTS = (
    Offer(
        gettext_lazy("Accept for the host"),
        "selection.matches.accept_by_host",
        check_host_answers,
        "accept_by_host",
        tone="primary",
    ),
    Offer(
        gettext_lazy("Plan the placement"),
        "placements.placements.plan",
        check_manages,
        "place",
        opens=True,
    ),
    Offer(
        gettext_lazy("Decline"), "selection.matches.decline", check_declines, "decline", opens=True
    ),
)


def _match(pk: str) -> Match:
    return get_object_or_404(match_queries.readable(), pk=pk)


@for_officers
@require_POST
def propose(request: Request, pk: str) -> HttpResponse:
    """Proposes a shortlisted applicant to the host."""
    application = get_object_or_404(Application, pk=pk)
    match = matches.propose(application, at=timezone.now(), by=request.actor)
    messages.success(request, _("Proposed. The host owes an answer."))
    return redirect("selection.matches.show", pk=match.pk)


@for_officers
def show(request: Request, pk: str) -> HttpResponse:
    """Shows a match to the host and the programme, and records the look."""
    match = _match(pk)
    try:
        application_queries.check_may_read_match(request.actor, match)
    except NotDeclared:
        return redirect("selection.conflicts.declare", pk=match.application.call_id)
    matches.look(match, by=request.actor)
    seen = match_queries.seen(match, request.actor)
    context = {
        "match": match,
        "seen": seen,
        "entries": persons.entries(match.person) if seen.profiled else None,
        "acts": acts.of(request.actor, match, MATCH, *_ACTS),
        "promise": promises.about(match.pk),
        "now": timezone.now(),
    }
    return render(request, "selection/matches/show.html", context)


@for_officers
@require_POST
def accept_by_host(request: Request, pk: str) -> HttpResponse:
    """Accepts an applicant for the host."""
    matches.accept_by_host(_match(pk), at=timezone.now(), by=request.actor)
    messages.success(request, _("Accepted for the host."))
    return redirect("selection.matches.show", pk=pk)


@for_members
@require_POST
def accept_by_person(request: Request, pk: str) -> HttpResponse:
    """Accepts a placement that was proposed."""
    matches.accept_by_person(_match(pk), at=timezone.now(), by=request.actor)
    messages.success(request, _("You accepted. We will plan the placement with you."))
    return redirect("placements.placements.mine")


@for_members
def decline(request: Request, pk: str) -> HttpResponse:
    """Declines a match, with the reason."""
    match, now = _match(pk), timezone.now()
    check_step(request.actor, match, check_declines, MATCH, "decline")
    mine = is_person(request.actor, match)
    question = Question(
        _("Decline this placement"),
        _("Decline"),
        reverse("placements.placements.mine")
        if mine
        else reverse("needs.needs.show", args=[match.need_id]),
        "shells/portal.html" if mine else "shells/desk.html",
    )
    return acts.ask(
        request, question, lambda why: matches.decline(match, why=why, at=now, by=request.actor)
    )
