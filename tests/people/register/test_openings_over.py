"""An opening that is over opens nothing, in the database and on its page."""

from typing import Any

from django.db import connection
from django.test import Client

from homelands.foundation.access.context import acting
from homelands.foundation.roles import Role
from homelands.people.register.actions import openings
from homelands.people.register.models import Person
from homelands.people.register.queries import openings as opening_queries
from tests import make, stored


def sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def end_by(interval: str) -> None:
    """Moves the end of all openings, as only who owns the server could."""
    sql("RESET ROLE; SET CONSTRAINTS ALL IMMEDIATE")
    sql("ALTER TABLE register_opening DISABLE TRIGGER USER")
    sql(f"UPDATE register_opening SET ends_at = statement_timestamp() + interval '{interval}'")
    sql("ALTER TABLE register_opening ENABLE TRIGGER USER; SET LOCAL ROLE homelands_app")


def test_an_opening_ends_by_the_clock_of_the_database(django_db_blocker: Any) -> None:
    with django_db_blocker.unblock(), stored.as_the_owner("postgres"):
        sql("SET LOCAL ROLE homelands_app")
        person = make.person("GBR", name="Ama Secretive")
        user = make.user(Role.MISSION_OFFICER, country="FRA")
        officer, client = make.actor(user), Client()
        client.force_login(user)
        opening = openings.open(
            number=str(person.pk), why="Her brother called tonight.", at=make.NOW, by=officer
        )
        path = f"/desk/people/openings/{opening.pk}/look/"
        for interval, seen, status in (("1 minute", {person.pk}, 200), ("-1 second", set(), 409)):
            end_by(interval)
            with acting(opening_queries.through(opening, officer)):
                assert set(Person.objects.values_list("pk", flat=True)) == seen
            assert client.get(path).status_code == status
