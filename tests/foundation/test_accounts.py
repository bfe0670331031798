"""What became of accounts, grants and factors: kept, chained, and shown to who checks them."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.db import DatabaseError, connection, transaction
from django.test import Client

from homelands.foundation.access.context import acting
from homelands.foundation.actions import accounts
from homelands.foundation.actors import Reach
from homelands.foundation.models import Grant, User
from homelands.foundation.queries import accounts as queries
from homelands.foundation.queries import history
from homelands.foundation.roles import Role
from homelands.organisations.actions import focal_points
from tests import make, make_organisations

pytestmark = pytest.mark.django_db

TABLES = ("foundation_userevent", "foundation_grantevent", "foundation_factorevent")


def told(user: User) -> list[tuple[str, str]]:
    """What happened to an account and who did it, the first first."""
    return [(change.code, change.maker) for change in reversed(queries.history(user.pk))]


def desk(role: Role, **scope: object) -> Client:
    client = Client()
    client.force_login(make.user(role, **scope))
    return client


def test_each_change_of_an_account_and_its_grants_is_told_with_its_maker() -> None:
    user = make.user(Role.MISSION_OFFICER, country="GBR")
    admin = make.officer("", Role.MINISTRY_OFFICER)
    with acting(admin):
        Grant.objects.filter(user=user).update(country="FRA")
        Grant.objects.filter(user=user).update(ends_at=make.NOW)
        Grant.objects.create(user=user, role=Role.AUDITOR, given_at=make.NOW)
        Grant.objects.filter(user=user, role=Role.AUDITOR).delete()
        User.objects.filter(pk=user.pk).update(is_active=False)
        User.objects.filter(pk=user.pk).update(is_active=True, name="Another")
    assert told(user) == [
        ("account_opened", "tests"),
        ("account_closed", "Officer"),
        ("account_opened_again", "Officer"),
        ("name_changed", "Officer"),
        ("grant_given", "tests"),
        ("grant_changed", "Officer"),
        ("grant_ended", "Officer"),
        ("grant_given", "Officer"),
        ("grant_removed", "Officer"),
    ], "what one transaction did: the account first, then its grants"


def test_a_closed_account_keeps_its_history() -> None:
    user = make.user(Role.MISSION_OFFICER)
    key = user.pk
    with make.as_(make.SYSTEM):
        user.delete()
    codes = [change.code for change in queries.history(key)]
    assert sorted(codes) == ["account_deleted", "account_opened", "grant_given", "grant_removed"]


def test_factors_that_are_set_lost_and_made_anew_are_told_without_their_secrets() -> None:
    user = make.user(Role.MISSION_OFFICER)
    by = make.actor(user)
    with acting(by):
        TOTP.activate(user, "JBSWY3DPEHPK3PXP")
        RecoveryCodes.activate(user)
        Authenticator.objects.filter(user=user).delete()
    changes = [c for c in reversed(queries.history(user.pk)) if c.code.startswith("factor")]
    assert sorted((c.code, c.facts["kind"], c.maker) for c in changes) == [
        ("factor_lost", "recovery_codes", "Officer"),
        ("factor_lost", "totp", "Officer"),
        ("factor_set", "recovery_codes", "Officer"),
        ("factor_set", "totp", "Officer"),
    ]
    with connection.cursor() as cursor:
        cursor.execute("SELECT f::text FROM foundation_factorevent f")
        assert not any("locked:" in text for (text,) in cursor.fetchall())


def test_signing_in_and_a_new_password_make_no_history_and_no_hash_is_in_it() -> None:
    user = make.user(Role.MISSION_OFFICER)
    before = told(user)
    user.set_password("a long and private sentence")
    user.last_login, user.language = make.NOW, "fr"
    user.save()
    assert told(user) == before
    with connection.cursor() as cursor:
        cursor.execute("SELECT e::text FROM foundation_userevent e")
        assert not any("argon2" in text for (text,) in cursor.fetchall())


@pytest.mark.parametrize("table", TABLES)
def test_the_history_of_accounts_only_grows_and_is_verified(table: str) -> None:
    user = make.user(Role.MISSION_OFFICER)
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    assert table in history.tables()
    assert history.breaks(table) == []
    for statement in (f"UPDATE {table} SET actor = 'x'", f"DELETE FROM {table}"):  # noqa: S608
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_nobody_writes_history_of_factors_by_hand() -> None:
    with (
        pytest.raises(DatabaseError, match="Only the table that it is about"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "INSERT INTO foundation_factorevent (account, kind, label)"
            " VALUES (gen_random_uuid(), 'totp', 'insert')"
        )


def test_who_names_somebody_to_speak_is_the_maker_of_the_grant() -> None:
    organisation, user = make_organisations.association(), make.account("speaker@example.org")
    named_by = make.user(Role.MINISTRY_OFFICER)
    focal_points.name(organisation, user=user, at=make.NOW, by=make.actor(named_by))
    assert Grant.objects.get(user=user).given_by == named_by
    assert told(user)[-1] == ("grant_given", "Officer")


def test_auditors_read_the_history_of_an_account_in_words() -> None:
    user = make.user(Role.MISSION_OFFICER, country="GBR")
    ends = make.NOW + timedelta(days=3)
    with make.as_(make.SYSTEM):
        user.grants.update(ends_at=ends)
        User.objects.filter(pk=user.pk).update(is_active=False)
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    path = f"/desk/accounts/{user.pk}/"
    for role in (Role.AUDITOR, Role.DATA_PROTECTION_OFFICER):
        client = desk(role)
        assert path in client.get("/desk/accounts/").content.decode()
        page = client.get(path).content.decode()
        for words in (
            "The account was opened",
            "The account was closed",
            "A role was given: Mission officer, United Kingdom",
            "A role was ended with",
            "A second factor was set up: Authenticator app",
        ):
            assert words in page
    for client in (desk(Role.AUDITOR, country="GBR"), desk(Role.MINISTRY_OFFICER)):
        assert client.get(path).status_code == 403
        assert client.get("/desk/accounts/").status_code == 403


def test_a_members_account_is_no_officers() -> None:
    person = make.person()
    assert desk(Role.AUDITOR).get(f"/desk/accounts/{person.pk}/").status_code == 404


def test_a_grant_that_is_given_twice_is_told_twice() -> None:
    user = make.account("twice@example.org")
    for country in ("GBR", "FRA"):
        reach = Reach(Role.MISSION_OFFICER, country)
        accounts.grant(user, reach=reach, at=make.NOW, by=make.SYSTEM)
    assert [code for code, _who in told(user)] == ["account_opened", "grant_given", "grant_given"]
