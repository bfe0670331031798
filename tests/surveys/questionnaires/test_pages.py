"""Surveys as respondents and officers use them."""

import gzip
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from homelands.foundation import codes
from homelands.foundation.actors import Actor
from homelands.foundation.models import AuditEvent, User
from homelands.foundation.roles import Role
from homelands.surveys.collection.models import FollowUp
from homelands.surveys.questionnaires.actions import questionnaires as questionnaires_actions
from homelands.surveys.questionnaires.models import Response, Study
from homelands.surveys.questionnaires.queries import questionnaires
from tests import make, make_surveys
from tests.forms.xforms.sample import xform
from tests.house.source import PACKAGE

pytestmark = pytest.mark.django_db

START = {"language": "en", "destination": "GBR", "website": ""}


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The studies of these tests are open whenever they run."""
    monkeypatch.setattr(make, "TODAY", make.TODAY.replace(year=2020))


@pytest.fixture
def study() -> Study:
    return make_surveys.asked()


def signed_in(role: Role, country: str = "") -> Client:
    client = Client()
    client.force_login(make.user(role, country=country))
    return client


def begun(study: Study, client: Client, **start: str) -> str:
    """Starts through the page and returns the code that it shows."""
    answer = client.post(f"/take-part/{study.slug}/", {**START, **start}, follow=True)
    (code,) = set(re.findall(r'<strong><bdi dir="ltr">([\w-]{19})<', answer.content.decode()))
    return code


def walked(study: Study, client: Client) -> str:
    """Answers every page and returns the code; nothing is sent yet."""
    code = begun(study, client)
    for page, given in make_surveys.PAGES.items():
        url = f"/answer/{code}/{page}/"
        # The second time answers what the first time brought up.
        assert [client.post(url, given).status_code for _ in range(2)] == [302, 302]
    return code


def held(code: str) -> Response:
    return make_surveys.response(Actor.answering(codes.digest(code)))


def test_open_studies_are_listed_with_a_way_to_go_on(study: Study) -> None:
    make_surveys.study(name="Without a questionnaire")
    make_surveys.asked(name="Closed", closes_on=make.TODAY)
    page = Client().get("/take-part/").content.decode()
    assert study.name in page
    assert "Without a questionnaire" not in page
    assert "Closed" not in page
    assert 'href="/answer/"' in page


def test_the_first_page_says_what_why_how_long_and_who_reads(study: Study) -> None:
    page = Client().get(f"/take-part/{study.slug}/").content.decode()
    for words in (
        "To plan temporary returns of health workers.",
        "We ask for no name",
        "It takes about 2 minutes",
        "Only the survey managers for the country",
        "United Kingdom",
        "العربية",
    ):
        assert words in page, words
    assert "France" not in page


def test_the_whole_way_from_the_start_to_the_thanks(study: Study) -> None:
    client = Client()
    code = walked(study, client)
    page = client.get(f"/answer/{code}/").content.decode()
    for words in ("Nurse", "English, French", "C1", "Call me Ama.", "2019-03-05"):
        assert words in page, words
    sent = client.post(f"/answer/{code}/", follow=True)
    assert sent.redirect_chain == [(f"/answers/{code}/sent/", 302)]
    assert "Your answers are sent" in sent.content.decode()
    assert client.post(f"/answer/{code}/").headers["Location"] == f"/answers/{code}/sent/"
    answers = {path.rpartition("/")[2]: text for path, text in held(code).answers.items()}
    assert answers == {
        "age": "34",
        "works": "yes",
        "job": "Nurse",
        "since": "2019-03-05",
        "languages": "en fr",
        "level_english": "c1",
        "occupation": "2221",
        "transfer_modality": "virtual",
        "network_size": "12",
        "comment": "Call me Ama.",
    }


def test_a_question_that_an_answer_brings_up_is_asked_on_the_same_page(study: Study) -> None:
    client = Client()
    code = begun(study, client)
    page = client.get(f"/answer/{code}/about/").content.decode()
    # It waits in a template, which only the script opens.
    assert "What is your job?" not in re.sub(r"<template>.*?</template>", "", page, flags=re.S)
    answer = client.post(f"/answer/{code}/about/", {"age": "34", "works": "yes"}, follow=True)
    assert answer.redirect_chain == [(f"/answer/{code}/about/", 302)]
    assert "What is your job?" in answer.content.decode()


def test_what_is_wrong_stands_beside_the_question_and_what_was_typed_stays(study: Study) -> None:
    client = Client()
    code = begun(study, client)
    page = client.post(f"/answer/{code}/about/", {"age": "17"}).content.decode()
    assert "<title>Error:" in page
    assert page.count("Adults only.</") == 2
    assert "Answer this question." in page
    assert 'value="17"' in page
    page = client.post(f"/answer/{code}/about/", {"age": "old <b>", "works": "no"})
    assert 'value="old &lt;b&gt;"' in page.content.decode()
    assert held(code).answers == {}


def test_a_date_that_is_none_keeps_its_parts(study: Study) -> None:
    client = Client()
    code = begun(study, client)
    client.post(f"/answer/{code}/about/", {"age": "34", "works": "yes"})
    client.post(f"/answer/{code}/about/", {"age": "34", "works": "yes", "job": "Nurse"})
    typed = {"since_day": "31", "since_month": "2", "since_year": "2019"}
    page = client.post(f"/answer/{code}/training/", typed).content.decode()
    assert "Enter a real date" in page
    assert 'value="31"' in page


def test_an_answer_to_a_question_that_is_not_asked_is_not_taken(study: Study) -> None:
    client = Client()
    code = begun(study, client)
    client.post(f"/answer/{code}/about/", {"age": "34", "works": "no", "job": "Spy"})
    assert "Spy" not in str(held(code).answers)
    assert client.get(f"/answer/{code}/training/").headers["Location"] == f"/answer/{code}/"


def test_back_stores_what_was_typed_without_judging_it(study: Study) -> None:
    client = Client()
    code = begun(study, client)
    client.post(f"/answer/{code}/about/", {"age": "34", "works": "no"})
    answer = client.post(f"/answer/{code}/offer/", {"network_size": "many", "go": "back"})
    assert answer.headers["Location"] == f"/answer/{code}/about/"
    page = client.post(f"/answer/{code}/").content.decode()
    assert "Enter a whole number" in page
    assert f'href="/answer/{code}/offer/"' in page
    assert held(code).completed_at is None


def test_an_endless_answer_is_refused_and_not_lost(study: Study) -> None:
    client = Client()
    code = begun(study, client)
    client.post(f"/answer/{code}/about/", {"age": "34", "works": "no"})
    for go in ("", "back"):
        page = client.post(f"/answer/{code}/offer/", {"comment": "x" * 5001, "go": go})
        assert "Shorten it to 5000 or fewer" in page.content.decode()
        assert "x" * 5001 in page.content.decode()


def test_the_code_opens_the_draft_on_another_device_where_it_rested(study: Study) -> None:
    client = Client()
    code = begun(study, client)
    client.post(f"/answer/{code}/about/", {"age": "34", "works": "no"})
    phone = Client()
    answer = phone.post("/answer/", {"code": code.replace("-", " ").lower()}, follow=True)
    assert answer.redirect_chain == [(f"/answer/{code}/offer/", 302)]
    wrong = phone.post("/answer/", {"code": "0000-0000-0000-0000"}).content.decode()
    assert "We do not know this code" in wrong
    assert 'value="0000-0000-0000-0000"' in wrong
    answer = phone.get("/answer/0000-0000-0000-0000/about/", follow=True)
    assert "We do not know this code" in answer.content.decode()


def test_the_questions_and_the_page_around_them_are_arabic_from_right_to_left(
    study: Study,
) -> None:
    client = Client()
    code = begun(study, client, language="ar")
    page = client.get(f"/answer/{code}/about/").content.decode()
    assert '<html lang="ar" dir="rtl"' in page
    assert "كم عمرك؟" in page
    client.cookies.clear()
    assert "كم عمرك؟" in client.get(f"/answer/{code}/about/").content.decode()
    client.post("/language/", {"language": "en"})
    assert "How old are you?" in client.get(f"/answer/{code}/about/").content.decode()


def test_the_start_page_speaks_arabic(study: Study) -> None:
    page = Client().get(f"/take-part/{study.slug}/", headers={"accept-language": "ar"})
    assert '<html lang="ar" dir="rtl"' in page.content.decode()


def test_programs_and_floods_are_stopped(study: Study) -> None:
    client = Client()
    trapped = client.post(f"/take-part/{study.slug}/", {**START, "website": "http://x"})
    assert "Leave the last field empty" in trapped.content.decode()
    for _ in range(10):
        begun(study, client)
    page = client.post(f"/take-part/{study.slug}/", START).content.decode()
    assert "Many were started in this browser today" in page
    with make.as_(make.SYSTEM):
        assert Response.objects.count() == 10


def test_a_member_who_answers_stays_unknown(study: Study) -> None:
    person = make.person()
    client = Client()
    client.force_login(User.objects.get(pk=person.pk))
    code = walked(study, client)
    client.post(f"/answer/{code}/")
    client.post(f"/take-part/{study.slug}/follow-up/", {"email": "a@example.org", "agree": "on"})
    with make.as_(make.SYSTEM):
        events = AuditEvent.objects.filter(code__startswith="questionnaires.").exclude(
            actor_kind="system"
        )
        assert {(event.actor_kind, event.actor_id) for event in events} == {("public", None)}
        with connection.cursor() as cursor:
            cursor.execute("SELECT session_data FROM django_session")
            assert all(code not in data for (data,) in cursor.fetchall())


def test_an_address_is_left_and_taken_back(study: Study) -> None:
    client = Client()
    url = f"/take-part/{study.slug}/follow-up/"
    assert "Tick" in client.post(url, {"email": "a@example.org"}).content.decode()
    answer = client.post(url, {"email": "a@example.org", "agree": "on"}, follow=True)
    assert "Your address is kept" in answer.content.decode()
    (link,) = [address for address, _ in answer.redirect_chain]
    assert "Your address is erased" in client.post(link).content.decode()
    with make.as_(make.SYSTEM):
        assert FollowUp.objects.get().email == ""
    assert "This link is not right" in client.get("/follow-up/forged/").content.decode()


def test_a_member_copies_what_they_tick_and_nothing_else(study: Study) -> None:
    code = walked(study, Client())
    Client().post(f"/answer/{code}/")
    person = make.person()
    client = Client()
    client.force_login(User.objects.get(pk=person.pk))
    url = "/my/profile/from-answers/"
    assert "No answers that were sent" in client.post(url, {"code": "X"}).content.decode()
    page = client.post(url, {"code": code}).content.decode()
    for words in ("Nursing professionals", "English (C1, advanced)", "From where I live, online"):
        assert words in page, words
    chosen = {"code": code, "copy": "yes", "chosen": ["occupation:2221:"]}
    assert "Tick" in client.post(url, chosen).content.decode()
    assert client.post(url, {**chosen, "agree": "on"}).status_code == 302
    with make.as_(make.member(person)):
        assert [(e.kind, e.source) for e in person.entries.all()] == [("occupation", "survey")]


def test_only_members_copy() -> None:
    answer = Client().get("/my/profile/from-answers/")
    assert answer.headers["Location"] == "/sign-in/?next=/my/profile/from-answers/"


def test_a_manager_sets_up_a_study_publishes_and_looks_at_it() -> None:
    client = signed_in(Role.SURVEY_MANAGER)
    plan = {
        "name": "Nurses in Italy",
        "design": "convenience",
        "destinations": ["ITA"],
        "opens_on_day": "1",
        "opens_on_month": "2",
        "opens_on_year": "2026",
    }
    page = client.post("/desk/studies/add/", plan, follow=True).content.decode()
    assert "Nobody can answer yet" in page
    url = "/desk/studies/nurses-in-italy/publish/"
    assert "one of the two" in client.post(url, {"standard": ""}).content.decode()
    bad = SimpleUploadedFile("form.xlsx", b"PK\x03\x04 broken")
    assert "is broken" in client.post(url, {"file": bad}).content.decode()
    good = SimpleUploadedFile("form.md", make_surveys.xlsform())
    answer = client.post(url, {"file": good}, follow=True)
    assert "Version 1, with every question" in answer.content.decode()
    (preview,) = [address for address, _ in answer.redirect_chain]
    page = client.get(f"{preview}?language=ar&page=2").content.decode()
    assert "منذ متى؟" in page
    assert "Page 2 of 3" in page
    page = client.get("/desk/studies/nurses-in-italy/").content.decode()
    assert "Asked now" in page
    assert "http://testserver/take-part/nurses-in-italy/" in page


def test_a_study_cannot_close_before_it_opens() -> None:
    plan = {
        "name": "Nurses",
        "design": "rds",
        "opens_on_day": "2",
        "opens_on_month": "2",
        "opens_on_year": "2026",
        "closes_on_day": "1",
        "closes_on_month": "2",
        "closes_on_year": "2026",
    }
    page = signed_in(Role.SURVEY_MANAGER).post("/desk/studies/add/", plan).content.decode()
    assert "cannot close before it opens" in page


def test_a_manager_of_one_country_adds_no_study_elsewhere() -> None:
    client = signed_in(Role.SURVEY_MANAGER, "GBR")
    day = {"opens_on_day": "1", "opens_on_month": "2", "opens_on_year": "2026"}
    plan: dict[str, Any] = {"name": "N", "design": "rds", "destinations": ["ITA"], **day}
    page = client.post("/desk/studies/add/", plan).content.decode()
    assert "survey manager of every country" in page


def test_officers_see_counts_and_others_nothing(study: Study) -> None:
    for _ in range(10):
        make_surveys.sent(study)
    url = f"/desk/studies/{study.slug}/"
    for role in (Role.SURVEY_MANAGER, Role.MINISTRY_OFFICER):
        page = signed_in(role).get(url).content.decode()
        assert re.search(r"Complete</bdi></td><td class=\"numeric\">10<", page)
    assert signed_in(Role.MISSION_OFFICER, "GBR").get(url).status_code == 403
    assert signed_in(Role.MINISTRY_OFFICER).get(f"{url}publish/").status_code == 403
    assert Client().get(url).headers["Location"].startswith("/sign-in/")


def test_small_numbers_are_not_shown(study: Study) -> None:
    make_surveys.sent(study)
    page = signed_in(Role.SURVEY_MANAGER).get(f"/desk/studies/{study.slug}/").content.decode()
    assert "too few to show" in page


def test_a_study_that_is_closed_says_so() -> None:
    closed = make_surveys.asked(closes_on=make.TODAY)
    answer = Client().get(f"/take-part/{closed.slug}/")
    assert answer.status_code == 409
    assert "This study is not open" in answer.content.decode()


def test_the_lists_ask_as_many_questions_for_three_as_for_one() -> None:
    client = signed_in(Role.SURVEY_MANAGER)
    for url in ("/desk/studies/", "/take-part/"):
        counts = []
        for more in (1, 2):
            for _ in range(more):
                make_surveys.asked()
            with CaptureQueriesContext(connection) as asked:
                client.get(url)
            counts.append(len(asked))
        assert counts[0] == counts[1], url


def test_a_page_of_our_own_questionnaire_stays_within_its_budget() -> None:
    client = signed_in(Role.SURVEY_MANAGER)
    study = make_surveys.study(destinations=())
    client.post(f"/desk/studies/{study.slug}/publish/", {"standard": "on"})
    assert questionnaires.latest(study) is not None
    browser = Client()
    code = begun(study, browser)
    given = {"age_18": "yes", "lives_abroad": "yes", "born_in_origin": "yes"}
    given |= {"family_from_origin": "parent", "citizen_of_origin": "yes"}
    browser.post(f"/answer/{code}/m01_welcome/", {"taking_part": "yes"})
    browser.post(f"/answer/{code}/m01_screening/", given)
    for name in ("m02_demographics", "m03_residence", "m05_work", "m07_trust", "m11_willingness"):
        page = browser.get(f"/answer/{code}/{name}/")
        assert page.status_code == 200, name
        assert _weight(page.content) < 45 * 1024, name


def _weight(page: bytes) -> int:
    """What a first visit loads, compressed."""
    files = re.findall(r'(?:href|src)="/static/([^"]+)"', page.decode())
    loaded = [next(PACKAGE.rglob(f"static/{name}")).read_bytes() for name in files]
    return sum(len(gzip.compress(part)) for part in [page, *loaded])


NOTHING_YET = """
| survey |
| | type | name | label | relevant | calculation | repeat_count |
| | begin_repeat | job | Job | | | 0 |
| | text | title | Title | | | |
| | end_repeat | | | | | |
| settings |
| | form_id | form_title | version |
| | nothing | Nothing yet | 1 |
"""


def test_a_form_that_asks_nothing_at_first_leads_to_the_last_look() -> None:
    study = make_surveys.study(opens_on=make.TODAY)
    questionnaires_actions.publish(
        study, source=xform(NOTHING_YET), filename="n.xml", at=make.NOW, by=make.SYSTEM
    )
    client = Client()
    url = f"/answer/{begun(study, client)}/"
    assert client.get(url).status_code == 200
    assert client.post(url)["Location"].endswith("/sent/")
