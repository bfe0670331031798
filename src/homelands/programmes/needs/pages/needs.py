"""A host's needs: listed, drafted, shown, changed, submitted, decided on."""

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from homelands.foundation import parts
from homelands.foundation.actors import Actor
from homelands.foundation.errors import why_not
from homelands.foundation.parts import Part
from homelands.foundation.queries import promises
from homelands.foundation.states import after, check_step
from homelands.foundation.views import Request, for_officers, refusals_on
from homelands.programmes.needs.actions import needs
from homelands.programmes.needs.models import Call, Need
from homelands.programmes.needs.pages import acts, listings
from homelands.programmes.needs.pages.acts import Offer, Question
from homelands.programmes.needs.pages.forms import DraftForm, NeedForm, initial
from homelands.programmes.needs.queries import calls as call_queries
from homelands.programmes.needs.queries import needs as need_queries
from homelands.programmes.needs.rules import NEED, check_asks, check_founds, check_manages

_ACTS = (
    Offer(gettext_lazy("Change it"), "needs.needs.change", check_asks, "change", opens=True),
    Offer(
        gettext_lazy("Send to the programme"),
        "needs.needs.submit",
        check_asks,
        "submit",
        tone="primary",
    ),
    Offer(
        gettext_lazy("Approve"),
        "needs.needs.approve",
        check_manages,
        "approve",
        tone="primary",
    ),
    Offer(gettext_lazy("Give back"), "needs.needs.return_", check_manages, "return", opens=True),
    Offer(gettext_lazy("Open a call"), "needs.calls.open", check_manages, "call", opens=True),
    Offer(gettext_lazy("Withdraw"), "needs.needs.withdraw", check_asks, "withdraw", opens=True),
)


def _need(request: Request, pk: str) -> Need:
    return get_object_or_404(need_queries.visible_to(request.actor), pk=pk)


@for_officers
def listed(request: Request) -> HttpResponseBase:
    """Lists the needs of the officer's programmes and hosts."""
    listing = listings.needs(need_queries.visible_to(request.actor), request.GET)
    if listing.wants_csv:
        return listing.csv()
    context = {"listing": listing, "why_not_add": why_not(check_founds, request.actor)}
    return render(request, "needs/needs/listed.html", context)


@for_officers
def draft(request: Request) -> HttpResponse:
    """Writes a need down for a host."""
    form = DraftForm(
        request.POST or None,
        programmes=need_queries.programmes(),
        hosts=need_queries.hosts_for(request.actor),
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            programme, host, facts = form.parts()
            need = needs.draft(
                programme, host=host, facts=facts, at=timezone.now(), by=request.actor
            )
            return redirect("needs.needs.show", pk=need.pk)
    return render(request, "needs/needs/draft.html", {"form": form})


@for_officers
def show(request: Request, pk: str) -> HttpResponse:
    """Shows a need, who owes what by when, and what can be done."""
    need = _need(request, pk)
    context = {
        "need": need,
        "acts": acts.of(request.actor, need, NEED, *_ACTS),
        "calls": [_about(call, request.actor) for call in call_queries.of_need(need)],
        "promise": promises.about(need.pk),
        "now": timezone.now(),
    }
    return render(request, "needs/needs/show.html", context)


def _about(call: Call, by: Actor) -> tuple[Call, Call.State, list[Part], bool]:
    """Returns a call, its state, the pages about it that the officer may open, and whether to close
    it is theirs.
    """
    state = call.state_at(timezone.now())
    closes = state != "closed" and not why_not(check_manages, by, call)
    return call, state, parts.of("call", call, by), closes


@for_officers
def change(request: Request, pk: str) -> HttpResponse:
    """Changes a draft."""
    need = _need(request, pk)
    check_asks(request.actor, need)
    after(NEED, need, "change")
    form = NeedForm(request.POST or None, initial=initial(need))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            needs.change(need, facts=form.facts(), by=request.actor)
            messages.success(request, _("The changes are saved."))
            return redirect("needs.needs.show", pk=pk)
    return render(request, "needs/needs/change.html", {"form": form, "need": need})


@for_officers
@require_POST
def submit(request: Request, pk: str) -> HttpResponse:
    """Sends a need to the programme."""
    needs.submit(_need(request, pk), at=timezone.now(), by=request.actor)
    messages.success(request, _("The need is sent. The programme owes you a decision."))
    return redirect("needs.needs.show", pk=pk)


@for_officers
@require_POST
def approve(request: Request, pk: str) -> HttpResponse:
    """Approves a need."""
    needs.approve(_need(request, pk), at=timezone.now(), by=request.actor)
    messages.success(request, _("The need is approved. Open a call for it next."))
    return redirect("needs.needs.show", pk=pk)


@for_officers
def return_(request: Request, pk: str) -> HttpResponse:
    """Gives a need back, with the reason."""
    need, now = _need(request, pk), timezone.now()
    check_step(request.actor, need, check_manages, NEED, "return")
    back = reverse("needs.needs.show", args=[pk])
    question = Question(_("Give the need back to the host"), _("Give it back"), back)
    return acts.ask(
        request, question, lambda why: needs.return_(need, why=why, at=now, by=request.actor)
    )


@for_officers
def withdraw(request: Request, pk: str) -> HttpResponse:
    """Takes a need back, with the reason."""
    need, now = _need(request, pk), timezone.now()
    check_step(request.actor, need, check_asks, NEED, "withdraw")
    back = reverse("needs.needs.show", args=[pk])
    question = Question(_("Withdraw this need"), _("Withdraw it"), back)
    return acts.ask(
        request, question, lambda why: needs.withdraw(need, why=why, at=now, by=request.actor)
    )
