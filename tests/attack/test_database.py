"""Whoever reaches the database as the app's role, with whatever context they like to forge.

What such a person can still do is told in docs/security.md; what they cannot is tried here.
"""

from datetime import timedelta
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from homelands.foundation.access.policies import WHOSE
from homelands.foundation.models import AuditEvent, Promise
from homelands.foundation.roles import Role
from homelands.mapping.statistics.models import Estimate
from homelands.programmes.payments.actions import payments
from homelands.programmes.payments.models import LedgerEntry, Payment
from tests import make, make_mapping
from tests import make_programmes as mp

pytestmark = pytest.mark.django_db


def tried(sql: str, values: list[Any] | None = None) -> str:
    """Runs a statement as the app's role; returns the first line of its refusal, else nothing."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values)
    except DatabaseError as refused:
        return str(refused).splitlines()[0]
    return ""


def forge(**context: str) -> None:
    """Writes the settings by which row policies know who acts; anybody who is in could."""
    for name, value in context.items():
        tried("SELECT set_config(%s, %s, true)", [f"homelands.{name}", value])


@pytest.fixture(autouse=True)
def everything_forged(django_db_setup: None, db: None) -> None:
    """All scopes are everything, and the settings that once switched triggers off are written."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
        names = ",".join(name for (name,) in cursor.fetchall())
    everywhere = dict.fromkeys(WHOSE, "*")
    forge(**everywhere)
    tried("SELECT set_config('pgtrigger.ignore', %s, true)", ["{" + names + "}"])


def paid() -> Payment:
    payment = mp.payment()
    approver = mp.actor(Role.FINANCE_APPROVER)
    payments.approve(payment, at=make.NOW, by=approver)
    payments.pay(payment, on=make.TODAY, at=make.NOW, by=mp.actor(Role.FINANCE_MAKER))
    forge(programmes="*", placements="*", paying="*", approving="*")
    return payment


def as_it_stands(payment: Payment) -> tuple[Any, ...]:
    rows = Payment.objects.filter(pk=payment.pk)
    return rows.values_list("state", "amount", "person_id", "made_by_id", "paid_on").get()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("amount = amount * 10", "What a payment is for is not changed"),
        ("person_id = made_by_id", "What a payment is for is not changed"),
        ("period_from = period_from - 300", "What a payment is for is not changed"),
        ("rate_note = 'other'", "What a payment is for is not changed"),
        ("made_at = now()", "What a payment is for is not changed"),
        ("state = 'approved', paid_on = NULL", "A payment that is paid does not become approved"),
        ("state = 'drafted'", "A payment that is paid does not become drafted"),
        ("paid_on = paid_on - 1", "A payment that is paid does not become paid"),
        ("note = 'silent'", "A payment that is paid does not become paid"),
        ("decided_at = now()", "A payment that is paid does not become paid"),
    ],
)
def test_a_payment_that_was_made_is_not_changed(change: str, said: str) -> None:
    payment = paid()
    before = as_it_stands(payment)
    refused = tried(f"UPDATE payments_payment SET {change} WHERE id = %s", [payment.pk])
    assert refused.startswith(said)
    assert as_it_stands(payment) == before


def test_nobody_decides_on_a_payment_in_another_name_or_changes_it_on_the_way() -> None:
    payment = mp.payment()
    other = mp.actor(Role.FINANCE_APPROVER).user_id
    forge(programmes="*", placements="*", paying="*", approving="*", user=str(payment.made_by_id))
    approve = "UPDATE payments_payment SET state = 'approved', decided_at = now(), approved_by_id"
    where = "WHERE id = %s"
    for by in (other, payment.made_by_id):
        assert tried(f"{approve} = %s {where}", [by, payment.pk]) != ""
    forge(user=str(other))
    more = f"{approve} = %s, amount = 9 {where}"
    assert tried(more, [other, payment.pk]).startswith("What a payment is for")
    skipped = f"UPDATE payments_payment SET state = 'paid', paid_on = now() {where}"
    assert tried(skipped, [payment.pk]).startswith("A payment that is drafted does not become paid")
    assert as_it_stands(payment)[0] == "drafted"


def test_no_payment_begins_as_paid_and_none_goes_away() -> None:
    payment = paid()
    columns = [field.column for field in Payment._meta.concrete_fields if field.column != "id"]
    listed = ", ".join(columns)
    copy = f"INSERT INTO payments_payment (id, {listed}) SELECT gen_random_uuid(), {listed}"
    refused = tried(f"{copy} FROM payments_payment WHERE id = %s", [payment.pk])
    assert refused.startswith("A payment begins as a draft of who makes it")
    gone = tried("DELETE FROM payments_payment WHERE id = %s", [payment.pk])
    assert gone.startswith("A payment stays on record")
    assert Payment.objects.count() == 1


def test_a_booking_is_of_what_its_payment_is() -> None:
    payment = mp.payment()
    facts = {"payment": payment, "debit": "bank", "credit": "cost", "at": make.NOW}
    sums = {"amount": 999, "currency": "EUR", "booked": 999, "booked_currency": "EUR"}
    with pytest.raises(DatabaseError, match="A booking is of what its payment is"):
        LedgerEntry.objects.create(**facts, **sums)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE foundation_auditevent SET why = 'other'",
        "DELETE FROM foundation_auditevent",
        "TRUNCATE foundation_auditevent",
        "DELETE FROM payments_paymentevent",
        "UPDATE payments_ledgerentry SET amount = 1",
        "UPDATE statistics_estimate SET value = 1",
        "DELETE FROM statistics_estimate",
        "UPDATE recruitment_rewardentry SET amount = 1",
        "DELETE FROM recruitment_rewardentry",
        "DELETE FROM stocks_stockfigure",
        "UPDATE questionnaires_questionnaire SET version = '9'",
        "UPDATE questionnaires_formattachment SET name = 'x'",
        "UPDATE selection_assessment SET band = 'x'",
        "UPDATE foundation_chainhead SET place = 0",
        "SELECT key FROM homelands_private.chain_key",
        "SELECT homelands_private.signature('x')",
        "CREATE TEMP TABLE foundation_auditevent (code text)",
        "CREATE TABLE mine (a int)",
        "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "ALTER TABLE register_person DISABLE ROW LEVEL SECURITY",
        "SET ROLE homelands_owner",
        "CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name name)"
        " RETURNS boolean LANGUAGE sql AS 'SELECT true'",
    ],
)
def test_what_the_role_may_not_do_at_all(sql: str) -> None:
    assert tried(sql).startswith(("permission denied", "must be owner"))


def test_history_is_written_by_tables_and_not_by_hand() -> None:
    make.person("GBR")
    forge(countries="*")
    columns = "pgh_created_at, pgh_label, id"
    for table in ("register_personevent", "payments_paymentevent"):
        refused = tried(f"INSERT INTO {table} ({columns}) VALUES (now(), 'x', gen_random_uuid())")
        assert refused == f"Only the table that it is about writes {table}"


def test_a_head_that_was_written_by_hand_stops_the_chain() -> None:
    with make.as_(make.SYSTEM):
        before = AuditEvent.objects.count()
    audit = "SELECT homelands_audit('x', 'user', NULL, 'nobody', 'x', 'y', NULL, 'why')"
    head = "SELECT set_config('chain.foundation_auditevent_' || (pg_backend_pid() %% 16), %s, true)"
    for forged in ("500000 00", "500000 00|" + "0" * 64):
        with transaction.atomic():
            assert tried(head, [forged]) == ""
            assert (
                tried(audit) == "The head of the chain of foundation_auditevent was tampered with"
            )
            transaction.set_rollback(True)
    assert tried("SELECT * FROM homelands_next('anything')").startswith("Only the rows of a chain")
    with make.as_(make.SYSTEM):
        assert AuditEvent.objects.count() == before


def test_promises_are_not_kept_by_who_does_not_see_them() -> None:
    make.person("GBR")
    with make.as_(make.SYSTEM):
        promises = Promise.objects.filter(kept_at=None).count()
    assert promises > 0
    nobody = dict.fromkeys(("countries", "programmes", "organisations", "user"), "")
    forge(**nobody)
    assert tried("UPDATE foundation_promise SET kept_at = now()") == ""
    assert tried("DELETE FROM foundation_promise") == ""
    with make.as_(make.SYSTEM):
        assert Promise.objects.filter(kept_at=None).count() == promises


def test_an_estimate_is_added_by_the_program_all_the_same() -> None:
    made = make_mapping.computed(
        make_mapping.answered(make_mapping.study(), make_mapping.mixed(40, 20))
    )
    with make.as_(make.SYSTEM):
        assert Estimate.objects.filter(pk__in=[estimate.pk for estimate in made]).exists()


def test_the_reporting_role_writes_and_executes_nothing() -> None:
    report = settings.HOMELANDS_OWNER_URL.replace("homelands_owner", "homelands_report")
    with psycopg.connect(report, autocommit=True) as reader:
        for sql in (
            "SELECT homelands_audit('x', 'user', NULL, 'x', 'x', 'y', NULL, 'why')",
            "INSERT INTO stocks_stockfigure DEFAULT VALUES",
            "CREATE TEMP TABLE mine (a int)",
            "SELECT procrastinate_cancel_job_v1(1, false, false)",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                reader.execute(sql)


def test_time_passes_and_a_decision_stays() -> None:
    """The maker cannot become the checker later either."""
    payment = paid()
    forge(user=str(payment.made_by_id))
    later = make.NOW + timedelta(days=1)
    again = "UPDATE payments_payment SET approved_by_id = %s, decided_at = %s WHERE id = %s"
    assert tried(again, [payment.made_by_id, later, payment.pk]) != ""


def test_another_maker_is_no_approver_whatever_is_written() -> None:
    payment, colleague = mp.payment(), mp.actor(Role.FINANCE_MAKER)
    approve = "UPDATE payments_payment SET state = 'approved', decided_at = now(),"
    approve += " approved_by_id = %s WHERE id = %s"
    with make.as_(colleague):
        said = tried(approve, [colleague.user_id, payment.pk])
    assert said.startswith("A payment is decided on by an approver of its programme")
    checker = mp.actor(Role.FINANCE_APPROVER)
    with make.as_(checker):
        assert tried(approve, [checker.user_id, payment.pk]) == ""


def test_nobody_lifts_the_limit_that_payments_are_held_against() -> None:
    payment = mp.payment()
    for change in ("largest_payment = 1000000000", "currency = 'JPY'"):
        said = tried(f"UPDATE needs_programme SET {change} WHERE id = %s", [payment.programme_id])
        assert said.startswith("pgtrigger: Cannot update rows from needs_programme")
