"""People leave the register as a file only with a reason, within a limit, and told to each."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from homelands.foundation.actors import Actor
from homelands.foundation.errors import NotAllowed, NotNow, Refusal
from homelands.foundation.models import AuditEvent, User
from homelands.foundation.roles import Role
from homelands.foundation.rules import ReasonMissing
from homelands.people.register import tasks
from homelands.people.register.actions import exports
from homelands.people.register.actions.exports import Wish
from homelands.people.register.models import PeopleExport
from homelands.people.register.queries import exports as export_queries
from homelands.people.register.rules.exports import Expired, NothingChosen, TooMany
from tests import make, make_outreach
from tests.make import NOW

pytestmark = pytest.mark.django_db

STATE = PeopleExport.State
WISH = Wish({}, ["name", "email", "country"], "contact")
WHY = "An evening for nurses."


@pytest.fixture
def two_alone(settings: Any) -> None:
    """A deployment in which an officer takes two people alone, and four at most."""
    settings.HOMELANDS_PEOPLE_ALONE, settings.HOMELANDS_PEOPLE_MOST = 2, 4


def officer(role: Role = Role.MISSION_OFFICER, **scope: Any) -> Actor:
    return make.actor(make.user(role, **scope))


def asked(by: Actor, wish: Wish = WISH, why: str = WHY, at: Any = NOW) -> PeopleExport:
    return exports.request(wish=wish, why=why, at=at, by=by)


def people(count: int, country: str = "GBR") -> list[Any]:
    return [make.agreed(make.person(country), "mission") for _ in range(count)]


def taken(client: Client, export: PeopleExport) -> list[list[str]]:
    answer = client.post(f"/desk/people/exports/{export.pk}/download/")
    assert answer.status_code == 200
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def at_desk(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_the_list_gives_no_file_at_once() -> None:
    make.agreed(make.person("GBR", name="Ama of London"), "mission")
    client = at_desk(make.user(Role.MISSION_OFFICER, country="GBR"))
    answer = client.get("/desk/people/?format=csv&country=GBR")
    assert (answer.status_code, answer["Location"]) == (
        302,
        "/desk/people/exports/request/?country=GBR",
    )
    assert b'<option value="GBR" selected>' in client.get(answer["Location"]).content


@pytest.mark.parametrize("why", ["", "  "])
def test_a_file_needs_a_reason(why: str) -> None:
    with pytest.raises(ReasonMissing) as refusal:
        asked(officer(country="GBR"), why=why)
    assert refusal.value.field == "why"


@pytest.mark.parametrize(
    ("wish", "refusal"),
    [
        (Wish({}, [], "contact"), NothingChosen),
        (Wish({}, ["name", "salt"], "contact"), NothingChosen),
        (Wish({}, ["name"], "curiosity"), Refusal),
    ],
)
def test_a_file_has_fields_that_there_are_and_a_purpose(wish: Wish, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        asked(officer(country="GBR"), wish)


@pytest.mark.parametrize(
    "role", [Role.SURVEY_MANAGER, Role.HOST_FOCAL_POINT, Role.AUDITOR, Role.PANEL_MEMBER]
)
def test_only_who_reads_people_asks_for_a_file(role: Role) -> None:
    with pytest.raises(NotAllowed):
        asked(officer(role))
    path = "/desk/people/exports/"
    for page in (path, f"{path}request/"):
        assert at_desk(make.user(role)).get(page).status_code == 403


@pytest.mark.usefixtures("two_alone")
def test_a_small_file_is_taken_alone_and_a_large_one_waits() -> None:
    by = officer(country="GBR")
    people(2)
    small = asked(by)
    assert (small.state, small.rows) == (STATE.APPROVED, 2)
    assert small.expires_at == NOW + timedelta(hours=24)
    people(1)
    large = asked(by)
    assert (large.state, large.rows, large.country) == (STATE.WAITING, 3, "GBR")
    assert large.expires_at == NOW + timedelta(days=7)
    with pytest.raises(NotNow):
        exports.download(large, at=NOW, by=by)
    people(2)
    with pytest.raises(TooMany):
        asked(by)


def test_the_limits_are_settings(settings: Any) -> None:
    assert (settings.HOMELANDS_PEOPLE_ALONE, settings.HOMELANDS_PEOPLE_MOST) == (100, 5000)


@pytest.mark.usefixtures("two_alone")
def test_what_was_asked_alone_does_not_grow() -> None:
    by = officer(country="GBR")
    people(2)
    export = asked(by)
    people(1)
    with pytest.raises(TooMany):
        exports.download(export, at=NOW, by=by)


@pytest.mark.usefixtures("two_alone")
@pytest.mark.parametrize(
    ("role", "scope", "may"),
    [
        (Role.DATA_PROTECTION_OFFICER, {}, True),
        (Role.DATA_PROTECTION_OFFICER, {"country": "GBR"}, True),
        (Role.MINISTRY_OFFICER, {}, True),
        (Role.MISSION_OFFICER, {"country": "GBR"}, False),
        (Role.SURVEY_MANAGER, {}, False),
    ],
)
def test_who_is_a_second_officer(role: Role, scope: dict[str, str], may: bool) -> None:
    people(3)
    export, second = asked(officer(country="GBR")), officer(role, **scope)
    with make.as_(second):
        assert list(export_queries.visible_to(second)) == ([export] if may else [])
    if may:
        assert exports.approve(export, at=NOW, by=second).state == STATE.APPROVED
    else:
        with pytest.raises(NotAllowed):
            exports.approve(export, at=NOW, by=second)


@pytest.mark.usefixtures("two_alone")
def test_nobody_agrees_to_the_own_file() -> None:
    people(3)
    by = officer(Role.DATA_PROTECTION_OFFICER)
    export = asked(by)
    for decide in (exports.approve, lambda e, at, by: exports.refuse(e, why=WHY, at=at, by=by)):
        with pytest.raises(NotAllowed):
            decide(export, at=NOW, by=by)
    with (
        pytest.raises(IntegrityError, match="who_asks_for_people_does_not_approve_it"),
        make.as_(make.SYSTEM),
        transaction.atomic(),
    ):
        PeopleExport.objects.filter(pk=export.pk).update(decided_by=by.user_id)


@pytest.mark.usefixtures("two_alone")
def test_a_refusal_has_its_reason_and_is_final() -> None:
    people(3)
    by, second = officer(country="GBR"), officer(Role.DATA_PROTECTION_OFFICER)
    export = asked(by)
    with pytest.raises(ReasonMissing):
        exports.refuse(export, why=" ", at=NOW, by=second)
    exports.refuse(export, why="Too many for an evening.", at=NOW, by=second)
    with pytest.raises(NotNow):
        exports.approve(export, at=NOW, by=second)
    with pytest.raises(NotNow):
        exports.download(export, at=NOW, by=by)


def test_a_file_is_taken_by_who_asked_within_a_day() -> None:
    people(1)
    by, colleague = officer(country="GBR"), officer(country="GBR")
    export = asked(by)
    with pytest.raises(NotAllowed):
        exports.download(export, at=NOW, by=colleague)
    with pytest.raises(Expired):
        exports.download(export, at=NOW + timedelta(hours=24), by=by)
    exports.download(export, at=NOW + timedelta(hours=23), by=by)
    assert (export.downloads, export.made_at) == (1, NOW + timedelta(hours=23))


def test_requests_whose_time_is_over_are_closed() -> None:
    people(1)
    export = asked(officer(country="GBR"))
    with make.as_(make.SYSTEM):
        tasks.expire_exports(timestamp=int((NOW + timedelta(hours=23)).timestamp()))
        assert PeopleExport.objects.get().state == STATE.APPROVED
        tasks.expire_exports(timestamp=int((NOW + timedelta(hours=25)).timestamp()))
        assert PeopleExport.objects.get(pk=export.pk).state == STATE.EXPIRED


def test_a_file_holds_what_the_rule_lets_the_officer_see_when_it_is_taken() -> None:
    now = timezone.now()
    yes = make.agreed(make.person("GBR", name="=cmd()", email="yes@example.org"), "mission")
    no = make.person("GBR", name="Kofi Hidden", email="no@example.org")
    late = make.agreed(make.person("GBR", name="Esi Late", email="late@example.org"), "mission")
    seen = make.agreed(make_outreach.willing("GBR", name="Abena Seen"), "matching")
    make.person("FRA", name="Yaw of Paris")
    user = make.user(Role.MISSION_OFFICER, country="GBR")
    fields = ["name", "email", "occupation", "country"]
    export = asked(make.actor(user), Wish({}, fields, "event"), at=now)
    assert export.rows == 4
    make.agreed(late, "mission", given=False, at=now)
    header, mark, *rows = taken(at_desk(user), export)
    assert header == ["Member", "Name", "E-mail", "Country", "Occupation"]
    assert mark[0].startswith("Taken by Officer on ")
    assert mark[0].endswith(f"request {str(export.pk)[:8]}. Purpose: To prepare an event")
    number = {person: str(person.pk)[:8] for person in (yes, no, late, seen)}
    assert sorted(rows) == sorted(
        [
            [number[yes], "'=cmd()", "yes@example.org", "United Kingdom", ""],
            [number[no], "", "", "United Kingdom", ""],
            [number[late], "", "", "United Kingdom", ""],
            [number[seen], "", "", "United Kingdom", "Nursing professionals"],
        ]
    )


def test_everybody_in_a_file_reads_who_took_it_what_for_and_why() -> None:
    (person,), other = people(1), make.person("FRA")
    user = make.user(Role.MISSION_OFFICER, country="GBR")
    export = asked(make.actor(user), at=timezone.now())
    taken(at_desk(user), export)
    with make.as_(make.SYSTEM):
        told = AuditEvent.objects.filter(code="register.exports.tell")
        assert [row.person_id for row in told] == [person.pk]
    page = at_desk(User.objects.get(pk=person.pk)).get("/my/data/").content.decode()
    assert "Your data went out in a file that was taken by <bdi>Officer</bdi>" in page
    assert "To write to members, or to call them: An evening for nurses." in page
    page = at_desk(User.objects.get(pk=other.pk)).get("/my/data/").content.decode()
    assert "went out in a file" not in page


@pytest.mark.usefixtures("two_alone")
def test_the_pages_lead_from_the_list_to_the_file() -> None:
    people(3)
    user, second = (
        make.user(Role.MISSION_OFFICER, country="GBR"),
        make.user(Role.DATA_PROTECTION_OFFICER),
    )
    mine, hers = at_desk(user), at_desk(second)
    assert b"Ask for this list as a file" in mine.get("/desk/people/").content
    form = {"country": "GBR", "modality": "", "fields_chosen": ["name"], "purpose": "event"}
    path = "/desk/people/exports/request/"
    assert "<title>Error:" in mine.post(path, form).content.decode()
    answer = mine.post(path, {**form, "why": WHY}, follow=True)
    assert b"A second officer has to agree" in answer.content
    with make.as_(make.SYSTEM):
        (export,) = PeopleExport.objects.all()
    page = f"/desk/people/exports/{export.pk}/"
    assert str(export.pk) in hers.get("/desk/people/exports/").content.decode()
    assert WHY in hers.get(page).content.decode()
    assert hers.get(f"{page}refuse/").status_code == 200
    assert mine.post(f"{page}approve/").status_code == 403
    assert b"You agreed" in hers.post(f"{page}approve/", follow=True).content
    assert len(taken(mine, export)) == 5
    assert b"Downloads" in mine.get(page).content


def test_the_database_shows_a_request_to_who_asked_and_to_officers_of_its_country() -> None:
    people(1)
    by = officer(country="GBR")
    asked(by)
    expected = ((by, 1), (officer(country="GBR"), 1), (officer(country="FRA"), 0), (officer(), 1))
    for actor, rows in expected:
        with make.as_(actor):
            assert PeopleExport.objects.count() == rows
    assert PeopleExport.objects.count() == 0
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relforcerowsecurity FROM pg_class WHERE relname = 'register_peopleexport'"
        )
        assert cursor.fetchone() == (True,)
