"""What officers find in the lists of placements and payments, and in which order."""

from datetime import timedelta

import pytest

from homelands.foundation.roles import Role
from homelands.programmes.payments.actions import payments
from homelands.programmes.payments.queries import payments as payment_queries
from homelands.programmes.placements.queries import placements as placement_queries
from tests import make, make_programmes
from tests.make import NOW

pytestmark = pytest.mark.django_db


def test_payments_to_decide_on_come_first_then_those_decided_on_last() -> None:
    placed = make_programmes.placement()
    maker = make_programmes.actor(Role.FINANCE_MAKER)
    kinds = ("dsa", "travel", "insurance")
    first, last, waiting = (make_programmes.payment(placed, by=maker, kind=kind) for kind in kinds)
    approver = make_programmes.actor(Role.FINANCE_APPROVER)
    with make.as_(approver):
        payments.approve(first, at=NOW + timedelta(days=1), by=approver)
        payments.reject(last, why="Paid before.", at=NOW + timedelta(days=2), by=approver)
        listed = list(payment_queries.visible_to(approver))
    assert listed == [waiting, last, first]


def test_officers_list_the_payments_of_their_programmes() -> None:
    payment, _other = make_programmes.payment(), make_programmes.payment()
    maker = make_programmes.actor(Role.FINANCE_MAKER, programme=payment.programme_id)
    mission = make.officer("GBR")
    with make.as_(maker):
        assert list(payment_queries.visible_to(maker)) == [payment]
    with make.as_(mission):
        assert list(payment_queries.visible_to(mission)) == []


def test_officers_list_the_placements_of_their_programmes_and_hosts() -> None:
    one, other = make_programmes.placement(), make_programmes.placement()
    manager = make_programmes.actor(Role.PROGRAMME_MANAGER, programme=one.programme_id)
    host = make_programmes.actor(Role.HOST_FOCAL_POINT, organisation=other.host_id)
    everywhere, mission = make_programmes.actor(Role.PROGRAMME_MANAGER), make.officer("GBR")
    expected = ((manager, {one}), (host, {other}), (everywhere, {one, other}), (mission, set()))
    for officer, placements in expected:
        with make.as_(officer):
            assert set(placement_queries.visible_to(officer)) == placements
