"""Payments: prepared by one officer, decided on by another, paid."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from homelands.foundation.states import check_step
from homelands.foundation.views import Request, for_officers, refusals_on
from homelands.programmes.needs.pages import acts
from homelands.programmes.needs.pages.acts import Offer, Question
from homelands.programmes.payments.actions import payments
from homelands.programmes.payments.models import Payment
from homelands.programmes.payments.pages import listings
from homelands.programmes.payments.pages.forms import PaymentForm
from homelands.programmes.payments.queries import payments as payment_queries
from homelands.programmes.payments.rules import (
    PAYMENT,
    check_approves_payments,
    check_makes_payments,
    check_reads_payments,
)
from homelands.programmes.placements.pages.forms import DayForm
from homelands.programmes.placements.queries import placements as placement_queries

_ACTS = (
    Offer(
        gettext_lazy("Approve"),
        "payments.payments.approve",
        check_approves_payments,
        "approve",
        tone="primary",
    ),
    Offer(
        gettext_lazy("Reject"),
        "payments.payments.reject",
        check_approves_payments,
        "reject",
        opens=True,
    ),
    Offer(
        gettext_lazy("Note it as paid"),
        "payments.payments.pay",
        check_makes_payments,
        "pay",
        opens=True,
    ),
)


def _payment(request: Request, pk: str) -> Payment:
    payment = get_object_or_404(payment_queries.visible(), pk=pk)
    check_reads_payments(request.actor, payment)
    return payment


@for_officers
def listed(request: Request) -> HttpResponse:
    """Lists the payments of the officer's programmes; each who is named is told."""
    rows = payment_queries.visible_to(request.actor)
    listing = listings.payments(rows, request.GET, request.actor)
    if listing.seen:
        payments.listed([row.seen for row in listing.seen], by=request.actor)
    return render(request, "payments/payments/listed.html", {"listing": listing})


@for_officers
def show(request: Request, pk: str) -> HttpResponse:
    """Shows a payment, how it was calculated and booked, and records the look."""
    payment = payments.look(_payment(request, pk), by=request.actor)
    context = {
        "seen": payment_queries.seen(payment, request.actor),
        "payment": payment,
        "bookings": payment.bookings.order_by("at"),
        "acts": acts.of(request.actor, payment, PAYMENT, *_ACTS),
    }
    return render(request, "payments/payments/show.html", context)


@for_officers
def draft(request: Request, pk: str) -> HttpResponse:
    """Prepares a payment for a placement."""
    placement = get_object_or_404(placement_queries.visible(), pk=pk)
    check_makes_payments(request.actor, placement)
    form = PaymentForm(
        request.POST or None,
        initial={
            "currency": placement.programme.currency,
            "period_from": placement.starts_on,
            "period_until": placement.ends_on,
        },
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = payments.draft(placement, line=form.line(), at=timezone.now(), by=request.actor)
            messages.success(request, _("Prepared. Another officer must approve it."))
            return redirect("payments.payments.show", pk=made.pk)
    context = {"form": form, "placement": placement}
    return render(request, "payments/payments/draft.html", context)


@for_officers
@require_POST
def approve(request: Request, pk: str) -> HttpResponse:
    """Approves a payment that a colleague prepared."""
    payments.approve(_payment(request, pk), at=timezone.now(), by=request.actor)
    messages.success(request, _("Approved and booked."))
    return redirect("payments.payments.show", pk=pk)


@for_officers
def reject(request: Request, pk: str) -> HttpResponse:
    """Rejects a payment, with the reason."""
    payment, now = _payment(request, pk), timezone.now()
    check_step(request.actor, payment, check_approves_payments, PAYMENT, "reject")
    back = reverse("payments.payments.show", args=[pk])
    return acts.ask(
        request,
        Question(_("Reject this payment"), _("Reject it"), back),
        lambda why: payments.reject(payment, why=why, at=now, by=request.actor),
    )


@for_officers
def pay(request: Request, pk: str) -> HttpResponse:
    """Notes that a payment left the bank."""
    payment = _payment(request, pk)
    check_step(request.actor, payment, check_makes_payments, PAYMENT, "pay")
    form = DayForm(request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            on, now = form.cleaned_data["on"], timezone.now()
            payments.pay(payment, on=on, at=now, by=request.actor)
            messages.success(request, _("Noted as paid."))
            return redirect("payments.payments.show", pk=pk)
    return render(request, "payments/payments/pay.html", {"form": form, "payment": payment})
