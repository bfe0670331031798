"""What a payment may be for, what happens to it at which stage, who makes and who approves it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from homelands.foundation.actors import Actor
from homelands.foundation.errors import NotAllowed, Refusal
from homelands.foundation.money import Money
from homelands.foundation.reference.currencies import is_currency
from homelands.foundation.roles import PLACEMENT_READERS, Role
from homelands.foundation.states import Steps
from homelands.programmes.needs.rules import check_reaches, holds
from homelands.programmes.payments.models import Payment
from homelands.programmes.placements.models import Placement

S = Payment.State


PAYMENT: Steps = {
    S.DRAFTED: {"approve": S.APPROVED, "reject": S.REJECTED},
    S.APPROVED: {"pay": S.PAID},
    S.REJECTED: {},
    S.PAID: {},
}


class WrongAmount(Refusal):
    code = "wrong_amount"


class WrongPeriod(Refusal):
    code = "wrong_period"


class PaidTwice(Refusal):
    code = "paid_twice"
    sentence = _(
        "This placement already has a payment of this kind for some of these days. "
        "Look at it first; if it is wrong, have it rejected."
    )


@dataclass(frozen=True)
class Line:
    """What is paid, for which days, both counted, and how it was calculated."""

    kind: str
    amount: Decimal
    currency: str
    period_from: date
    period_until: date
    rate_note: str

    def money(self) -> Money:
        """Returns the amount, which is more than nothing and in a currency that is paid in."""
        if not is_currency(self.currency):
            raise WrongAmount(
                _("This is not a currency that we know. Use the three letters of ISO 4217."),
                field="currency",
            )
        money = Money(self.amount, self.currency)
        if money.amount <= 0:
            raise WrongAmount(_("An amount is more than nothing."), field="amount")
        return money


def check_amount(money: Money, largest: Money) -> None:
    """No payment is above what the programme set as its largest, in the programme's currency."""
    if money.amount > largest.amount:
        raise WrongAmount(
            _("This is more than the largest payment of the programme, %(largest)s.")
            % {"largest": largest},
            field="amount",
        )


def check_period(line: Line | Payment, placement: Placement) -> None:
    """The days that are paid are days of the placement, as it went or else as it is planned.

    It is asked again before each step: a placement may have ended meanwhile.
    """
    if line.period_until < line.period_from:
        raise WrongPeriod(_("The period ends before it begins."), field="period_until")
    first = placement.started_on or placement.starts_on
    last = placement.ended_on or placement.ends_on
    if line.period_from < first or line.period_until > last:
        raise WrongPeriod(
            _("The placement is from %(first)s to %(last)s. Choose days within it.")
            % {"first": date_format(first), "last": date_format(last)},
            field="period_from" if line.period_from < first else "period_until",
        )


def check_not_twice(line: Line, others: Iterable[Payment]) -> None:
    """One kind of payment is for a day of a placement once, unless it was rejected."""
    for other in others:
        if (
            other.kind == line.kind
            and other.state != S.REJECTED
            and other.period_from <= line.period_until
            and line.period_from <= other.period_until
        ):
            raise PaidTwice(field="period_from")


def check_paid_day(on: date, approved: date, today: date) -> None:
    """Money left the bank on a day that has come, and not before it was approved."""
    if on > today:
        raise WrongPeriod(_("This day has not come yet."), field="on")
    if on < approved:
        raise WrongPeriod(_("The payment was approved after this day."), field="on")


def _check_named(by: Actor) -> None:
    """Money is never moved by the program itself."""
    if by.user_id is None:
        raise NotAllowed(_("A payment is made and approved by named officers."))


def check_reads_payments(by: Actor, subject: Any) -> None:
    """The programme's officers but for its panel, whose work ends with the choice."""
    check_reaches(by, subject, PLACEMENT_READERS)


def check_makes_payments(by: Actor, subject: Any) -> None:
    """A finance maker of the programme, by name: never the program itself."""
    _check_named(by)
    if not holds(by, subject, Role.FINANCE_MAKER):
        raise NotAllowed(_("Only a finance maker of this programme can do this."))


def check_approves_payments(by: Actor, payment: Payment) -> None:
    """A finance approver of the programme, by name, and never who prepared the payment."""
    _check_named(by)
    if not holds(by, payment, Role.FINANCE_APPROVER):
        raise NotAllowed(_("Only a finance approver of this programme can do this."))
    if payment.made_by_id == by.user_id:
        raise NotAllowed(
            _("You prepared this payment, so another person must decide on it."),
            code="maker_is_not_checker",
        )
