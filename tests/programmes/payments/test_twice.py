"""No day is paid twice, whoever writes and however many at once."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError

from homelands.foundation.errors import Refusal
from homelands.foundation.roles import Role
from homelands.programmes.payments.actions import payments
from homelands.programmes.payments.models import Payment
from tests import make
from tests import make_programmes as mp

pytestmark = pytest.mark.django_db


def test_a_second_draft_for_the_same_days_is_refused_in_words() -> None:
    maker, placed = mp.actor(Role.FINANCE_MAKER), mp.placement()
    mp.payment(placed, by=maker)
    with pytest.raises(Refusal, match="already has a payment of this kind") as refusal:
        mp.payment(placed, by=maker)
    assert refusal.value.code == "paid_twice"


def test_the_database_knows_it_for_whoever_writes_past_the_program() -> None:
    maker = mp.actor(Role.FINANCE_MAKER)
    payment = mp.payment(by=maker)
    there = pytest.raises(IntegrityError, match="There is a payment of this kind")
    with there, make.as_(maker):
        Payment.objects.create(
            placement_id=payment.placement_id,
            programme_id=payment.programme_id,
            person_id=payment.person_id,
            made_by_id=maker.user_id,
            made_at=make.NOW,
            **vars(mp.line(period_from=payment.period_until)),
        )


def test_what_was_rejected_can_be_prepared_again() -> None:
    maker, approver = mp.actor(Role.FINANCE_MAKER), mp.actor(Role.FINANCE_APPROVER)
    placed = mp.placement()
    payment = mp.payment(placed, by=maker)
    with make.as_(approver):
        payments.reject(payment, why="The days are wrong.", at=make.NOW, by=approver)
    assert mp.payment(placed, by=maker).state == "drafted"


@pytest.mark.parametrize("wrong", [{"amount": Decimal(10_001)}, {"period_until": date(2099, 1, 1)}])
def test_the_database_knows_the_days_and_the_largest_sum(wrong: dict[str, Any]) -> None:
    maker = mp.actor(Role.FINANCE_MAKER)
    payment = mp.payment(by=maker)
    with pytest.raises(DatabaseError, match="days of its placement"), make.as_(maker):
        Payment.objects.create(
            placement_id=payment.placement_id,
            programme_id=payment.programme_id,
            person_id=payment.person_id,
            made_by_id=maker.user_id,
            made_at=make.NOW,
            **vars(mp.line(kind="travel", **wrong)),
        )
