"""Payments that wait: for an approver, then for whoever sends the money."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homelands.foundation import to_do
from homelands.foundation.actors import Actor
from homelands.foundation.roles import Role
from homelands.foundation.to_do import Item, Source
from homelands.programmes.needs.queries.needs import of_programmes
from homelands.programmes.payments.models import Payment

#: How long an approver has, and then whoever pays.
APPROVE = timedelta(days=5)
PAY = timedelta(days=5)


def register() -> None:
    to_do.register(
        Source("payments.approve", to_approve, covers=[Payment.State.DRAFTED]),
        Source("payments.approved_by_others", waiting_for_approver),
        Source("payments.pay", to_pay, covers=[Payment.State.APPROVED]),
    )


def to_approve(actor: Actor, today: date, most: int) -> Iterator[Item]:
    """Payments that somebody else prepared, and the actor may decide on."""
    rows = _of(actor, Role.FINANCE_APPROVER, Payment.State.DRAFTED)
    for payment in rows.filter(~Q(made_by_id=actor.user_id)).order_by("made_at")[:most]:
        yield _item(payment, _("Decide"), payment.made_at, APPROVE)


def waiting_for_approver(actor: Actor, today: date, most: int) -> Iterator[Item]:
    """Payments that the programme's finance makers prepared, and nobody has decided on."""
    rows = _of(actor, Role.FINANCE_MAKER, Payment.State.DRAFTED)
    if actor.holds_any([Role.FINANCE_APPROVER]):
        rows = rows.filter(made_by_id=actor.user_id)
    for payment in rows.order_by("made_at")[:most]:
        yield _item(payment, _("Look"), payment.made_at, APPROVE, waits_for=_("An approver"))


def to_pay(actor: Actor, today: date, most: int) -> Iterator[Item]:
    """Approved payments of which nobody has noted that the money left."""
    rows = _of(actor, Role.FINANCE_MAKER, Payment.State.APPROVED)
    for payment in rows.order_by("decided_at")[:most]:
        assert payment.decided_at is not None  # it is approved
        yield _item(payment, _("Pay"), payment.decided_at, PAY)


def _of(actor: Actor, role: Role, state: str) -> QuerySet[Payment]:
    rows = Payment.objects.filter(of_programmes(actor, role), state=state)
    return rows.select_related("placement__match__need", "made_by")


def _item(payment: Payment, act: str, at: datetime, days: timedelta, waits_for: str = "") -> Item:
    since = timezone.localdate(at)
    return Item(
        sort=_("Payment"),
        title=f"{payment.get_kind_display()}, {payment.money}",
        about=payment.placement.match.need.title,
        act=act,
        url=reverse("payments.payments.show", args=[payment.pk]),
        due_on=since + days,
        since=since,
        waits_for=waits_for,
    )
