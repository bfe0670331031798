"""Another officer without the grant sees nobody: not in pages, not in the API, not in raw SQL."""

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor
from homelands.foundation.models import User
from homelands.foundation.roles import Role
from homelands.people.register.models import Person
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def paris() -> tuple[User, Client]:
    user = make.user(Role.MISSION_OFFICER, country="FRA")
    client = Client()
    client.force_login(user)
    return user, client


def test_through_the_pages(paris: tuple[User, Client]) -> None:
    person = make.person("GBR", name="Ama of London")
    make.agreed(make.person("FRA", name="Kofi of Paris"), "mission")
    page = paris[1].get("/desk/people/").content.decode()
    assert "Kofi of Paris" in page
    assert "Ama of London" not in page
    assert paris[1].get(f"/desk/people/{person.pk}/").status_code == 404


def test_no_browser_keeps_what_an_officer_saw(paris: tuple[User, Client]) -> None:
    assert paris[1].get("/desk/people/").headers["Cache-Control"] == "no-store"
    assert "Cache-Control" not in Client().get("/").headers


def test_through_the_api(paris: tuple[User, Client]) -> None:
    person = make.person("GBR", name="Ama of London")
    make.agreed(make.person("FRA", name="Kofi of Paris"), "mission")
    assert [row["name"] for row in paris[1].get("/api/people/").json()] == ["Kofi of Paris"]
    answer = paris[1].get(f"/api/people/{person.pk}/")
    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")


def test_the_api_wants_a_session() -> None:
    assert Client().get("/api/people/").status_code == 401


def test_through_raw_sql_under_the_role_of_the_app(paris: tuple[User, Client]) -> None:
    make.person("GBR")
    officer = make.officer("FRA")
    with acting(officer), connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("homelands_app",)
        for table in ("register_person", "register_personevent", "register_profileentry"):
            cursor.execute(f"SELECT count(*) FROM {table}")
            assert cursor.fetchone() == (0,), table


def test_the_app_cannot_lift_row_security() -> None:
    for statement in (
        "ALTER TABLE register_person DISABLE ROW LEVEL SECURITY",
        "SET ROLE homelands_owner",
        "DROP POLICY see ON register_person",
    ):
        as_app = settings.HOMELANDS_OWNER_URL.replace("_owner", "_app")
        with (
            psycopg.connect(as_app) as app,
            pytest.raises(psycopg.errors.InsufficientPrivilege),
        ):
            app.execute(statement)


def test_the_reporting_role_sees_no_person_and_no_account() -> None:
    report = settings.HOMELANDS_OWNER_URL.replace("_owner", "_report")
    with psycopg.connect(report, autocommit=True) as connected:
        assert connected.execute("SELECT count(*) FROM register_person").fetchone() == (0,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connected.execute("SELECT * FROM foundation_user")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connected.execute("INSERT INTO foundation_rate DEFAULT VALUES")


def test_the_context_ends_with_the_block() -> None:
    make.person("GBR")
    from homelands.people.register.models import Person

    with acting(Actor.system("tests")):
        assert Person.objects.count() == 1
    assert Person.objects.count() == 0


def test_a_plan_that_is_kept_shows_each_actor_only_their_own_rows() -> None:
    """Statements that come often are planned once a connection, whoever asks next."""
    make.person("GBR", name="Ama of London")
    make.person("FRA", name="Kofi of Paris")
    everybody = make.officer()
    asking = {"GBR": ["Ama of London"], "FRA": ["Kofi of Paris"], "ITA": []}
    for _ in range(12):
        for country, names in asking.items():
            with acting(make.officer(country)):
                assert [person.name for person in Person.objects.order_by("pk")] == names
        with acting(everybody):
            assert Person.objects.count() == 2
        assert Person.objects.count() == 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements WHERE generic_plans > 0")
        assert any("register_person" in statement for (statement,) in cursor.fetchall())
