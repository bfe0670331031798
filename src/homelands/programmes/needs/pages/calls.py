"""Calls: public to read, opened and closed at the desk."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homelands.foundation.errors import why_not
from homelands.foundation.states import after
from homelands.foundation.views import Request, for_officers, refusals_on
from homelands.people.register.queries import persons
from homelands.programmes.needs.actions import calls
from homelands.programmes.needs.models import Call, Need
from homelands.programmes.needs.pages import acts
from homelands.programmes.needs.pages.acts import Question
from homelands.programmes.needs.pages.forms import CallForm
from homelands.programmes.needs.queries import calls as call_queries
from homelands.programmes.needs.rules import NEED, check_manages, check_may_apply


def current(request: Request) -> HttpResponse:
    """Lists the calls that anybody can apply to now, and those to come."""
    now = timezone.now()
    context = {"calls": call_queries.current(now), "coming": call_queries.coming(now)}
    return render(request, "needs/calls/current.html", context)


def read(request: Request, pk: str) -> HttpResponse:
    """Shows one call: steps, dates, criteria, host, what is paid."""
    call = get_object_or_404(Call.objects.select_related("need__host", "programme"), pk=pk)
    now = timezone.now()
    context = {
        "call": call,
        "need": call.need,
        "state": call.state_at(now),
        "steps": [line for line in call.steps.splitlines() if line.strip()],
        "why_not": why_not(
            check_may_apply, call, now, registered=persons.may_be_member(request.actor)
        ),
    }
    return render(request, "needs/calls/read.html", context)


@for_officers
def open(request: Request, pk: str) -> HttpResponse:
    """Opens a call for an approved need."""
    need = get_object_or_404(Need, pk=pk)
    check_manages(request.actor, need)
    after(NEED, need, "call")
    form = CallForm(request.POST or None, initial={"opens_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            call = calls.open(need, opening=form.opening(), at=timezone.now(), by=request.actor)
            messages.success(request, _("The call is published."))
            return redirect("needs.calls.read", pk=call.pk)
    return render(request, "needs/calls/open.html", {"form": form, "need": need})


@for_officers
def close(request: Request, pk: str) -> HttpResponse:
    """Closes a call before its day, with the reason."""
    call, now = get_object_or_404(Call, pk=pk), timezone.now()
    check_manages(request.actor, call)
    back = reverse("needs.needs.show", args=[call.need_id])
    return acts.ask(
        request,
        Question(_("Close this call now"), _("Close it"), back),
        lambda why: calls.close(call, why=why, at=now, by=request.actor),
    )
