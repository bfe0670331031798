"""History that cannot be rewritten: refused to the app, found when the owner does it."""

from collections.abc import Iterator

import psycopg
import pytest
from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from homelands.foundation.queries import history
from homelands.people.register.actions import entries
from homelands.people.register.actions.entries import Statement
from tests import make

pytestmark = pytest.mark.django_db

TABLES = ("foundation_auditevent", "register_personevent", "register_consentdecision")


@pytest.fixture
def owner() -> Iterator[psycopg.Connection]:
    with psycopg.connect(settings.HOMELANDS_OWNER_URL, options="-c timezone=UTC") as connected:
        yield connected
        connected.rollback()


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    "statement", ["UPDATE {} SET chain_lane = 1", "DELETE FROM {}", "TRUNCATE {} CASCADE"]
)
def test_the_app_cannot_change_history(table: str, statement: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))


def _write_history(owner: psycopg.Connection, rows: int = 20) -> None:
    for number in range(rows):
        owner.execute(
            "SELECT homelands_audit(%s, 'system', NULL, 'tests', '', '', NULL, '')",
            [f"tests.history.{number}"],
        )


def _breaks(owner: psycopg.Connection, table: str) -> list[tuple[int, int, str]]:
    owner.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what the end of a transaction does
    owner.execute("SET CONSTRAINTS ALL DEFERRED")
    found = []
    for query in (history._WALK, history._TAILS, history._HEADLESS):
        found += owner.execute(query.format(table=table), {"table": table}).fetchall()
    return found


def test_untouched_history_is_whole(owner: psycopg.Connection) -> None:
    _write_history(owner)
    assert _breaks(owner, "foundation_auditevent") == []


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ("UPDATE {t} SET why = 'another reason' WHERE chain_place = 7", "this row was changed"),
        ("DELETE FROM {t} WHERE chain_place = 7", "rows are missing before this one"),
        ("DELETE FROM {t} WHERE chain_place = 20", "rows are missing at the end"),
        ("DELETE FROM foundation_chainhead", "the head of this lane is missing"),
    ],
)
def test_what_an_owner_does_is_found_and_located(
    owner: psycopg.Connection, change: str, what: str
) -> None:
    _write_history(owner)
    owner.execute("ALTER TABLE foundation_auditevent DISABLE TRIGGER USER")
    owner.execute(change.format(t="foundation_auditevent"))
    assert what in [row[2] for row in _breaks(owner, "foundation_auditevent")]


def test_every_history_and_every_ledger_is_chained() -> None:
    """What only grows is chained; estimates are not, for they are computed again."""
    tables = history.tables()
    events = {m._meta.db_table for m in apps.get_models() if hasattr(m, "pgh_tracked_model")}
    ledgers = {
        "foundation_auditevent",
        "payments_ledgerentry",
        "recruitment_rewardentry",
        "register_consentdecision",
        "results_reading",
    }
    assert (events | ledgers) - set(tables) == set()
    final = {
        model._meta.db_table
        for model in apps.get_models()
        for trigger in getattr(model._meta, "triggers", ())
        if str(trigger.operation) == "UPDATE OR DELETE"
    }
    assert final - set(tables) == {"statistics_estimate"}


def test_every_chain_refuses_changes_even_to_its_owner() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, count(*) FROM pg_trigger "
            "WHERE tgname ~ '^pgtrigger_(chain|keep|keep_all)_[0-9a-f]{5}$' AND tgenabled <> 'D' "
            "GROUP BY 1"
        )
        made = dict(cursor.fetchall())
    assert made == dict.fromkeys(history.tables(), 3)


def test_every_version_of_a_profile_is_kept_with_who_changed_it() -> None:
    person = make.person()
    member = make.member(person)
    entry = entries.state(
        person, statement=Statement("skill", "midwifery"), on=make.TODAY, by=member
    )
    entries.end(entry, on=make.TODAY, by=member)
    with make.as_(member), connection.cursor() as cursor:
        cursor.execute(
            "SELECT action, actor, ended_on IS NULL FROM register_profileentryevent ORDER BY pgh_id"
        )
        rows = cursor.fetchall()
    assert rows == [
        ("register.entries.state", str(person.pk), True),
        ("register.entries.end", str(person.pk), False),
    ]
