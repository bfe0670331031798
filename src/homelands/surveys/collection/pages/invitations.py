"""Personal invitations: lists and letters for officers, a link for the person invited."""

from datetime import date
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homelands.foundation.actors import Actor
from homelands.foundation.errors import Refusal, why_not
from homelands.foundation.views import Request, for_officers, refusals_on
from homelands.surveys.collection.actions import invitations
from homelands.surveys.collection.models import Invitation
from homelands.surveys.collection.pages.forms.invitations import AddressesForm
from homelands.surveys.collection.queries import invitations as queries
from homelands.surveys.collection.rules.invitations import check_unused
from homelands.surveys.questionnaires.actions import responses
from homelands.surveys.questionnaires.models import Collector
from homelands.surveys.questionnaires.pages.asking.beginning import asked, begun, start_form
from homelands.surveys.questionnaires.pages.forms.collectors import ViaForm
from homelands.surveys.questionnaires.queries import questionnaires
from homelands.surveys.questionnaires.rules import check_open
from homelands.surveys.questionnaires.rules.collectors import check_manages_collector, check_takes


@for_officers
def listed(request: Request, pk: str) -> HttpResponse:
    """Shows how far the invitations of a collector have come."""
    collector = _collector(request, pk)
    context = {
        "collector": collector,
        "study": collector.study,
        "counts": queries.counts(collector),
        "undelivered": queries.undelivered(collector),
        "closed": why_not(check_takes, collector, timezone.localdate()),
    }
    return render(request, "collection/invitations/listed.html", context)


@for_officers
def add(request: Request, pk: str) -> HttpResponse:
    """Adds addresses to the list."""
    collector = _collector(request, pk)
    form = AddressesForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            given = form.given()
            invitations.add(collector, addresses=given, on=timezone.localdate(), by=request.actor)
            messages.success(request, _("They are on the list. No letter has been sent yet."))
            return redirect("collection.invitations.listed", pk=pk)
    context = {"form": form, "collector": collector, "study": collector.study}
    return render(request, "collection/invitations/add.html", context)


@for_officers
@require_POST
def send(request: Request, pk: str) -> HttpResponse:
    """Sends the letters that are not sent yet."""
    collector = _collector(request, pk)
    invitations.send(collector, at=timezone.now(), by=request.actor)
    messages.success(request, _("The letters are on their way."))
    return redirect("collection.invitations.listed", pk=pk)


@for_officers
@require_POST
def remind(request: Request, pk: str) -> HttpResponse:
    """Reminds those who have not begun."""
    collector = _collector(request, pk)
    try:
        invitations.remind(collector, at=timezone.now(), by=request.actor)
        messages.success(request, _("The reminders are on their way."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("collection.invitations.listed", pk=pk)


def _collector(request: Any, pk: str) -> Collector:
    collector = get_object_or_404(Collector.objects.select_related("study"), pk=pk)
    check_manages_collector(request.actor, collector)
    if collector.kind != Collector.Kind.PERSONAL:
        raise Http404
    return collector


def use(request: Request, token: str) -> HttpResponse:
    """Begins the answers of an invited person, once, and forgets by which invitation."""
    invitation = _invitation(token)
    collector, study = invitation.collector, invitation.collector.study
    on = timezone.localdate()
    if why := _why_not(invitation, on):
        context = {"study": study, "why": why}
        return render(request, "questionnaires/collectors/via_closed.html", context, status=409)

    def spend() -> None:
        invitations.use(invitation, on=on, by=Actor.public())

    questions = asked(study)
    form = start_form(request, questions, partial(ViaForm, collector=collector))
    sent = request.method == "POST" and form.is_valid()
    if sent and (made := begun(request, form, partial(responses.start, study), before=spend)):
        return made[0]
    context = {"study": study, "form": form, "minutes": questionnaires.minutes(questions)}
    return render(request, "collection/invitations/use.html", context)


def _why_not(invitation: Invitation, on: date) -> str:
    """Says why an invitation begins nothing today; "" where it does."""
    return (
        why_not(check_unused, Actor.public(), invitation)
        or why_not(check_takes, invitation.collector, on)
        or why_not(check_open, invitation.collector.study, on)
    )


def decline(request: Request, token: str) -> HttpResponse:
    """Erases the address of an invited person who wants no letters."""
    invitation = _invitation(token)
    if request.method == "POST":
        invitations.decline(invitation, on=timezone.localdate(), by=Actor.public())
        invitation = _invitation(token)
    context = {"invitation": invitation, "study": invitation.collector.study}
    return render(request, "collection/invitations/decline.html", context)


def _invitation(token: str) -> Invitation:
    invitation = queries.of_token(token)
    if invitation is None:
        raise Http404
    return invitation
