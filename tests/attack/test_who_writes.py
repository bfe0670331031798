"""Who may read about a person may not for that reason write about them: in the database itself."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from homelands.foundation.actors import Actor
from homelands.foundation.roles import Role
from homelands.outreach.campaigns.models import Delivery, Letter
from homelands.people.register.models import ConsentDecision, Person, ProfileEntry
from homelands.programmes.payments.models import LedgerEntry, Payment
from homelands.programmes.placements.actions import placements
from homelands.programmes.placements.models import FollowUp
from homelands.programmes.selection.models import Assessment
from tests import make, make_outreach
from tests import make_programmes as mp

pytestmark = pytest.mark.django_db


def changed(by: Actor, sql: str, *values: Any) -> int:
    """Returns how many rows a statement changes as somebody; none where it is refused."""
    with make.as_(by):
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(sql, values)
                return int(cursor.rowcount)
        except DatabaseError:
            return 0


def test_nobody_approves_the_payment_that_is_for_them() -> None:
    payment = mp.payment()
    paid = Actor("user", user_id=payment.person_id)
    approve = (
        "UPDATE payments_payment SET state = 'approved', approved_by_id = %s, decided_at = now()"
        " WHERE id = %s"
    )
    assert changed(paid, approve, paid.user_id, payment.pk) == 0
    with make.as_(paid):
        assert Payment.objects.get(pk=payment.pk).state == "drafted"
    approver = mp.actor(Role.FINANCE_APPROVER, programme=payment.programme_id)
    assert changed(approver, approve, approver.user_id, payment.pk) == 1
    with make.as_(paid), pytest.raises(DatabaseError), transaction.atomic():
        LedgerEntry.objects.create(
            payment=payment, debit="cost", credit="payable", at=make.NOW,
            amount=payment.amount, currency=payment.currency,
            booked=payment.amount, booked_currency=payment.currency,
        )  # fmt: skip


@pytest.mark.parametrize("role", [Role.PANEL_MEMBER, Role.FINANCE_MAKER, Role.ME_OFFICER])
def test_a_programme_reads_about_an_applicant_and_decides_nothing_for_them(role: Role) -> None:
    applied = mp.application()
    officer = mp.actor(role, programme=applied.programme_id)
    with make.as_(make.SYSTEM):
        person = Person.objects.get(pk=applied.person_id)
    with make.as_(officer):
        assert ConsentDecision.objects.filter(person=person).exists()
        assert ProfileEntry.objects.filter(person=person).exists()
        with pytest.raises(DatabaseError), transaction.atomic():
            ConsentDecision.objects.create(
                person=person, purpose="contact", given=True, text_version="1", at=make.NOW
            )
    for verb in ("DELETE FROM", "UPDATE"):
        what = " SET code = 'x'" if verb == "UPDATE" else ""
        sql = f"{verb} register_profileentry{what} WHERE person_id = %s"
        assert changed(officer, sql, person.pk) == 0


def test_a_programme_sends_an_applicant_no_letter() -> None:
    person = mp.nurse("matching", "hosts", "contact")
    applied = mp.application(person=person)
    letter: Letter = make_outreach.letter(make_outreach.segment(occupation="2221"))
    officer = mp.actor(Role.PANEL_MEMBER, programme=applied.programme_id)
    with make.as_(officer):
        assert Delivery.objects.filter(letter=letter).count() == 1
    assert changed(officer, "DELETE FROM campaigns_delivery WHERE person_id = %s", person.pk) == 0


def test_nobody_judges_their_own_application_or_writes_what_lasted() -> None:
    placement = mp.completed()
    placements.follow_up(placement, text="The ward still does it.", at=make.NOW, by=make.SYSTEM)
    person = Actor("user", user_id=placement.person_id)
    with make.as_(person):
        assert (Assessment.objects.count(), FollowUp.objects.count()) == (1, 1)
    assert changed(person, "DELETE FROM selection_assessment") == 0
    assert changed(person, "DELETE FROM placements_followup") == 0
