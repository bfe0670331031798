"""The register's pages as people use them."""

import re

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from homelands.foundation.models import User
from homelands.foundation.roles import Role
from homelands.people.register import tasks
from homelands.people.register.models import Person
from tests import make

pytestmark = pytest.mark.django_db

FORM = {"name": "Ama Mensah", "email": "ama@example.org", "destination": "GBR", "language": "en"}


@pytest.fixture
def browser() -> Client:
    return Client()


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=person.pk))
    return client


def test_registering_takes_one_page_and_the_code_from_the_letter(browser: Client) -> None:
    answer = browser.post("/register/", FORM, follow=True)
    assert answer.redirect_chain == [("/sign-in/member/code/", 302)]
    assert browser.get("/my/data/").status_code == 302
    answer = browser.post("/sign-in/member/code/", {"code": posted(browser)}, follow=True)
    assert answer.redirect_chain == [("/my/profile/", 302)]
    assert "You are registered" in answer.content.decode()
    with make.as_(make.SYSTEM):
        (person,) = Person.objects.all()
    assert (person.name, person.email, person.destination) == ("Ama Mensah", FORM["email"], "GBR")
    assert person.email_verified_at is not None


def test_a_country_that_is_none_is_refused_at_its_field(browser: Client) -> None:
    page = browser.post("/register/", {**FORM, "destination": "XXX"}).content.decode()
    assert "Select a valid choice" in page


def test_the_page_speaks_arabic_from_right_to_left(browser: Client) -> None:
    page = browser.get("/register/", headers={"accept-language": "ar"}).content.decode()
    assert '<html lang="ar" dir="rtl"' in page


def posted(browser: Client) -> str:
    """Sends what waits for the account that a browser waits for; returns the code in it."""
    tasks.send_code(person=browser.session["signing_in"])
    (code,) = re.findall(r"\n\n(\d{6})\n\n", mail.outbox[-1].body)
    return code


def test_a_profile_is_saved_and_shown_with_its_source() -> None:
    client = signed_in(make.person())
    answer = client.post(
        "/my/profile/",
        {
            "occupation": "2221",
            "education": "6",
            "language": "en",
            "level": "C1",
            "skills": "Midwifery\nTeaching",
            "availability": "now",
            "modality": ["temporary", "virtual"],
        },
    )
    assert answer.status_code == 302
    page = client.get("/my/data/").content.decode()
    for words in ("Nursing professionals", "C1", "Midwifery", "Teaching", "You told us"):
        assert words in page, words


def test_consent_is_off_until_given_and_off_again_at_once() -> None:
    person = make.person()
    client = signed_in(person)
    for given in ("yes", "no"):
        client.post("/my/consent/", {"purpose": "contact", "given": given})
    page = client.get("/my/consent/").content.decode()
    assert page.count("Say yes") == 5


def test_a_person_takes_everything_away() -> None:
    answer = signed_in(make.person()).post("/my/data/export/")
    assert answer["Content-Type"] == "application/zip"
    content = b"".join(answer.streaming_content)
    assert content[:2] == b"PK"


def test_erasing_needs_a_yes_and_then_nothing_is_left() -> None:
    person = make.person()
    client = signed_in(person)
    assert "<title>Error:" in client.post("/my/data/erase/", {"sure": ""}).content.decode()
    assert "Your data are erased" in client.post("/my/data/erase/", {"sure": "on"}).content.decode()
    assert client.get("/my/data/").status_code == 302
    with make.as_(make.SYSTEM):
        assert Person.objects.get(pk=person.pk).name == ""


def test_a_member_signs_in_with_the_code_from_the_letter(browser: Client) -> None:
    person = make.person(email="ama@example.org")
    browser.post("/sign-in/member/", {"email": "ama@example.org"})
    with make.as_(make.SYSTEM):
        tasks.send_code(person=str(person.pk))
    (code,) = re.findall(r"\b\d{6}\b", mail.outbox[0].body)
    wrong = browser.post("/sign-in/member/code/", {"code": "000000"}).content.decode()
    assert "This code is not right" in wrong
    assert browser.post("/sign-in/member/code/", {"code": code}).status_code == 302
    assert browser.get("/my/data/").status_code == 200
    with make.as_(make.member(person)):
        assert Person.objects.get().email_verified_at is not None


def test_an_unknown_address_is_answered_like_a_known_one(browser: Client) -> None:
    answer = browser.post("/sign-in/member/", {"email": "nobody@example.org"}, follow=True)
    assert "If a letter can be sent to the address" in answer.content.decode()


def test_a_code_is_good_five_times_only(browser: Client) -> None:
    person = make.person(email="ama@example.org")
    browser.post("/sign-in/member/", {"email": "ama@example.org"})
    with make.as_(make.SYSTEM):
        tasks.send_code(person=str(person.pk))
    (code,) = re.findall(r"\b\d{6}\b", mail.outbox[0].body)
    for _ in range(5):
        browser.post("/sign-in/member/code/", {"code": "000000"})
    assert "not right" in browser.post("/sign-in/member/code/", {"code": code}).content.decode()


def test_the_desk_is_closed_to_members_and_strangers(browser: Client) -> None:
    assert browser.get("/desk/people/")["Location"] == "/sign-in/?next=/desk/people/"
    assert signed_in(make.person()).get("/desk/people/").status_code == 403


def test_the_list_of_people_asks_as_many_questions_for_three_as_for_one() -> None:
    client = Client()
    client.force_login(make.user(Role.MISSION_OFFICER, country="GBR"))
    counts = []
    for more in (1, 2):
        for _ in range(more):
            make.person("GBR")
        with CaptureQueriesContext(connection) as asked:
            client.get("/desk/people/")
        counts.append(len(asked))
    assert counts[0] == counts[1]
