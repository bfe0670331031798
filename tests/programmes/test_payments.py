"""A payment is drafted, decided on by somebody else, booked twice, and paid."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from homelands.foundation.audit import Persons
from homelands.foundation.errors import NotAllowed, NotNow
from homelands.foundation.models import Rate
from homelands.foundation.roles import Role
from homelands.people.register.queries.seeing import Seen
from homelands.people.register.rules.seeing import Part
from homelands.programmes.payments.actions import payments
from homelands.programmes.payments.models import LedgerEntry, Payment
from homelands.programmes.placements.actions import placements
from tests import make
from tests import make_programmes as mp
from tests.make import NOW, TODAY
from tests.rights import refused

LATER = NOW + timedelta(hours=3)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"amount": Decimal("0.01")}, None),
        ({"amount": Decimal("0.004")}, "amount"),
        ({"amount": Decimal("-5")}, "amount"),
        ({"currency": "XYZ"}, "currency"),
    ],
)
def test_an_amount_can_be_paid(changes: dict[str, object], field: str | None) -> None:
    expected = ("wrong_amount", field) if field else None
    assert refused(mp.line(**changes).money) == expected


@pytest.mark.django_db
def test_a_draft_says_what_is_paid_to_whom_for_when_and_by_whom() -> None:
    maker, placed = mp.actor(Role.FINANCE_MAKER), mp.placement()
    day = date(2027, 1, 22)
    made = mp.payment(placed, by=maker, amount=Decimal("12.345"), period_until=day)
    with make.as_(maker):
        held = Payment.objects.get(pk=made.pk)
    assert (held.amount, held.currency, held.kind) == (Decimal("12.35"), "EUR", "dsa")
    assert (held.period_from, held.period_until) == (day, day)
    assert held.rate_note == "21 days at 60 a day."
    assert (held.placement_id, held.programme_id) == (placed.pk, placed.programme_id)
    assert (held.person_id, held.made_by_id, held.made_at) == (
        placed.person_id,
        maker.user_id,
        NOW,
    )
    before = {"line": mp.line(period_until=day - timedelta(days=1)), "at": NOW, "by": maker}
    with make.as_(maker):
        assert refused(payments.draft, placed, **before) == ("wrong_period", "period_until")


@pytest.mark.django_db
def test_a_draft_is_within_the_largest_payment_and_for_no_day_twice() -> None:
    maker, placed = mp.actor(Role.FINANCE_MAKER), mp.placement()
    with make.as_(maker):
        most = placed.programme.largest_payment
    above = {"line": mp.line(amount=most + 1), "at": NOW, "by": maker}
    with make.as_(maker):
        assert refused(payments.draft, placed, **above) == ("wrong_amount", "amount")
    mp.payment(placed, by=maker, amount=most)
    again = {"line": mp.line(), "at": NOW, "by": maker}
    with make.as_(maker):
        assert refused(payments.draft, placed, **again) == ("paid_twice", "period_from")


@pytest.mark.django_db
def test_who_drafts_for_a_placement_takes_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    turns: list[str] = []
    monkeypatch.setattr(payments, "take_turns", turns.append)
    placed = mp.placement()
    mp.payment(placed)
    assert turns == [f"payments of {placed.pk}"]


@pytest.mark.django_db
def test_nothing_is_paid_before_its_day() -> None:
    approver, payment = mp.actor(Role.FINANCE_APPROVER), mp.payment()
    with make.as_(approver):
        payments.approve(payment, at=NOW, by=approver)
    payer = mp.actor(Role.FINANCE_MAKER)
    early = {"on": TODAY + timedelta(days=1), "at": NOW, "by": payer}
    with make.as_(payer):
        assert refused(payments.pay, payment, **early) == ("wrong_period", "on")


@pytest.mark.django_db
def test_an_approval_of_the_evening_is_paid_the_same_evening() -> None:
    """In Kingston it is still the day before when it is past midnight in Greenwich."""
    approver, payer = mp.actor(Role.FINANCE_APPROVER), mp.actor(Role.FINANCE_MAKER)
    payment = mp.payment(by=payer)
    past_midnight = datetime(2026, 11, 25, 1, 30, tzinfo=UTC)
    with timezone.override("America/Jamaica"):
        with make.as_(approver):
            payments.approve(payment, at=past_midnight, by=approver)
        with make.as_(payer):
            evening = past_midnight + timedelta(hours=1)
            paid = payments.pay(payment, on=date(2026, 11, 24), at=evening, by=payer)
    assert paid.state == "paid"


@pytest.mark.django_db
def test_days_after_the_end_of_a_placement_are_neither_approved_nor_paid() -> None:
    approver, payer = mp.actor(Role.FINANCE_APPROVER), mp.actor(Role.FINANCE_MAKER)
    placed = mp.placement()
    waiting, approved = (mp.payment(placed, by=payer, kind=kind) for kind in ("dsa", "travel"))
    with make.as_(approver):
        payments.approve(approved, at=NOW, by=approver)
    with make.as_(make.SYSTEM):
        placements.start(placed, on=placed.starts_on, by=make.SYSTEM)
        placements.end_early(
            placed, on=placed.starts_on, why="The ward was closed.", at=NOW, by=make.SYSTEM
        )
    with make.as_(approver):
        waiting = Payment.objects.get(pk=waiting.pk)
        late = refused(payments.approve, waiting, at=NOW, by=approver)
        assert late == ("wrong_period", "period_until")
    with make.as_(payer):
        approved = Payment.objects.get(pk=approved.pk)
        late = refused(payments.pay, approved, on=TODAY, at=NOW, by=payer)
        assert late == ("wrong_period", "period_until")


def booked(payment: Payment) -> list[tuple[object, ...]]:
    fields = ("debit", "credit", "amount", "currency", "booked", "booked_currency", "at")
    with make.as_(make.SYSTEM):
        found = LedgerEntry.objects.filter(payment=payment).order_by("at", "debit")
        return list(found.values_list(*fields))


@pytest.mark.django_db
def test_approval_and_payment_are_booked_at_the_rate_of_their_day() -> None:
    for currency, rate in (("EUR", "0.9"), ("GHS", "15")):
        Rate.objects.create(
            currency=currency, per_dollar=rate, valid_from=date(2026, 1, 1), source="t"
        )
    maker, approver = mp.actor(Role.FINANCE_MAKER), mp.actor(Role.FINANCE_APPROVER)
    payment = mp.payment(by=maker, currency="GHS", amount=Decimal(1500))
    with make.as_(approver):
        payments.approve(payment, at=NOW, by=approver, why=" As agreed. ")
    assert (payment.state, payment.approved_by_id) == ("approved", approver.user_id)
    assert (payment.decided_at, payment.note) == (NOW, "As agreed.")
    with make.as_(maker):
        paid = payments.pay(payment, on=TODAY, at=LATER, by=maker)
        held = Payment.objects.get(pk=payment.pk)
    assert paid is payment
    assert (held.state, held.paid_on, held.note) == ("paid", TODAY, "As agreed.")
    assert (held.approved_by_id, held.decided_at) == (approver.user_id, NOW)
    amounts = (Decimal(1500), "GHS", Decimal(90), "EUR")
    assert booked(payment) == [
        ("cost", "payable", *amounts, NOW),
        ("payable", "bank", *amounts, LATER),
    ]


@pytest.mark.django_db
def test_a_rejection_has_a_reason_and_books_nothing() -> None:
    approver, payment = mp.actor(Role.FINANCE_APPROVER), mp.payment()
    with make.as_(approver):
        short = {"why": " Twice. ", "at": NOW, "by": approver}
        assert refused(payments.reject, payment, **short) == ("too_short", "why")
        rejected = payments.reject(payment, why=" It was paid already. ", at=NOW, by=approver)
        held = Payment.objects.get(pk=payment.pk)
    assert rejected is payment
    assert (held.state, held.approved_by_id, held.decided_at, held.note) == (
        "rejected",
        approver.user_id,
        NOW,
        "It was paid already.",
    )
    assert booked(payment) == []


@pytest.mark.django_db
def test_each_step_has_its_officer_and_its_turn() -> None:
    maker, approver = mp.actor(Role.FINANCE_MAKER), mp.actor(Role.FINANCE_APPROVER)
    payment = mp.payment(by=maker)
    with make.as_(maker):
        with pytest.raises(NotNow):
            payments.pay(payment, on=TODAY, at=NOW, by=maker)
        for decide in (payments.approve, payments.reject):
            with pytest.raises(NotAllowed):
                decide(payment, at=NOW, by=maker, why="It is as agreed.")
    with make.as_(approver):
        with pytest.raises(NotAllowed):
            payments.draft(payment.placement, line=mp.line(), at=NOW, by=approver)
        approved = payments.approve(payment, at=NOW, by=approver)
        assert approved is payment
        assert approved.note == ""
        with pytest.raises(NotAllowed):
            payments.pay(payment, on=TODAY, at=NOW, by=approver)
        for decide in (payments.approve, payments.reject):
            with pytest.raises(NotNow):
                decide(payment, at=NOW, by=approver, why="It is as agreed.")


@pytest.mark.django_db
def test_who_is_named_on_a_list_of_payments_is_told() -> None:
    payment, maker = mp.payment(), mp.actor(Role.FINANCE_MAKER)
    named, unnamed = (
        Seen(payment.person_id, "GBR", "en", NOW, frozenset(parts), "", "")
        for parts in ([Part.NAME], [Part.PROFILE])
    )
    with make.as_(maker):
        assert payments.look(payment, by=maker) is payment
        assert payments.listed([named, unnamed], by=maker) == Persons((payment.person_id,))
