"""Events: what is coming, for everybody; and how officers run them."""

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor
from homelands.foundation.errors import why_not
from homelands.foundation.views import Request, for_officers, refusals_on
from homelands.outreach.events.actions import events, sign_ups
from homelands.outreach.events.models import Event
from homelands.outreach.events.pages import calendars
from homelands.outreach.events.pages.forms import EventForm, ReasonForm
from homelands.outreach.events.pages.listings import events as listings
from homelands.outreach.events.queries import events as event_queries
from homelands.outreach.events.queries import sign_ups as sign_up_queries
from homelands.outreach.events.rules import codes
from homelands.outreach.events.rules.events import (
    check_can_change,
    check_keeper,
    check_open,
    check_reaches,
)

#: Counts the places of everybody, which whoever looks may not see one by one.
_COUNTING = Actor.system("events.events.coming")


def coming(request: Request) -> HttpResponse:
    """Lists what is coming, with the places that are left."""
    with acting(_COUNTING):
        rows = event_queries.coming(timezone.now())
    listing = listings.coming(rows, request.GET)
    return render(request, "events/events/coming.html", {"listing": listing})


def read(request: Request, pk: str) -> HttpResponse:
    """Shows one event and, to a member, their own place."""
    event = _published(pk)
    with acting(_COUNTING):
        places = event_queries.one(event)
    mine = sign_up_queries.of_member(event, request.actor.user_id)
    context = {
        "event": event,
        "places": places,
        "mine": mine,
        "code": codes.of(mine.pk) if mine else "",
        "languages": listings.languages(event),
        "why_not": why_not(check_open, event, timezone.now()),
    }
    return render(request, "events/events/read.html", context)


def calendar(request: Request, pk: str = "") -> HttpResponse:
    """Gives one event, or all that are coming, as a calendar file."""
    if pk:
        return calendars.of([_published(pk)], "event")
    return calendars.of(event_queries.public(timezone.now()), "events")


def _published(pk: str) -> Event:
    rows = Event.objects.select_related("organiser").filter(published_at__isnull=False)
    return get_object_or_404(rows, pk=pk)


@for_officers
def listed(request: Request) -> HttpResponseBase:
    """Lists the events that the officer runs."""
    listing = listings.events(event_queries.kept_by(request.actor), request.GET)
    if listing.wants_csv:
        return listing.csv()
    context = {"listing": listing, "why_not": why_not(check_keeper, request.actor)}
    return render(request, "events/events/listed.html", context)


@for_officers
def add(request: Request) -> HttpResponse:
    """Plans an event."""
    check_keeper(request.actor)
    form = EventForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            event = events.add(facts=form.facts(), at=timezone.now(), by=request.actor)
            messages.success(request, _("Added. Publish it when it is ready."))
            return redirect("events.events.show", pk=event.pk)
    return render(request, "events/events/add.html", {"form": form})


@for_officers
def show(request: Request, pk: str) -> HttpResponse:
    """Shows an event to who runs it: who comes and waits; each member who is named is told."""
    event = _kept(request, pk)
    rows = sign_up_queries.active(event)
    listing = listings.sign_ups(rows, request.GET, request.actor)
    if members := [row.seen for row in listing.seen if row.seen]:
        sign_ups.listed(members, by=request.actor)
    context = {
        "event": event,
        "rows": listings.facts(event),
        "listing": listing,
        "why_not": why_not(check_can_change, event, timezone.now()),
    }
    return render(request, "events/events/show.html", context)


@for_officers
def change(request: Request, pk: str) -> HttpResponse:
    """Changes an event."""
    event = _kept(request, pk)
    check_can_change(event, timezone.now())
    initial = {name: getattr(event, name) for name in EventForm.base_fields}
    initial |= {"starts_at": event.starts, "ends_at": event.ends}
    form = EventForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            events.change(event, facts=form.facts(), at=timezone.now(), by=request.actor)
            messages.success(request, _("Changed."))
            return redirect("events.events.show", pk=event.pk)
    return render(request, "events/events/change.html", {"form": form, "event": event})


@for_officers
@require_POST
def publish(request: Request, pk: str) -> HttpResponse:
    """Publishes an event."""
    events.publish(_kept(request, pk), at=timezone.now(), by=request.actor)
    messages.success(request, _("Published. People can sign up now."))
    return redirect("events.events.show", pk=pk)


@for_officers
def cancel(request: Request, pk: str) -> HttpResponse:
    """Cancels an event with a reason that everybody who signed up reads."""
    event = _kept(request, pk)
    check_can_change(event, timezone.now())
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            why = form.cleaned_data["why"]
            events.cancel(event, why=why, at=timezone.now(), by=request.actor)
            messages.success(request, _("Cancelled. Everybody who signed up is told."))
            return redirect("events.events.show", pk=pk)
    return render(request, "events/events/cancel.html", {"form": form, "event": event})


def _kept(request: Request, pk: str) -> Event:
    """Returns an event that the officer runs."""
    rows = event_queries.with_counts(Event.objects.all())
    event: Event = get_object_or_404(rows, pk=pk)
    check_reaches(request.actor, event)
    return event
