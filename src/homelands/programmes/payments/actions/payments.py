"""A payment is drafted by one person and approved or rejected by another, booked, and paid."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone

from homelands.foundation import jobs
from homelands.foundation.action import action
from homelands.foundation.actors import Actor
from homelands.foundation.audit import Persons
from homelands.foundation.locking import take_turns
from homelands.foundation.money import Money
from homelands.foundation.rules import check_officer
from homelands.foundation.states import next_state, worded
from homelands.people.register.queries.seeing import Seen, named
from homelands.programmes.payments.models import LedgerEntry, Payment
from homelands.programmes.payments.rules import (
    PAYMENT,
    Line,
    check_amount,
    check_approves_payments,
    check_makes_payments,
    check_not_twice,
    check_paid_day,
    check_period,
    check_reads_payments,
)
from homelands.programmes.placements.models import Placement

Account = LedgerEntry.Account


@action(who=check_reads_payments)
def look(payment: Payment, *, by: Actor) -> Payment:
    """Records that somebody looked at a payment; the person sees it."""
    return payment


@action(who=check_officer)
def listed(shown: Sequence[Seen], *, by: Actor) -> Persons:
    """A list of payments was opened."""
    return named(shown)


@action(who=check_makes_payments)
def draft(placement: Placement, *, line: Line, at: datetime, by: Actor) -> Payment:
    """Prepares a payment for a placement."""
    money = line.money()
    programme = placement.programme
    largest = Money(programme.largest_payment, programme.currency)
    check_amount(money.to(programme.currency, at.date()), largest)
    take_turns(f"payments of {placement.pk}")
    check_period(line, placement)
    check_not_twice(line, placement.payments.all())
    assert by.user_id is not None  # the check saw to it
    return Payment.objects.create(
        placement=placement,
        programme_id=placement.programme_id,
        person_id=placement.person_id,
        made_by_id=by.user_id,
        made_at=at,
        **{**vars(line), "amount": money.amount},
    )


@action(who=check_approves_payments)
def approve(payment: Payment, *, at: datetime, by: Actor, why: str = "") -> Payment:
    """Approves a payment that somebody else prepared, and books it as owed."""
    check_period(payment, payment.placement)
    _decide(payment, "approve", at, by, why.strip())
    _book(payment, Account.COST, Account.PAYABLE, at)
    jobs.later("payments.tasks.tell", payment=str(payment.pk), news="approved")
    return payment


@action(who=check_approves_payments)
def reject(payment: Payment, *, why: str, at: datetime, by: Actor) -> Payment:
    """Rejects a payment, with the reason."""
    return _decide(payment, "reject", at, by, worded(why, "why"))


@action(who=check_makes_payments)
def pay(payment: Payment, *, on: date, at: datetime, by: Actor) -> Payment:
    """Notes that an approved payment left the bank, and books it."""
    payment.state = next_state(PAYMENT, payment, "pay")
    check_period(payment, payment.placement)
    assert payment.decided_at is not None  # it is approved
    check_paid_day(on, *(_day(moment) for moment in (payment.decided_at, at)))
    payment.paid_on = on
    payment.save(update_fields=["state", "paid_on"])
    _book(payment, Account.PAYABLE, Account.BANK, at)
    jobs.later("payments.tasks.tell", payment=str(payment.pk), news="paid")
    return payment


def _day(moment: datetime) -> date:
    """Returns the day on the clock of the pages."""
    return moment.astimezone(timezone.get_current_timezone()).date()


def _decide(payment: Payment, verb: str, at: datetime, by: Actor, why: str) -> Payment:
    payment.state = next_state(PAYMENT, payment, verb)
    payment.approved_by_id, payment.decided_at, payment.note = by.user_id, at, why
    payment.save(update_fields=["state", "approved_by", "decided_at", "note"])
    return payment


def _book(payment: Payment, debit: str, credit: str, at: datetime) -> LedgerEntry:
    """Books the payment in its own currency and in the programme's, at the day's rate."""
    booked = payment.money.to(payment.programme.currency, at.date())
    return LedgerEntry.objects.create(
        payment=payment,
        debit=debit,
        credit=credit,
        amount=payment.money.amount,
        currency=payment.currency,
        booked=booked.amount,
        booked_currency=booked.currency,
        at=at,
    )
