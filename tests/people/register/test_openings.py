"""A record outside one's grants: opened with a reason for three hours, told, only looked at."""

import re
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core import mail
from django.db import DatabaseError, connection, transaction
from django.test import Client

from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor
from homelands.foundation.errors import NotAllowed
from homelands.foundation.models import AuditEvent, Promise, User
from homelands.foundation.queries import history
from homelands.foundation.roles import PEOPLE_READERS, Role
from homelands.people.register import tasks
from homelands.people.register.actions import consents, openings
from homelands.people.register.models import ConsentDecision, Opening, Person, ProfileEntry
from homelands.people.register.queries import openings as opening_queries
from homelands.people.register.rules.openings import check_may_open
from tests import make, make_outreach, rights
from tests import make_programmes as mp

pytestmark = pytest.mark.django_db

NAME = "Ama Secretive"
WHY = "Her brother called from the hospital in Lyon tonight."
OPEN = "/desk/people/openings/open/"
LISTED = "/desk/people/openings/"


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def desk(role: Role = Role.MISSION_OFFICER, **scope: Any) -> Client:
    return signed_in(make.user(role, **scope))


def willing(**fields: Any) -> Person:
    """A member in the United Kingdom who shows the mission everything."""
    person = make_outreach.willing("GBR", name=NAME, **fields)
    return make.agreed(person, "mission", "matching")


def number_of(person: Person) -> str:
    return str(person.pk)[:8]


def opened(person: Person, by: Actor) -> Opening:
    return openings.open(number=str(person.pk), why=WHY, at=make.NOW, by=by)


def ask(client: Client, number: str, why: str = WHY) -> Any:
    return client.post(OPEN, {"number": number, "why": why})


def codes(person: Person) -> list[str]:
    with make.as_(make.SYSTEM):
        rows = AuditEvent.objects.filter(person_id=person.pk, code__startswith="register.openings")
        return list(rows.order_by("pk").values_list("code", flat=True))


def sql(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def refusal(statement: str, *values: Any) -> str:
    """Runs a statement as the app's role; returns the first line of its refusal, else nothing."""
    try:
        with transaction.atomic():
            sql(statement, *values)
    except DatabaseError as refused:
        return str(refused).splitlines()[0]
    return ""


def persons_seen() -> set[UUID]:
    return set(Person.objects.values_list("pk", flat=True))


# Through pages.


def test_an_officer_opens_one_record_and_sees_what_the_mission_would() -> None:
    person, other, client = willing(), willing(), desk(country="FRA")
    answer = ask(client, number_of(person))
    page = client.get(answer["Location"]).content.decode()
    assert NAME in page
    assert str(person.email) in page
    assert "Nursing professionals" in page
    assert "You can change nothing here" in page
    assert codes(person) == ["register.openings.open", "register.openings.look"]
    assert codes(other) == []


def test_consent_holds_under_an_opening_too() -> None:
    person, client = make_outreach.willing("GBR", name=NAME), desk(country="FRA")
    page = client.get(ask(client, number_of(person))["Location"]).content.decode()
    assert NAME not in page
    assert str(person.email) not in page
    assert "Nursing professionals" not in page


def test_a_record_that_is_refused_and_one_that_is_not_there_lead_to_the_same_page() -> None:
    person, client = willing(), desk(country="FRA")
    pages = []
    for key in (person.pk, uuid4()):
        answer = client.get(f"/desk/people/{key}/")
        assert answer.status_code == 404
        page = answer.content.decode()
        assert f"{OPEN}?number={key}" in page
        pages.append(re.sub(r'nonce="[^"]*"|value="[^"]*"', "", page.replace(str(key), "")))
    assert pages[0] == pages[1]
    assert OPEN in client.get("/desk/people/").content.decode()


def test_who_may_not_open_is_shown_no_way_there() -> None:
    client = desk(Role.FINANCE_MAKER)
    assert OPEN not in client.get(f"/desk/people/{uuid4()}/").content.decode()
    assert client.get(OPEN).status_code == 403
    assert ask(client, number_of(willing())).status_code == 403
    assert client.get(LISTED).status_code == 403


@pytest.mark.parametrize("number", ["", "00000000", "zzzzzzzz", "%", "1a2b3c", "0" * 32])
def test_a_wrong_number_says_nothing_and_keeps_what_was_typed(number: str) -> None:
    willing()
    page = ask(desk(country="FRA"), number).content.decode()
    assert WHY in page
    if number:
        assert "Nothing was opened" in page
    with make.as_(make.SYSTEM):
        assert Opening.objects.count() == 0


def test_an_erased_record_is_opened_by_nobody() -> None:
    from homelands.people.register.actions import persons

    person, client = willing(), desk(country="FRA")
    persons.erase(person, at=make.NOW, by=make.member(person))
    assert "Nothing was opened" in ask(client, number_of(person)).content.decode()


@pytest.mark.parametrize("why", ["", "   ", "needed", "I need it", "aaaaaaaaaaaaaaaaaaaaaaaaaaaa"])
def test_a_reason_is_a_sentence(why: str) -> None:
    person, client = willing(), desk(country="FRA")
    page = ask(client, number_of(person), why).content.decode()
    assert number_of(person) in page
    assert codes(person) == []


def test_what_the_own_grants_open_is_not_opened_so() -> None:
    person, client = willing(), desk(country="GBR")
    assert "Your grants open this record already" in ask(client, number_of(person)).content.decode()
    assert codes(person) == []


def test_numbers_are_not_tried_without_end() -> None:
    client, person = desk(country="FRA"), willing()
    for n in range(10):
        ask(client, f"0000000{n}")
    page = ask(client, number_of(person)).content.decode()
    assert "tried too often" in page
    assert codes(person) == []


def test_an_opening_opens_nothing_to_another_officer() -> None:
    person, client = willing(), desk(country="FRA")
    place = ask(client, number_of(person))["Location"]
    for other in (desk(country="FRA"), desk(country="GBR"), desk()):
        answer = other.get(place)
        assert answer.status_code in (403, 404)
        assert NAME not in answer.content.decode()
    assert codes(person) == ["register.openings.open"]


def test_lists_searches_files_and_the_api_stay_as_they_were() -> None:
    person, client = willing(), desk(country="FRA")
    client.get(ask(client, number_of(person))["Location"])
    for path in ("/desk/people/", "/desk/people/?country=GBR", "/api/people/", "/desk/outreach/"):
        page = client.get(path).content.decode()
        assert NAME not in page
        assert number_of(person) not in page
    for path in (f"/desk/people/{person.pk}/", f"/api/people/{person.pk}/"):
        answer = client.get(path)
        assert answer.status_code in (403, 404)
        assert NAME not in answer.content.decode()


def test_the_person_reads_who_opened_the_record_and_why() -> None:
    person, client = willing(), desk(country="FRA")
    client.get(ask(client, number_of(person))["Location"])
    page = signed_in(User.objects.get(pk=person.pk)).get("/my/data/").content.decode()
    assert "An officer whose grants do not reach your record opened it for three hours" in page
    assert "An officer whose grants do not reach your record looked at it" in page
    assert page.count(WHY) >= 2
    assert f"<bdi>{number_of(person)}</bdi>" in page
    assert (
        "Check why a record was opened"
        not in signed_in(User.objects.get(pk=person.pk)).get("/my/").content.decode()
    )


def test_the_mission_is_told_by_letter_and_at_the_desk_and_notes_that_it_checked() -> None:
    person, opener = willing(), make.user(Role.MISSION_OFFICER, country="FRA")
    london, paris = (make.user(Role.MISSION_OFFICER, country=code) for code in ("GBR", "FRA"))
    guard = make.user(Role.DATA_PROTECTION_OFFICER)
    ask(signed_in(opener), number_of(person))
    with make.as_(make.SYSTEM):
        opening = Opening.objects.get()
        told = opening_queries.owners(opening, make.NOW)
        assert {user.pk for user in told} == {london.pk, guard.pk}
    for user in (london, guard):
        tasks.tell_owner(opening=str(opening.pk), officer=str(user.pk))
    assert [letter.to for letter in mail.outbox] == [[london.email], [guard.email]]
    letter = mail.outbox[0].subject + mail.outbox[0].body
    assert number_of(person) in letter
    assert f"/desk/people/openings/{opening.pk}/" in letter
    assert (NAME in letter, WHY in letter, str(person.email) in letter) == (False, False, False)
    path = f"/desk/people/openings/{opening.pk}/"
    mission = signed_in(london)
    with make.as_(make.SYSTEM):
        Promise.objects.filter(subject_id=opening.pk).update(due_at=make.NOW)
    assert path in mission.get("/desk/").content.decode()
    assert path not in signed_in(paris).get("/desk/").content.decode()
    assert WHY in mission.get(path).content.decode()
    assert signed_in(opener).post(f"{path}review/").status_code == 403
    assert signed_in(paris).post(f"{path}review/").status_code == 404
    mission.post(f"{path}review/")
    with make.as_(make.SYSTEM):
        assert Promise.objects.get(subject_id=opening.pk).kept_at is not None


def test_without_a_mission_the_ministry_is_told() -> None:
    ministry, opener = make.user(Role.MINISTRY_OFFICER), make.officer("FRA")
    opening = opened(willing(), opener)
    with make.as_(make.SYSTEM):
        assert set(opening_queries.owners(opening, make.NOW)) == {ministry}


def test_the_task_writes_to_each_owner(monkeypatch: pytest.MonkeyPatch) -> None:
    london = make.user(Role.MISSION_OFFICER, country="GBR")
    later: list[tuple[str, dict[str, str]]] = []
    member, officer = willing(), make.officer("FRA")
    monkeypatch.setattr(
        "homelands.foundation.jobs.later", lambda name, **words: later.append((name, words))
    )
    opening = opened(member, officer)
    assert later == [("register.tasks.tell_owners", {"opening": str(opening.pk)})]
    tasks.tell_owners(opening=str(opening.pk))
    assert later[1:] == [
        ("register.tasks.tell_owner", {"opening": str(opening.pk), "officer": str(london.pk)})
    ]


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.DATA_PROTECTION_OFFICER])
def test_who_answers_for_data_lists_all_openings(role: Role) -> None:
    for country in ("FRA", "USA"):
        opened(willing(), make.officer(country))
    page = desk(role).get(LISTED).content.decode()
    assert page.count(WHY) == 2
    assert desk(role, country="GBR").get(LISTED).content.decode().count(WHY) == 2
    assert WHY not in desk(role, country="KEN").get(LISTED).content.decode()


def test_an_officer_lists_the_own_openings_and_those_of_the_own_country() -> None:
    user = make.user(Role.MISSION_OFFICER, country="FRA")
    opened(willing(), make.actor(user))
    assert WHY in signed_in(user).get(LISTED).content.decode()
    assert WHY in desk(country="GBR").get(LISTED).content.decode()
    assert WHY not in desk(country="FRA").get(LISTED).content.decode()


# In the database, under the role of the app.


def test_only_the_setting_of_an_opening_of_ones_own_shows_the_person() -> None:
    person, other = willing(), willing()
    officer, second = make.officer("FRA"), make.officer("FRA")
    opening = opened(person, officer)
    with acting(officer):
        assert persons_seen() == set()
    with acting(opening_queries.through(opening, officer)):
        assert persons_seen() == {person.pk}
        assert {entry.person_id for entry in ProfileEntry.objects.all()} <= {person.pk}
    with acting(opening_queries.through(opening, second)):
        assert persons_seen() == set()
        assert other.pk not in persons_seen()


def test_an_opening_ends_with_the_grant() -> None:
    person, user = willing(), make.user(Role.MISSION_OFFICER, country="FRA")
    officer = make.actor(user)
    opening = opened(person, officer)
    user.grants.update(ends_at=make.NOW)
    with acting(opening_queries.through(opening, officer)):
        assert persons_seen() == set()


INSERT = """INSERT INTO register_opening
    (id, person_id, opened_by, why, country, opened_name, opened_at, ends_at)
    VALUES (gen_random_uuid(), %s, %s, %s, 'FRA', 'Nobody', now() + interval '1 year', 'infinity')
"""


def test_the_database_says_whose_record_it_is_and_until_when() -> None:
    person, officer = willing(), make.officer("FRA")
    with acting(officer):
        assert refusal(INSERT, person.pk, officer.user_id, WHY) == ""
        opening = Opening.objects.get()
    assert (opening.country, opening.opened_name) == ("GBR", "Officer")
    assert (opening.ends_at - opening.opened_at).total_seconds() == 3 * 3600
    assert sql("SELECT %s <= statement_timestamp()", opening.opened_at) == [(True,)]


def test_a_forged_opening_is_refused() -> None:
    person, officer, finance = willing(), make.officer("FRA"), make.officer("", Role.FINANCE_MAKER)
    said = "A record is opened by an officer who may, as themselves, with a reason"
    with acting(officer):
        assert refusal(INSERT, person.pk, make.officer("USA").user_id, WHY) == said
        assert refusal(INSERT, person.pk, officer.user_id, " ") == said
        assert refusal(INSERT, uuid4(), officer.user_id, WHY) == said
    with acting(finance):
        assert refusal(INSERT, person.pk, finance.user_id, WHY) == said
        assert sql("SELECT homelands_record_numbered(%s)", str(person.pk)) == [(None,)]
    speaker = make.actor(make.user(Role.MISSION_OFFICER, organisation=uuid4()))
    with acting(speaker):
        assert refusal(INSERT, person.pk, speaker.user_id, WHY) == said
    with acting(make.member(person)):
        assert refusal(INSERT, person.pk, person.pk, WHY) == said


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE register_opening SET ends_at = 'infinity'",
        "DELETE FROM register_opening",
        "TRUNCATE register_opening",
    ],
)
def test_openings_are_added_and_nothing_else(statement: str) -> None:
    opened(willing(), make.officer("FRA"))
    with make.as_(make.SYSTEM):
        assert refusal(statement) != ""
        assert history.breaks("register_opening") == []
    assert "register_opening" in history.tables()


def test_nothing_is_written_under_an_opening() -> None:
    person, officer = willing(), make.officer("FRA")
    mp.application(person=person)
    opening = opened(person, officer)
    by = opening_queries.through(opening, officer)
    with make.as_(make.SYSTEM):
        before = dict(stored_rows())
    with pytest.raises(NotAllowed):
        consents.decide(person, purpose="contact", given=True, at=make.NOW, by=by)
    with acting(by):
        for table in (m._meta.db_table for m in (Person, ProfileEntry)):
            assert refusal(f"DELETE FROM {table}") == ""  # noqa: S608
        assert refusal("UPDATE register_person SET destination = 'FRA'") == ""
        assert "row-level security" in refusal(
            "INSERT INTO register_consentdecision (id, person_id, purpose, recipient, given,"
            " text_version, at) VALUES (gen_random_uuid(), %s, 'contact', '', true, '1', now())",
            person.pk,
        )
    with make.as_(make.SYSTEM):
        assert dict(stored_rows()) == before


def stored_rows() -> list[tuple[str, Any]]:
    return [
        (model.__name__, sorted(str(row) for row in model.objects.values_list()))
        for model in (Person, ProfileEntry, ConsentDecision)
    ]


def test_every_policy_of_writing_is_shut_under_an_opening() -> None:
    rows = sql(
        "SELECT tablename, policyname FROM pg_policies WHERE cmd <> 'SELECT'"
        " AND coalesce(with_check, qual) NOT LIKE '%%homelands_may_write%%'"
    )
    assert rows == []


# Who may, without a database.


def test_who_may_open() -> None:
    assert rights.may(check_may_open) == PEOPLE_READERS
    assert rights.may(check_may_open, country="FRA") == PEOPLE_READERS
    assert rights.may(check_may_open, programme=uuid4()) == PEOPLE_READERS
    assert rights.may(check_may_open, organisation=uuid4()) == set()
    for actor in (rights.PUBLIC, rights.SYSTEM, rights.member(uuid4())):
        assert rights.refused(check_may_open, actor) is not None
