"""A person registers, is seen by whom it may be, and goes."""

import pytest
from django.db import connection

from homelands.foundation.errors import NotAllowed
from homelands.foundation.models import AuditEvent, Promise, User
from homelands.people.register.actions import persons
from homelands.people.register.models import Person
from homelands.people.register.queries import persons as person_queries
from tests import make

pytestmark = pytest.mark.django_db


def test_registering_opens_an_account_and_owes_a_welcome() -> None:
    person = make.person("GBR")
    with make.as_(make.member(person)):
        assert Person.objects.get().name == "Ama Mensah"
        assert Promise.objects.get().country == "GBR"
    assert User.objects.filter(pk=person.pk).exists()


def test_names_and_addresses_are_not_readable_in_the_database() -> None:
    person = make.person(name="Kwame Nkrumah")
    with make.as_(make.member(person)), connection.cursor() as cursor:
        cursor.execute("SELECT name, email, email_index FROM register_person")
        row = b"".join(bytes(value) for value in cursor.fetchone())
    assert b"Kwame" not in row
    assert b"example.org" not in row


def test_an_email_already_taken_is_refused_on_its_field() -> None:
    make.person(email="ama@example.org")
    with pytest.raises(persons.EmailTaken) as refusal:
        make.person(email=" AMA@example.org ")
    assert refusal.value.field == "email"


def test_an_officer_sees_only_the_countries_of_the_grant() -> None:
    london, paris = make.person("GBR"), make.person("FRA")
    officer = make.officer("GBR")
    with make.as_(officer):
        assert [p.pk for p in person_queries.visible_to(officer)] == [london.pk]
        assert [p.pk for p in Person.objects.all()] == [london.pk]
        with pytest.raises(NotAllowed):
            persons.look(paris, by=officer)


def test_without_a_context_the_database_shows_nobody() -> None:
    make.person()
    assert Person.objects.count() == 0


def test_a_person_sees_who_looked() -> None:
    person = make.person("GBR")
    persons.look(person, by=make.officer("GBR"), why="A question by telephone")
    with make.as_(make.member(person)):
        looks = [look for look in person_queries.looks(person.pk) if look.who]
    assert [(look.code, look.why) for look in looks] == [
        ("register.persons.look", "A question by telephone")
    ]


def test_erasing_leaves_no_name_and_no_key_to_the_past() -> None:
    person = make.person(email="gone@example.org")
    member = make.member(person)
    persons.erase(person, at=make.NOW, by=member)
    with make.as_(make.SYSTEM):
        left = Person.objects.get(pk=person.pk)
        assert (left.name, left.email, left.email_index) == ("", "", None)
        assert person_queries.by_email("gone@example.org") is None
        assert AuditEvent.objects.filter(code="register.persons.erase").count() == 1
    assert not User.objects.filter(pk=person.pk).exists()
