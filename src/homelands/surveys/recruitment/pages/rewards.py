"""Rewards: what a respondent is owed, and the desk where it is paid."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _

from homelands.foundation import codes
from homelands.foundation.templatetags.words import country_name
from homelands.foundation.views import Request, refusals_on
from homelands.surveys.collection.queries import quality_flags as flag_queries
from homelands.surveys.questionnaires.models import Response, Study
from homelands.surveys.recruitment.actions import rewards
from homelands.surveys.recruitment.models import RewardEntry
from homelands.surveys.recruitment.pages.desk import for_recruiters
from homelands.surveys.recruitment.pages.forms.recruitment import CancelForm, ClaimForm, PayForm
from homelands.surveys.recruitment.pages.words.sums import as_typed, in_words
from homelands.surveys.recruitment.queries import rewards as queries
from homelands.surveys.recruitment.queries.rewards import Balance
from homelands.ui.listing import Column, Empty, Filter, Listing


def claim(request: Request) -> HttpResponse:
    """Asks for a claim code."""
    form = ClaimForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = codes.written(form.cleaned_data["code"])
        if queries.claim(code) is not None:
            return redirect("recruitment.rewards.balance", code=code)
        form.add_error("code", _("We do not know this claim code. Check it and try again."))
    return render(request, "recruitment/rewards/claim.html", {"form": form})


def balance(request: Request, code: str) -> HttpResponse:
    """Shows what is owed behind a claim code, and how many of the invitations came in."""
    found = queries.claim(code)
    if found is None:
        messages.error(request, _("We do not know this claim code. Check it and try again."))
        return redirect("recruitment.rewards.claim")
    context = {"claim": found, "code": codes.written(code), "balances": _in_words(found.balances)}
    page = render(request, "recruitment/rewards/balance.html", context)
    page["Cache-Control"] = "no-store"
    return page


def _in_words(balances: list[Balance]) -> list[dict[str, str]]:
    return [
        {name: in_words(getattr(one, name), one.currency) for name in _PARTS} for one in balances
    ]


_PARTS = ("earned", "paid", "cancelled", "owed")


@for_recruiters
def listed(request: Request, study: Study) -> HttpResponseBase:
    """Shows the ledger of a study with its totals, and finds a claim by its code."""
    form = ClaimForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        response = queries.claimant(study, form.cleaned_data["code"])
        if response is not None:
            return redirect("recruitment.rewards.pay", slug=study.slug, pk=response.pk)
        form.add_error("code", _("No reward of this study, in your countries, has this code."))
    listing = _ledger(study, request)
    if listing.wants_csv:
        return listing.csv()
    totals = queries.balances(queries.entries(study))
    context = {"study": study, "form": form, "listing": listing, "totals": _in_words(totals)}
    return render(request, "recruitment/rewards/listed.html", context)


def _ledger(study: Study, request: Request) -> Listing:
    return Listing(
        rows=queries.entries(study),
        query=request.GET,
        name="rewards",
        caption=_("Ledger of rewards"),
        columns=[
            Column("at", _("When"), lambda e: date_format(e.at), lambda e: e.at.isoformat()),
            Column("kind", _("What"), lambda e: e.get_kind_display()),
            Column(
                "amount",
                _("Amount"),
                lambda e: in_words(e.amount, e.currency),
                lambda e: f"{as_typed(e.amount, e.currency)} {e.currency}",
                numeric=True,
            ),
            Column("country", _("Country"), lambda e: country_name(e.destination)),
            Column("reference", _("Reference or reason"), lambda e: e.reference or e.why or "–"),
        ],
        filters=[Filter("kind", _("What"), _kinds(), _of_kind)],
        empty=Empty(
            what=_("What respondents earn, and what was paid, stands here line by line."),
            who=_("Lines are written when answers are sent, and when an officer pays."),
        ),
    )


def _kinds() -> list[tuple[str, str]]:
    return [(kind.value, str(kind.label)) for kind in RewardEntry.Kind]


def _of_kind(rows: Any, kind: str) -> Any:
    return rows.filter(kind=kind)


@for_recruiters
def owing(request: Request, study: Study) -> HttpResponseBase:
    """Lists what is still owed, by date, without a name and without the answers."""
    listing = Listing(
        rows=queries.owing(study),
        query=request.GET,
        name="owed",
        caption=_("Owed"),
        columns=[
            Column("since", _("Answers sent"), partial(_link, study), _day),
            Column("country", _("Country"), lambda one: country_name(one.destination)),
            Column("owed", _("Owed"), _owed, numeric=True),
        ],
        empty=Empty(
            what=_("Nothing is owed."),
            who=_("What respondents earn is added when answers are sent."),
        ),
    )
    if listing.wants_csv:
        return listing.csv()
    return render(request, "recruitment/rewards/owing.html", {"study": study, "listing": listing})


def _day(response: Response) -> str:
    return date_format(response.completed_at) if response.completed_at else "–"


def _link(study: Study, response: Response) -> str:
    url = reverse("recruitment.rewards.pay", args=[study.slug, response.pk])
    return format_html('<a href="{}">{}</a>', url, _day(response))


def _owed(row: Any) -> str:
    return in_words(row.owed, row.currency)


@for_recruiters
def pay(request: Request, study: Study, pk: Any) -> HttpResponse:
    """Shows what is owed to one respondent, and writes down a payment."""
    response = _respondent(study, pk)
    owed = [one for one in queries.of(response) if one.owed]
    currencies = [one.currency for one in owed]
    form = PayForm(request.POST or None, currencies=currencies, initial=_whole(owed))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            reference, at = form.cleaned_data["reference"], timezone.now()
            rewards.pay(response, of=form.of(), reference=reference, at=at, by=request.actor)
            messages.success(request, _("The payment is written down."))
            return redirect("recruitment.rewards.listed", slug=study.slug)
    context = {"study": study, "pk": pk, "form": form, "balances": _in_words(owed)}
    context["doubted"] = flag_queries.open_about(response)
    return render(request, "recruitment/rewards/pay.html", context)


@for_recruiters
def cancel(request: Request, study: Study, pk: Any) -> HttpResponse:
    """Asks why, and cancels what is owed to one respondent, or a part of it."""
    response = _respondent(study, pk)
    owed = [one for one in queries.of(response) if one.owed]
    currencies = [one.currency for one in owed]
    form = CancelForm(request.POST or None, currencies=currencies, initial=_whole(owed))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            why, at = form.cleaned_data["why"], timezone.now()
            rewards.cancel(response, of=form.of(), at=at, by=request.actor, why=why)
            messages.success(request, _("It is cancelled, and the reason kept."))
            return redirect("recruitment.rewards.listed", slug=study.slug)
    context = {"study": study, "pk": pk, "form": form, "balances": _in_words(owed)}
    return render(request, "recruitment/rewards/cancel.html", context)


def _respondent(study: Study, pk: Any) -> Response:
    rows = Response.objects.filter(study=study).defer("answers", "seconds")
    return get_object_or_404(rows.select_related("study"), pk=pk)


def _whole(owed: list[Balance]) -> dict[str, Any]:
    if not owed:
        return {}
    return {"amount": as_typed(owed[0].owed, owed[0].currency), "currency": owed[0].currency}
