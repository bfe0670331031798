"""Placements: planned, started, ended, followed up; and a person's own."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from homelands.foundation.queries import promises
from homelands.foundation.states import after, check_step
from homelands.foundation.views import Request, for_members, for_officers, refusals_on
from homelands.programmes.needs.pages import acts
from homelands.programmes.needs.pages.acts import Offer
from homelands.programmes.needs.rules import check_asks, check_manages
from homelands.programmes.placements.actions import placements
from homelands.programmes.placements.models import Placement
from homelands.programmes.placements.pages import listings
from homelands.programmes.placements.pages.forms import (
    DayForm,
    EndEarlyForm,
    FollowUpForm,
    PlanForm,
)
from homelands.programmes.placements.queries import placements as placement_queries
from homelands.programmes.placements.rules import PLACEMENT, check_reads
from homelands.programmes.selection.models import Match
from homelands.programmes.selection.rules.matches import MATCH

_ACTS = (
    Offer(gettext_lazy("Start it"), "placements.placements.start", check_manages, "start", True),
    Offer(
        gettext_lazy("Complete it"),
        "placements.placements.complete",
        check_manages,
        "complete",
        True,
    ),
    Offer(
        gettext_lazy("End it early"),
        "placements.placements.end_early",
        check_manages,
        "end_early",
        opens=True,
    ),
    Offer(
        gettext_lazy("Follow it up"),
        "placements.placements.follow_up",
        check_manages,
        "follow_up",
        opens=True,
    ),
    Offer(gettext_lazy("Add a deliverable"), "placements.work_plan.add", check_asks, "work", True),
)


def _placement(request: Request, pk: str) -> Placement:
    placement = get_object_or_404(placement_queries.visible(), pk=pk)
    check_reads(request.actor, placement)
    return placement


def _ready(request: Request, pk: str, verb: str) -> Placement:
    """Returns a placement to which this can be done now, by this officer: nobody types in vain."""
    placement = _placement(request, pk)
    check_step(request.actor, placement, check_manages, PLACEMENT, verb)
    return placement


@for_officers
def listed(request: Request) -> HttpResponse:
    """Lists the placements of the officer's programmes and hosts; each who is named is told."""
    rows = placement_queries.visible_to(request.actor)
    listing = listings.placements(rows, request.GET, request.actor)
    if listing.seen:
        placements.listed([row.seen for row in listing.seen], by=request.actor)
    return render(request, "placements/placements/listed.html", {"listing": listing})


@for_officers
def show(request: Request, pk: str) -> HttpResponse:
    """Shows a placement: plan, work, payments, what can be done; and records the look."""
    placement = placements.look(_placement(request, pk), by=request.actor)
    context = {
        "seen": placement_queries.seen(placement, request.actor),
        "placement": placement,
        "work_plan": placement.work_plan.order_by("due_on"),
        "follow_ups": placement.follow_ups.order_by("at"),
        "acts": acts.of(request.actor, placement, PLACEMENT, *_ACTS),
        "promise": promises.about(placement.pk),
        "now": timezone.now(),
    }
    return render(request, "placements/placements/show.html", context)


@for_officers
def plan(request: Request, pk: str) -> HttpResponse:
    """Plans the placement of a match that both sides agreed on."""
    match = get_object_or_404(Match.objects.select_related("need__host", "person"), pk=pk)
    check_manages(request.actor, match)
    after(MATCH, match, "place")
    form = PlanForm(request.POST or None, initial={"modality": match.need.modality})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = placements.plan(match, plan=form.plan(), at=timezone.now(), by=request.actor)
            messages.success(request, _("The placement is planned. Agree on the work plan next."))
            return redirect("placements.placements.show", pk=made.pk)
    return render(request, "placements/placements/plan.html", {"form": form, "match": match})


@for_officers
def start(request: Request, pk: str) -> HttpResponse:
    """Notes the first day of a placement."""
    placement = _ready(request, pk, "start")
    form = DayForm(request.POST or None, initial={"on": placement.starts_on})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            placements.start(placement, on=form.cleaned_data["on"], by=request.actor)
            return redirect("placements.placements.show", pk=pk)
    return render(request, "placements/placements/start.html", _asking(form, placement))


@for_officers
def complete(request: Request, pk: str) -> HttpResponse:
    """Notes the last day of a placement that was completed."""
    placement = _ready(request, pk, "complete")
    form = DayForm(request.POST or None, initial={"on": placement.ends_on})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            on, now = form.cleaned_data["on"], timezone.now()
            placements.complete(placement, on=on, at=now, by=request.actor)
            messages.success(request, _("Completed. It is followed up in a year."))
            return redirect("placements.placements.show", pk=pk)
    return render(request, "placements/placements/complete.html", _asking(form, placement))


@for_officers
def end_early(request: Request, pk: str) -> HttpResponse:
    """Notes that a placement ended before its time, and why."""
    placement = _ready(request, pk, "end_early")
    form = EndEarlyForm(request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            now = timezone.now()
            placements.end_early(placement, **form.cleaned_data, at=now, by=request.actor)
            return redirect("placements.placements.show", pk=pk)
    return render(request, "placements/placements/end_early.html", _asking(form, placement))


@for_officers
def follow_up(request: Request, pk: str) -> HttpResponse:
    """Notes what lasted, a year after."""
    placement = _ready(request, pk, "follow_up")
    form = FollowUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            text, now = form.cleaned_data["text"], timezone.now()
            placements.follow_up(placement, text=text, at=now, by=request.actor)
            messages.success(request, _("The follow-up is noted."))
            return redirect("placements.placements.show", pk=pk)
    return render(request, "placements/placements/follow_up.html", _asking(form, placement))


def _asking(form: Any, placement: Placement) -> dict[str, Any]:
    return {"form": form, "placement": placement}


@for_members
def mine(request: Request) -> HttpResponse:
    """Shows a person's own applications, proposals and placements."""
    mine = placement_queries.of_person(request.actor.user_id)  # type: ignore[arg-type]
    return render(request, "placements/placements/mine.html", {"mine": mine})
