"""SQL as the app's role and as the reporting role, with every context forged."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import psycopg
import pytest

from homelands.foundation.access.policies import WHOSE
from tests.attack.deployment.money import draft, drafted, within
from tests.attack.deployment.site import Site, member, officer

pytestmark = pytest.mark.xdist_group("attacked site")


@pytest.fixture
def thief(site: Site) -> "Iterator[psycopg.Connection[Any]]":
    """The app's role; everything that a setting can say is said."""
    with site.sql("app") as connection:
        for name in WHOSE:
            connection.execute("SELECT set_config(%s, '*', false)", [f"homelands.{name}"])
        names = "SELECT string_agg(tgname, ',') FROM pg_trigger WHERE NOT tgisinternal"
        (triggers,) = connection.execute(names).fetchone() or ("",)
        connection.execute("SELECT set_config('pgtrigger.ignore', %s, false)", [f"{{{triggers}}}"])
        yield connection


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE payments_payment SET amount = amount + 1",
        "UPDATE payments_payment SET person_id = (SELECT person_id FROM payments_payment LIMIT 1)"
        " || ''",
        "UPDATE payments_payment SET state = 'approved', paid_on = NULL WHERE state = 'paid'",
        "DELETE FROM payments_payment",
        "UPDATE payments_ledgerentry SET amount = 1",
        "DELETE FROM payments_ledgerentry",
        "UPDATE recruitment_rewardentry SET amount = 1",
        "DELETE FROM foundation_auditevent",
        "TRUNCATE foundation_auditevent",
        "DELETE FROM register_personevent",
        "INSERT INTO register_personevent (pgh_created_at, pgh_label, id)"
        " VALUES (now(), 'x', gen_random_uuid())",
        "UPDATE foundation_chainhead SET place = 0",
        "CREATE TEMP TABLE foundation_auditevent (code text)",
        "ALTER TABLE register_person DISABLE ROW LEVEL SECURITY",
        "SET ROLE homelands_owner",
        "SELECT key FROM homelands_private.chain_key",
        "COPY register_person TO PROGRAM 'cat'",
        "SELECT pg_read_file('/etc/passwd')",
        "LOAD 'plpython3'",
    ],
)
def test_nothing_that_lasts_is_changed(
    site: Site, thief: "psycopg.Connection[Any]", sql: str
) -> None:
    """Line 6: settings switched triggers off; payments moved, history was rewritten."""
    counted = (
        "SELECT (SELECT md5(string_agg(p::text, '' ORDER BY id)) FROM payments_payment p)"
        " || (SELECT md5(string_agg(l::text, '' ORDER BY id)) FROM payments_ledgerentry l)"
    )
    before = site.value(counted)
    with pytest.raises(psycopg.Error):
        thief.execute(sql)
    assert site.value(counted) == before


def test_without_context_there_are_no_rows(site: Site) -> None:
    """Held already: no rows without context; and all promises closed without one (line 6)."""
    with site.sql("app") as plain:
        for table in ("register_person", "payments_payment", "dialogue_question"):
            assert plain.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table
        waiting = "SELECT count(*) FROM foundation_promise WHERE kept_at IS NULL"
        before = site.value(waiting)
        plain.execute("UPDATE foundation_promise SET kept_at = now()")
        assert site.value(waiting) == before > 0


def test_the_reporting_role_sees_nobody_and_writes_nothing(site: Site) -> None:
    """Held already."""
    closed = ("foundation_user", "django_session", "questionnaires_collector", "datasets_webhook")
    with site.sql("report") as reader:
        for table in (*closed, "mfa_authenticator", "foundation_signincode", "procrastinate_jobs"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                reader.execute(f"SELECT * FROM {table} LIMIT 1")
        (people,) = reader.execute("SELECT count(*) FROM register_person").fetchone() or (0,)
        assert people == 0
        with pytest.raises(psycopg.Error):
            reader.execute("INSERT INTO foundation_rate DEFAULT VALUES")


def test_nothing_that_opens_a_door_is_in_clear(site: Site) -> None:
    """Line 11: secrets of the second factor, keys of sessions, tokens stood in clear."""
    desk = officer(site, "manager")
    visitor = member(site, "doors@example.org")
    doors = {
        "session of an officer": desk.cookies["sessionid"],
        "session of a member": visitor.cookies["sessionid"],
        "address": "doors@example.org",
    }
    visitor.post("/sign-in/member/", {"email": "doors@example.org"})
    tables = "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 2200"
    with site.sql("owner") as owner:
        for (table,) in owner.execute(tables).fetchall():
            for name, door in doors.items():
                found = f'SELECT count(*) FROM "{table}" AS r WHERE strpos(r::text, %s) > 0'
                assert owner.execute(found, [door]).fetchone() == (0,), (name, table)


def test_a_payment_is_approved_and_paid_once(site: Site) -> None:
    """Held already: one booking under eight parallel approvals."""
    key = drafted(officer(site, "manager"), site)
    approvers = [officer(site, "approver") for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        path = f"/desk/programmes/payments/{key}/approve/"
        answers = pool.map(lambda visitor: visitor.post(path, {}).status, approvers)
        assert sorted(answers) == [302] + [409] * 7
    payers = [officer(site, "manager") for _ in range(8)]
    today = date.today()
    day = {"on_day": today.day, "on_month": today.month, "on_year": today.year}
    with ThreadPoolExecutor(8) as pool:
        path = f"/desk/programmes/payments/{key}/pay/"
        answers = pool.map(lambda visitor: visitor.post(path, day).status, payers)
        assert list(answers).count(302) == 1
    # Once as owed, when it is approved, and once as paid.
    booked = "SELECT string_agg(debit || ' ' || credit, ', ' ORDER BY at)"
    booked += " FROM payments_ledgerentry WHERE payment_id = %s"
    assert site.value(booked, [key]) == "cost payable, payable bank"


@pytest.mark.parametrize(
    "wrong",
    [
        {"begins": date(1999, 1, 1), "ends": date(2199, 1, 1)},
        {"amount": "1000000000000"},
        {"amount": "1000000000"},
        {"amount": "-1"},
        {"amount": "0"},
        {"currency": "ZZZ"},
        {"currency": "XXX"},
        {"ends": date(2020, 1, 1)},
    ],
    ids=str,
)
def test_payments_that_cannot_be_right_are_refused_in_words(
    site: Site, wrong: dict[str, Any]
) -> None:
    """Line 16: a period of two centuries, a billion, a currency that is none."""
    placement, day = within(site)
    count = "SELECT count(*) FROM payments_payment"
    before = site.value(count)
    answer = draft(officer(site, "manager"), placement, **{"begins": day, "ends": day} | wrong)
    assert answer.status == 200
    assert "error-summary" in answer.text
    assert site.value(count) == before


def test_no_two_drafts_are_twins(site: Site) -> None:
    """Line 16: twin drafts."""
    maker = officer(site, "manager")
    placement, day = within(site)
    kind = {"begins": day, "ends": day, "kind": "insurance"}
    draft(maker, placement, **kind)
    assert draft(maker, placement, **kind).status == 200


def test_nothing_is_paid_in_years_to_come(site: Site) -> None:
    """Line 16: paid in 2099."""
    maker = officer(site, "manager")
    key = drafted(maker, site)
    officer(site, "approver").post(f"/desk/programmes/payments/{key}/approve/", {})
    far = {"on_day": 1, "on_month": 1, "on_year": 2099}
    assert maker.post(f"/desk/programmes/payments/{key}/pay/", far).status == 200
    paid = site.value("SELECT paid_on FROM payments_payment WHERE id = %s", [key])
    assert paid is None
