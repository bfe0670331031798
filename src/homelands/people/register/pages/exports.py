"""Files of people: asked for, agreed to by a second officer, and taken."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homelands.foundation.errors import why_not
from homelands.foundation.views import Request, for_officers, refusals_on
from homelands.people.register.actions import exports
from homelands.people.register.models import PeopleExport
from homelands.people.register.pages import files, requests
from homelands.people.register.pages.forms import ExportForm, RefuseForm
from homelands.people.register.queries import exports as export_queries
from homelands.people.register.rules.exports import (
    State,
    check_in_time,
    check_may_decide,
    check_may_export,
    check_requested,
    check_sees,
    check_state,
)


@for_officers
def listed(request: Request) -> HttpResponse:
    """Lists the officer's own requests for people, and those that wait for a second officer."""
    check_may_export(request.actor)
    listing = requests.exports(export_queries.visible_to(request.actor), request.GET)
    return render(request, "register/exports/listed.html", {"listing": listing})


@for_officers
def request(request: Request) -> HttpResponse:
    """Asks for people as a file: whom, what of each, what for and why."""
    check_may_export(request.actor)
    form = ExportForm(request.POST or None, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            why = form.cleaned_data["why"]
            made = exports.request(wish=form.wish(), why=why, at=timezone.now(), by=request.actor)
            return redirect("register.exports.show", pk=made.pk)
    context = {
        "form": form,
        "alone": settings.HOMELANDS_PEOPLE_ALONE,
        "most": settings.HOMELANDS_PEOPLE_MOST,
    }
    return render(request, "register/exports/request.html", context)


@for_officers
def show(request: Request, pk: str) -> HttpResponse:
    """Shows a request for people: what is asked, who decides, and what can be done with it."""
    export = _held(request, pk)
    context = _context(request, export) | {
        "decide_why_not": why_not(check_may_decide, request.actor, export),
        "download_why_not": why_not(check_requested, request.actor, export),
    }
    return render(request, "register/exports/show.html", context)


@for_officers
@require_POST
def approve(request: Request, pk: str) -> HttpResponse:
    """Agrees that people are given out in a file."""
    exports.approve(_held(request, pk), at=timezone.now(), by=request.actor)
    messages.success(request, _("You agreed. The officer can take the file for 24 hours."))
    return redirect("register.exports.show", pk=pk)


@for_officers
def refuse(request: Request, pk: str) -> HttpResponse:
    """Refuses a file of people, with a reason."""
    export, now = _held(request, pk), timezone.now()
    check_may_decide(request.actor, export)
    check_in_time(export, now)
    check_state(export, State.REFUSED)
    form = RefuseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            exports.refuse(export, why=form.cleaned_data["why"], at=now, by=request.actor)
            messages.success(request, _("Refused. The officer reads your reason."))
            return redirect("register.exports.show", pk=pk)
    context = _context(request, export) | {"form": form}
    return render(request, "register/exports/refuse.html", context)


@for_officers
@require_POST
def download(request: Request, pk: str) -> HttpResponseBase:
    """Makes the file of what may be seen now, and sends it; everybody in it is told."""
    export = _held(request, pk)
    lines = exports.download(export, at=timezone.now(), by=request.actor)
    return files.of(export, lines)


def _held(request: Request, pk: str) -> PeopleExport:
    export = get_object_or_404(PeopleExport, pk=pk)
    check_sees(request.actor, export)
    return export


def _context(request: Request, export: PeopleExport) -> dict[str, Any]:
    over = bool(why_not(check_in_time, export, timezone.now()))
    return {"export": export, "facts": requests.facts(export), "over": over}
