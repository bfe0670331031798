"""Who sees which part of a person: what was agreed to, at once, everywhere; and who is told."""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from homelands.foundation.models import AuditEvent, User
from homelands.foundation.roles import Role
from homelands.people.register.actions import entries, persons
from homelands.people.register.actions.entries import Statement
from homelands.people.register.models import Person
from homelands.people.register.queries import seeing
from homelands.people.register.queries.words import member_name
from homelands.people.register.rules.seeing import OPENS, Part, Relation, parts
from homelands.programmes.placements.actions import placements, work_plan
from homelands.programmes.placements.actions.work_plan import Deliverable
from homelands.programmes.selection.models import Match
from tests import make, make_outreach, make_programmes

NAME, EMAIL = "Ama Secretive", "ama.secretive@example.org"


def desk(role: Role = Role.MISSION_OFFICER, **scope: object) -> Client:
    client = Client()
    client.force_login(make.user(role, **scope))
    return client


def read(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def looks(person: Person) -> Counter[str]:
    """How often a person was looked at, by code."""
    with make.as_(make.SYSTEM):
        rows = AuditEvent.objects.filter(person_id=person.pk, code__regex="(look|listed)$")
        return Counter(rows.values_list("code", flat=True))


ALL = {"mission", "matching", "hosts"}
NOTHING: set[Part] = set()


@pytest.mark.parametrize(
    ("relation", "agreed", "opened"),
    [
        (Relation.SELF, set(), set(Part)),
        (Relation.COUNTRY, set(), NOTHING),
        (Relation.COUNTRY, {"hosts", "contact", "statistics"}, NOTHING),
        (Relation.COUNTRY, {"mission"}, {Part.NAME, Part.CONTACT}),
        (Relation.COUNTRY, {"matching"}, {Part.PROFILE}),
        (Relation.COUNTRY, ALL, {Part.NAME, Part.CONTACT, Part.PROFILE}),
        (Relation.OPENED, {"hosts", "contact", "statistics"}, NOTHING),
        (Relation.OPENED, {"mission"}, {Part.NAME, Part.CONTACT}),
        (Relation.OPENED, {"matching"}, {Part.PROFILE}),
        (Relation.PROGRAMME, set(), set(Part)),
        (Relation.PAYER, ALL, {Part.NAME, Part.NOTES}),
        (Relation.HOST, {"mission", "matching"}, NOTHING),
        (Relation.HOST, {"hosts"}, {Part.NAME, Part.PROFILE, Part.NOTES}),
    ],
)
def test_what_each_relation_opens_with_which_consent(
    relation: Relation, agreed: set[str], opened: set[Part]
) -> None:
    assert parts([relation], agreed) == opened


def test_every_relation_has_its_rule_and_none_opens_nothing() -> None:
    assert set(OPENS) == set(Relation)
    assert parts([], ALL) == NOTHING
    assert parts([Relation.COUNTRY, Relation.HOST], ALL) == set(Part)


@pytest.mark.django_db
def test_what_was_written_about_a_person_is_shown_to_whom_the_rule_says() -> None:
    placement = make_programmes.placement()
    person = person_of(placement)
    item = Deliverable("A training", "information", make.TODAY)
    work = work_plan.add(placement, deliverable=item, by=make.SYSTEM)
    placements.start(placement, on=placement.starts_on, by=make.SYSTEM)
    work_plan.done(work, evidence="The proof of it", on=make.TODAY, by=make.SYSTEM)
    payment = make_programmes.payment(placement, rate_note="The sum of it all")
    last = placement.starts_on + timedelta(days=1)
    placements.end_early(placement, why="The reason for it", on=last, at=make.NOW, by=make.SYSTEM)
    programme = payment.programme_id
    place = f"/desk/programmes/placements/{placement.pk}/"
    paid = f"/desk/programmes/payments/{payment.pk}/"
    said = {place: ("The reason for it", "The proof of it"), paid: ("The sum of it all",)}

    def shown(client: Client, path: str) -> set[bool]:
        page = read(client, path)
        return {words in page for words in said[path]}

    for role, sees in (
        (Role.PROGRAMME_MANAGER, True),
        (Role.FINANCE_MAKER, True),
        (Role.ME_OFFICER, False),
    ):
        client = desk(role, programme=programme)
        assert (shown(client, place), shown(client, paid)) == ({sees}, {sees}), role
    host = desk(Role.HOST_FOCAL_POINT, organisation=placement.host_id)
    for step, given in enumerate((True, False, True)):
        at = make.NOW + timedelta(days=1, minutes=step)
        make.agreed(person, "hosts", given=given, at=at)
        assert shown(host, place) == {given}


@pytest.mark.django_db
def test_without_consent_an_officer_sees_what_may_be_said_instead() -> None:
    person, officer = make.person("GBR", name=NAME, email=EMAIL), make.officer("GBR")
    with make.as_(officer):
        (seen,) = seeing.all_seen(seeing.visible_to(officer), officer)
    assert (seen.name, seen.email, seen.parts) == ("", "", frozenset())
    assert (seen.destination, seen.language) == ("GBR", "en")
    number = str(person.pk)[:8]
    assert member_name(seen) == f"A member in the United Kingdom, {number}"


@pytest.mark.django_db
def test_of_two_decisions_the_last_counts() -> None:
    person, officer = make.person("GBR", name=NAME), make.officer("GBR")
    for given in (True, False, True):
        at = make.NOW + timedelta(minutes=given)
        make.agreed(person, "mission", given=given, at=at)
        with make.as_(officer):
            (seen,) = seeing.all_seen(seeing.visible_to(officer), officer)
        assert seen.named is True, "the yes is later by the clock"
    make.agreed(person, "mission", given=False, at=make.NOW + timedelta(hours=1))
    with make.as_(officer):
        (seen,) = seeing.all_seen(seeing.visible_to(officer), officer)
    assert seen.named is False


@pytest.mark.django_db
def test_a_crawl_finds_no_name_and_no_address_of_who_has_not_agreed() -> None:
    person = make_outreach.willing("GBR", name=NAME, email=EMAIL)
    make.agreed(person, "matching", "statistics")
    virtual = Statement("modality", "virtual")
    entries.state(person, statement=virtual, on=make.TODAY, by=make.member(person))
    event = make_outreach.event()
    make_outreach.sign_up(event, person=person)
    make_outreach.question(person=person, country="GBR")
    client = desk(country="GBR")
    for path in (
        "/desk/",
        "/desk/people/",
        "/desk/people/?country=GBR&modality=virtual",
        "/desk/people/?name=ama&q=secretive&find=ama.secretive",
        f"/desk/people/{person.pk}/",
        "/api/people/",
        f"/api/people/{person.pk}/",
        "/desk/outreach/",
        f"/desk/outreach/events/{event.pk}/",
        "/desk/outreach/questions/",
        "/desk/outreach/segments/",
    ):
        page = read(client, path)
        assert "Secretive" not in page, path
        assert EMAIL not in page, path
    assert "A member in the United Kingdom" in read(client, "/desk/people/")
    assert looks(person) == {"register.persons.look": 2}


@pytest.mark.django_db
def test_consent_shows_at_once_and_withdrawing_hides_at_once() -> None:
    person, client = make.person("GBR", name=NAME, email=EMAIL), desk(country="GBR")
    paths = ("/desk/people/", f"/desk/people/{person.pk}/", "/api/people/")
    for step, given in enumerate((True, False, True, False)):
        make.agreed(person, "mission", given=given, at=make.NOW + timedelta(minutes=step))
        for path in paths:
            assert (NAME in read(client, path)) is given, path
        page = read(client, f"/desk/people/{person.pk}/")
        assert (EMAIL in page) is given
        answer = client.get(f"/api/people/{person.pk}/").json()
        assert (answer["name"], answer["email"]) == ((NAME, EMAIL) if given else ("", ""))


@pytest.mark.django_db
def test_a_profile_is_shown_to_the_mission_with_the_consent_to_matching() -> None:
    person, client = make_outreach.willing("GBR"), desk(country="GBR")
    path = f"/desk/people/{person.pk}/"
    assert "Nursing professionals" not in read(client, path)
    make.agreed(person, "matching")
    assert "Nursing professionals" in read(client, path)


@pytest.mark.django_db
def test_who_may_not_be_seen_to_offer_something_is_not_found_by_it() -> None:
    person, client = make.person("GBR"), desk(country="GBR")
    statement = Statement("modality", "virtual")
    entries.state(person, statement=statement, on=make.TODAY, by=make.member(person))
    number, path = str(person.pk)[:8], "/desk/people/?modality=virtual"
    assert number not in read(client, path)
    make.agreed(person, "matching")
    assert number in read(client, path)


@pytest.mark.django_db
def test_each_who_is_named_on_a_list_is_told_in_one_statement() -> None:
    named = [make.agreed(make.person("GBR"), "mission") for _ in range(3)]
    hidden, client = make.person("GBR"), desk(country="GBR")
    with CaptureQueriesContext(connection) as asked:
        read(client, "/desk/people/")
    assert sum("homelands_audit" in query["sql"] for query in asked) == 1
    read(client, "/desk/people/")
    read(client, "/api/people/")
    assert [looks(person) for person in named] == [{"register.persons.listed": 3}] * 3
    assert looks(hidden) == {}
    other = Client()
    other.force_login(User.objects.get(pk=named[0].pk))
    assert "A list of members was opened by <bdi>Officer</bdi>" in read(other, "/my/data/")
    assert "times that day" in read(other, "/my/data/")


@pytest.mark.django_db
def test_a_list_costs_as_many_queries_for_many_as_for_one() -> None:
    client, counts = desk(country="GBR"), []
    for _ in range(2):
        for _more in range(3):
            make.agreed(make.person("GBR"), "mission", "matching")
        for path in ("/desk/people/", "/api/people/"):
            with CaptureQueriesContext(connection) as asked:
                read(client, path)
            counts.append(len(asked))
    assert counts[:2] == counts[2:]


@pytest.mark.django_db
def test_the_pages_of_a_programme_name_those_who_applied_and_tell_them() -> None:
    placement = make_programmes.placement()
    payment = make_programmes.payment(placement)
    person = person_of(placement)
    make.agreed(person, "matching", "hosts", at=make.NOW + timedelta(days=1))
    name = str(person.name)
    paths = {
        f"/desk/programmes/matches/{placement.match_id}/": "selection.matches.look",
        f"/desk/programmes/placements/{placement.pk}/": "placements.placements.look",
        f"/desk/programmes/payments/{payment.pk}/": "payments.payments.look",
        "/desk/programmes/placements/": "placements.placements.listed",
        "/desk/programmes/payments/": "payments.payments.listed",
        f"/desk/programmes/needs/{need_of(placement)}/": "selection.matches.listed",
    }
    manager = desk(Role.PROGRAMME_MANAGER, programme=payment.programme_id)
    with make.as_(make.SYSTEM):
        call = placement.match.application.call_id
    manager.post(f"/desk/programmes/calls/{call}/conflict/", {"answer": "no"})
    before = looks(person)
    for path, code in paths.items():
        assert name in read(manager, path), path
        assert (looks(person) - before)[code] == 1, path
    monitor = desk(Role.ME_OFFICER, programme=payment.programme_id)
    for path in paths:
        assert name not in read(monitor, path), path
    payer = desk(Role.FINANCE_MAKER, programme=payment.programme_id)
    assert name in read(payer, f"/desk/programmes/payments/{payment.pk}/")
    assert name not in read(payer, f"/desk/programmes/matches/{placement.match_id}/")


@pytest.mark.django_db
def test_a_host_sees_who_is_proposed_while_that_is_agreed_to() -> None:
    placement = make_programmes.placement()
    person = person_of(placement)
    name = str(person.name)
    host = desk(Role.HOST_FOCAL_POINT, organisation=placement.host_id)
    path = f"/desk/programmes/placements/{placement.pk}/"
    for step, given in enumerate((True, False, True)):
        at = make.NOW + timedelta(days=1, minutes=step)
        make.agreed(person, "hosts", given=given, at=at)
        assert (name in read(host, path)) is given


@pytest.mark.django_db
def test_a_shortlist_names_who_applied_and_tells_them() -> None:
    application = make_programmes.application()
    user = make.user(Role.PROGRAMME_MANAGER, programme=application.programme_id)
    make_programmes.declared(application.call, make.actor(user))
    client = Client()
    client.force_login(user)
    path = f"/desk/programmes/calls/{application.call_id}/"
    person = person_of(application)
    assert str(person.name) in read(client, path)
    assert looks(person)["selection.shortlists.listed"] == 1


@pytest.mark.django_db
def test_members_who_come_to_an_event_are_seen_as_in_the_register() -> None:
    event = make_outreach.event()
    person = make.person("GBR", name=NAME)
    make_outreach.sign_up(event, person=person)
    client, path = desk(country="GBR"), f"/desk/outreach/events/{event.pk}/"
    assert NAME not in read(client, path)
    make.agreed(person, "mission")
    assert NAME in read(client, path)
    assert looks(person)["events.sign_ups.listed"] == 1


@pytest.mark.django_db
@pytest.mark.parametrize("offset", ["99999999999999999999", "5000", "-1", "many"])
def test_an_offset_out_of_range_is_refused_in_words(offset: str) -> None:
    assert desk(country="GBR").get(f"/api/people/?offset={offset}").status_code == 422


@pytest.mark.django_db
def test_the_api_goes_no_further_than_the_setting_says_now(settings: Any) -> None:
    client = desk(country="GBR")
    for most, status in ((3, 422), (4, 200)):
        settings.HOMELANDS_PEOPLE_MOST = most
        assert client.get("/api/people/?offset=3").status_code == status


@pytest.mark.django_db
def test_the_api_gives_at_most_a_hundred_at_a_time() -> None:
    with make.as_(make.SYSTEM):
        made = [
            Person(name="", email=f"p{n}@example.org", destination="GBR", registered_at=make.NOW)
            for n in range(103)
        ]
        persons.register_many(made, by=make.SYSTEM)
    client = desk(country="GBR")
    assert len(client.get("/api/people/?limit=500").json()) == 100
    assert len(client.get("/api/people/?offset=100").json()) == 3


@pytest.mark.django_db
@pytest.mark.parametrize(
    "said",
    [{}, {"purpose": "contact"}, {"given": "yes"}, {"purpose": "spying", "given": "yes"}]
    + [{"purpose": "contact", "given": "perhaps"}],
)
def test_a_decision_about_nothing_is_refused_in_words(said: dict[str, str]) -> None:
    person, client = make.person(), Client()
    client.force_login(User.objects.get(pk=person.pk))
    answer = client.post("/my/consent/", said)
    assert answer.status_code == 409
    assert "nothing was changed" in answer.content.decode()


def person_of(record: Any) -> Person:
    with make.as_(make.SYSTEM):
        return Person.objects.get(pk=record.person_id)


def need_of(placement: Any) -> Any:
    with make.as_(make.SYSTEM):
        return Match.objects.get(pk=placement.match_id).need_id
