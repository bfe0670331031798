"""Places at events: taken, looked at and given back, by members and by anybody with a code."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from homelands.foundation import clients
from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor
from homelands.foundation.errors import why_not
from homelands.foundation.limits import Limit
from homelands.foundation.views import Request, refusals_on
from homelands.outreach.events.actions import sign_ups
from homelands.outreach.events.actions.sign_ups import AlreadySigned, Guest
from homelands.outreach.events.models import Event, SignUp
from homelands.outreach.events.pages.forms import JoinForm
from homelands.outreach.events.queries import events as event_queries
from homelands.outreach.events.queries import sign_ups as sign_up_queries
from homelands.outreach.events.rules import codes
from homelands.outreach.events.rules.events import check_not_over, check_open
from homelands.people.register.queries import members

SIGN_UPS = Limit("events.sign_ups.join", most=100, free=20, free_of_all=200)

_COUNTING = Actor.system("events.sign_ups.join")


def join(request: Request, pk: str) -> HttpResponse:
    """Takes a place: a member's with one button, a guest's with a name and an address."""
    event = get_object_or_404(Event, pk=pk, published_at__isnull=False)
    check_open(event, timezone.now())
    person = members.of(request.actor)
    if person is not None and request.method == "POST":
        return _welcome(request, event, Guest(language=person.language, person=person))
    form = JoinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            return _write_to(request, event, form.guest())
    with acting(_COUNTING):
        places = event_queries.one(event)
    context = {"event": event, "places": places, "form": form, "person": person}
    return render(request, "events/sign_ups/join.html", context)


def _write_to(request: Request, event: Event, guest: Guest) -> HttpResponse:
    """Takes a guest's place. Only the letter says which, or that they had one already."""
    clients.count(request, SIGN_UPS)
    now = timezone.now()
    try:
        sign_ups.join(event, guest=guest, at=now, by=request.actor)
    except AlreadySigned:
        sign_ups.remind(event, guest=guest, at=now, by=request.actor)
    said = _("Thank you. We write to you: the letter says which place you have, and has its link.")
    messages.success(request, said)
    return redirect("events.events.read", pk=event.pk)


def _welcome(request: Request, event: Event, guest: Guest) -> HttpResponse:
    """Takes a member's place and says which: one at the event, or one on the waiting list."""
    clients.count(request, SIGN_UPS)
    sign_up = sign_ups.join(event, guest=guest, at=timezone.now(), by=request.actor)
    if sign_up.state == SignUp.State.SIGNED:
        messages.success(request, _("You are signed up."))
    else:
        messages.warning(request, _("The last place is gone. You are on the waiting list."))
    return redirect("events.sign_ups.withdraw", code=codes.of(sign_up.pk))


def withdraw(request: Request, code: str) -> HttpResponse:
    """Shows a place to who holds its code, and takes it back."""
    holder = Actor.answering(codes.digest(code))
    now = timezone.now()
    with acting(holder):
        sign_up = sign_up_queries.by_digest(holder.respondent)
        if sign_up is None:
            raise Http404
        if request.method == "POST":
            sign_ups.withdraw(sign_up, at=now, by=holder)
            messages.success(request, _("You have withdrawn. Your place was given on."))
            return redirect("events.sign_ups.withdraw", code=code)
    with acting(_COUNTING):
        place = sign_up_queries.place(sign_up)
    context = {
        "sign_up": sign_up,
        "event": sign_up.event,
        "place": place,
        "why_not": why_not(check_not_over, sign_up.event, now),
    }
    return render(request, "events/sign_ups/withdraw.html", context)
