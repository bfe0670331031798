"""Pages of questions of every kind, as they are sent by a browser without any script."""

import json
import re
from collections.abc import Mapping
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from homelands.forms.odk import conversion
from homelands.forms.xforms import Answers, parse
from homelands.foundation import codes
from homelands.foundation.actors import Actor
from homelands.foundation.roles import Role
from homelands.surveys.questionnaires.models import FormAttachment, Questionnaire, Response, Study
from homelands.surveys.questionnaires.pages.asking import sheets
from homelands.surveys.questionnaires.pages.asking.logic import Logic
from tests import make, make_surveys
from tests.surveys.questionnaires import changing_words, large_form

pytestmark = pytest.mark.django_db

START = {"language": "en", "destination": "GBR", "website": ""}
ABOUT = {"alias": "Ama", "age": "34", "works": "no"}


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The studies of these tests are open whenever they run."""
    monkeypatch.setattr(make, "TODAY", make.TODAY.replace(year=2020))


@pytest.fixture
def study() -> Study:
    return large_form.published()


def begun(study: Study, client: Client, **start: str) -> str:
    page = client.post(f"/take-part/{study.slug}/", {**START, **start}, follow=True)
    (code,) = set(re.findall(r'<strong><bdi dir="ltr">([\w-]{19})<', page.content.decode()))
    return code


def held(code: str) -> Response:
    return make_surveys.response(Actor.answering(codes.digest(code)))


def answers(code: str) -> dict[str, str]:
    return {path.rpartition("/")[2]: text for path, text in held(code).answers.items()}


def shown(page: str) -> str:
    """What is there without the script: templates are not."""
    return re.sub(r"<template>.*?</template>", "", page, flags=re.S)


def opened(client: Client, url: str) -> dict[str, Any]:
    """What a browser would send back: the sheet, and which questions were there."""
    page = shown(client.get(url).content.decode())
    (sheet,) = re.findall(r'name="sheet" value="([^"]+)"', page)
    return {"sheet": unescape(sheet), "on": re.findall(r'name="on" value="(\d+)"', page)}


def sent(client: Client, code: str, page: str, given: Mapping[str, Any]) -> Any:
    """Opens a page and sends it, as a browser does."""
    url = f"/answer/{code}/{page}/"
    return client.post(url, {**opened(client, url), **given})


def test_parts_of_dates_and_times_become_answers(study: Study) -> None:
    client = Client()
    code = begun(study, client)
    sent(client, code, "about", ABOUT)
    days = {
        "born_day": "17",
        "born_month": "5",
        "born_year": "1990",
        "moved_month": "3",
        "moved_year": "2019",
        "left_year": "٢٠١٠",
        "calls": "14:30",
        "flight_day": "24",
        "flight_month": "12",
        "flight_year": "2026",
        "flight_time": "08:15",
    }
    gone = sent(client, code, "days", days)
    assert gone.headers["Location"] == f"/answer/{code}/place/"
    found = answers(code)
    assert [found[name] for name in ("born", "moved", "left", "calls", "flight")] == [
        "1990-05-17",
        "2019-03-01",
        "2010-01-01",
        "14:30",
        "2026-12-24T08:15:00.000+00:00",
    ]
    page = client.get(f"/answer/{code}/days/").content.decode()
    for part in ('name="flight_time" id="id_flight_time" value="08:15"', 'value="2010"'):
        assert part in page
    assert 'name="moved_day"' not in page


def test_a_choice_that_depends_on_another_one_is_asked_on_the_same_page(study: Study) -> None:
    client = Client()
    code = begun(study, client)
    gone = sent(client, code, "place", {"region": "north", "town": ""})
    assert gone.headers["Location"] == f"/answer/{code}/place/"
    page = client.get(f"/answer/{code}/place/").content.decode()
    assert re.findall(r'<option value="(\w+)"[^>]*>[ABT]\w+<', page) == ["akuse", "bolga", "tamale"]
    gone = sent(client, code, "place", {"region": "south", "town": "tamale"})
    assert "Choose one of the answers that are listed." in gone.content.decode()
    gone = sent(client, code, "place", {"region": "south", "town": "keta"})
    assert gone.headers["Location"] == f"/answer/{code}/views/"


def test_a_place_is_typed_and_half_of_one_is_refused(study: Study) -> None:
    client = Client()
    code = begun(study, client)
    place = {"region": "north", "town": "tamale", "spot_latitude": "5.56"}
    page = sent(client, code, "place", place).content.decode()
    assert "Enter latitude and longitude" in page
    assert 'value="5.56"' in page
    sent(client, code, "place", {**place, "spot_longitude": "-0.20"})
    assert answers(code)["spot"] == "5.56 -0.20"


def test_an_order_wants_every_place_once(study: Study) -> None:
    client = Client()
    code = begun(study, client)
    page = sent(client, code, "wishes", {"order_0": "1", "order_1": "1", "order_2": "2"})
    assert "Put each of the listed answers in order" in page.content.decode()
    assert page.content.decode().count("<option selected>1<") == 2
    wishes = {"order_0": "3", "order_1": "1", "order_2": "2", "mood": "0", "share": "45"}
    assert sent(client, code, "wishes", wishes).status_code == 302
    found = answers(code)
    assert (found["order"], found["mood"], found["share"]) == ("family peace pay", "0", "45")
    look = client.get(f"/answer/{code}/").content.decode()
    assert "1. Family, 2. Peace, 3. Pay" in look


def test_a_matrix_is_a_row_for_each_question_under_one_head(study: Study) -> None:
    client = Client()
    code = begun(study, client)
    page = client.get(f"/answer/{code}/views/").content.decode()
    assert page.count('class="matrix-head"') == 1
    assert page.count('class="asked asked--row"') == 3
    wishes = client.get(f"/answer/{code}/wishes/").content.decode()
    assert "A number from 0 to 100, in steps of 5." in wishes
    assert 'name="trust_head"' not in page
    views = {"trust_1": "1", "trust_2": "2", "trust_3": "3", "fair": "4"}
    gone = sent(client, code, "views", views)
    assert gone.headers["Location"] == f"/answer/{code}/wishes/"
    assert {name: answers(code)[name] for name in views} == views
    assert "How much do you trust" not in client.get(f"/answer/{code}/").content.decode()


def test_the_language_changes_and_what_was_typed_stays(study: Study) -> None:
    client = Client()
    code = begun(study, client)
    url = f"/answer/{code}/about/"
    page = client.get(url).content.decode()
    assert 'name="go" value="language-ar"' in page
    gone = sent(client, code, "about", {"alias": "Ama", "age": "9", "go": "language-ar"})
    assert gone.headers["Location"] == url
    page = client.get(url).content.decode()
    assert '<html lang="ar" dir="rtl"' in page
    assert 'value="Ama"' in page
    assert 'value="9"' in page
    assert held(code).language == "ar"


def test_stopping_keeps_what_was_typed(study: Study) -> None:
    client = Client()
    code = begun(study, client)
    gone = sent(client, code, "about", {"alias": "Ama", "go": "keep"})
    assert gone.headers["Location"] == f"/answers/{code}/kept/"
    assert answers(code)["alias"] == "Ama"
    assert held(code).page == "about"


def test_old_pages_of_the_same_browser_are_taken(study: Study) -> None:
    client = Client()
    code = begun(study, client)
    url = f"/answer/{code}/about/"
    old = opened(client, url)
    client.post(url, {**old, **ABOUT})
    assert client.post(url, {**old, **ABOUT, "alias": "Efua"}).status_code == 302
    assert answers(code)["alias"] == "Efua"


def test_a_stale_page_asks_which_of_two_answers_counts(study: Study) -> None:
    laptop, phone = Client(), Client()
    code = begun(study, laptop)
    url = f"/answer/{code}/about/"
    stale = opened(laptop, url)
    sent(phone, code, "about", {**ABOUT, "alias": "Efua", "age": "40"})
    # The age was not touched on the laptop's page, so the newer one stays.
    page = laptop.post(url, {**stale, **ABOUT, "age": "", "go": "keep"}).content.decode()
    assert "Choose which of the two answers counts." in page
    assert "The one from the other device: <bdi>Efua</bdi>" in " ".join(page.split())
    assert (answers(code)["alias"], answers(code)["age"]) == ("Efua", "40")
    assert 'value="40"' in page
    (sheet,) = re.findall(r'name="sheet" value="([^"]+)"', page)
    again = {**stale, **ABOUT, "age": "40", "sheet": unescape(sheet)}
    assert "Choose which" in laptop.post(url, again).content.decode()
    laptop.post(url, {**again, "pick-0": "typed"})
    assert (answers(code)["alias"], answers(code)["age"]) == ("Ama", "40")
    laptop.post(url, {**stale, **ABOUT, "alias": "Yaa", "pick-0": "held", "age": "40"})
    assert answers(code)["alias"] == "Ama"


def test_a_forged_or_foreign_sheet_counts_as_none(study: Study) -> None:
    client = Client()
    code = begun(study, client)
    other = opened(client, f"/answer/{begun(study, client)}/about/")
    for sheet in ("", "forged", other["sheet"]):
        assert sheets.opened(held(code), "about", sheet) == sheets.Sheet()
    client.post(f"/answer/{code}/about/", {**ABOUT, "sheet": "forged"})
    assert held(code).seconds == {}


def test_the_time_on_a_page_is_counted_and_capped(study: Study) -> None:
    client = Client()
    code = begun(study, client)
    url = f"/answer/{code}/about/"
    for minutes in (1, 100):
        served = timezone.now() - timedelta(minutes=minutes)
        client.post(url, {**ABOUT, "sheet": sheets.sealed(held(code), "about", {}, served)})
    assert held(code).seconds == {"about": 60 + 1800}


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        ("Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/140 Mobile Safari", "phone"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile/15E148", "phone"),
        ("Mozilla/5.0 (Linux; Android 14; SM-X200) Chrome/140 Safari/537.36", "tablet"),
        ("Mozilla/5.0 (iPad; CPU OS 16_0 like Mac OS X) Mobile/15E148", "tablet"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "computer"),
        ("", ""),
    ],
)
def test_of_the_machine_only_its_size_is_kept(study: Study, agent: str, device: str) -> None:
    client = Client(headers={"user-agent": agent})
    assert held(begun(study, client)).device == device


def test_rounds_are_added_named_and_removed(study: Study) -> None:
    client = Client()
    code = begun(study, client)
    place = "member-1"
    page = client.get(f"/answer/{code}/{place}/").content.decode()
    assert "Person 1 of 1" in page
    gone = sent(client, code, place, {"name": "Kofi", "years": "9", "school": "yes", "go": "add"})
    assert gone.headers["Location"] == f"/answer/{code}/{place}/"  # "at school" came up first
    gone = sent(client, code, place, {"name": "Kofi", "years": "9", "school": "yes", "go": "add"})
    assert gone.headers["Location"] == f"/answer/{code}/member-2/"
    assert "Person 2 of 2" in client.get(f"/answer/{code}/member-2/").content.decode()
    sent(client, code, "member-2", {"name": "Esi", "years": "40"})
    look = client.get(f"/answer/{code}/").content.decode()
    assert [name in look for name in ("Person 1 of 2", "Kofi", "Person 2 of 2", "Esi")] == [
        True
    ] * 4
    gone = sent(client, code, place, {"name": "Kofi", "years": "9", "go": "remove"})
    assert gone.headers["Location"] == f"/answer/{code}/{place}/remove/"
    asked = client.get(f"/answer/{code}/{place}/remove/").content.decode()
    assert "Remove <bdi>Person 1 of 2</bdi>?" in asked
    assert "Kofi" in asked
    assert "Esi" not in asked
    gone = client.post(f"/answer/{code}/{place}/remove/", follow=True)
    assert "Person 1 of 1" in gone.content.decode()
    found = held(code).answers
    assert found["/data/member[1]/name"] == "Esi"
    assert "Kofi" not in found.values()


def test_all_rounds_can_go_and_come_back(study: Study) -> None:
    client = Client()
    code = begun(study, client)
    gone = client.post(f"/answer/{code}/member-1/remove/", follow=True)
    page = gone.content.decode()
    assert "Nothing was added yet under <bdi>Person</bdi>." in page
    (place,) = [address for address, _ in gone.redirect_chain]
    gone = client.post(place, {"go": "add"})
    assert gone.headers["Location"] == f"/answer/{code}/member-1/"


def test_everything_is_sent_in_the_end(study: Study) -> None:
    client = Client()
    code = begun(study, client)
    response = held(code)
    by = Actor.answering(codes.digest(code))
    step = make_surveys.Step(given=large_form.answers(), page="", language="en")
    make_surveys.responses.save(response, step=step, at=timezone.now(), by=by)
    page = client.get(f"/answer/{code}/").content.decode()
    for words in ("Person 2 of 2", "Another one", "2026-12-24 08:15", "Tamale"):
        assert words in page, words
    done = client.post(f"/answer/{code}/", follow=True)
    assert "Your answers are sent" in done.content.decode()
    assert held(code).answers["/data/people"] == "2"


def test_pictures_and_guidance_stand_beside_questions_and_choices() -> None:
    study = make_surveys.study()
    sheets_ = (
        "| survey |\n| | type | name | label | guidance_hint | image |\n"
        "| | select_one fruit | fruit | Which one? | Ask gently. | tree.png |\n"
        "| choices |\n| | list_name | name | label | image |\n"
        "| | fruit | mango | Mango | mango.png |\n| | fruit | plum | Plum | |\n"
        "| settings |\n| | form_title | form_id | version |\n| | Fruit | fruit | 1 |\n"
    )
    asked = Questionnaire.objects.create(
        study=study,
        form_id="fruit",
        version="1",
        title="Fruit",
        xform=conversion.convert(sheets_.encode(), "fruit.md"),
        published_at=make.NOW,
    )
    for name in ("mango.png", "tree.png"):
        FormAttachment.objects.create(
            questionnaire=asked, name=name, content=b"dots", content_type="image/png", md5=""
        )
    client = Client()
    code = begun(study, client, language="default")
    page = client.get(f"/answer/{code}/{held(code).page}/").content.decode()
    urls = re.findall(r'<img [^>]*src="(/answers/[^"]+)"', page)
    assert urls == [f"/answers/{code}/form-files/{name}" for name in ("tree.png", "mango.png")]
    assert "<summary>More about this question</summary>" in page
    assert "Ask gently." in page
    assert client.get(urls[0]).content == b"dots"
    assert client.get(f"/answers/{code}/form-files/other.png").status_code == 404
    desk = Client()
    desk.force_login(make.user(Role.SURVEY_MANAGER))
    page = desk.get(f"/desk/questionnaires/{asked.pk}/").content.decode()
    urls = re.findall(r'<img [^>]*src="(/desk/[^"]+)"', page)
    assert [desk.get(url).content for url in urls] == [b"dots"] * 2
    assert client.get(urls[0]).status_code == 302


@pytest.fixture
def worded() -> Study:
    return changing_words.published()


def test_words_that_an_answer_changes_are_shown_before_going_on(worded: Study) -> None:
    """Without the script the page comes again for what was said, or asked, in other words."""
    client = Client()
    code = begun(worded, client)
    home = f"/answer/{code}/home/"
    assert "That is few" not in shown(client.get(home).content.decode())
    gone = sent(client, code, "home", {"alias": "Ama", "rooms": "1", "town": ""})
    assert gone.headers["Location"] == home
    assert "That is few, Ama." in re.sub(r"</?span[^>]*>", "", client.get(home).content.decode())
    gone = sent(client, code, "home", {"alias": "Ama", "rooms": "3", "town": "a"})
    assert gone.headers["Location"] == home
    assert "So it is in Accra." in client.get(home).content.decode()
    gone = sent(client, code, "home", {"alias": "Esi", "rooms": "3", "town": "a"})
    assert gone.headers["Location"] == f"/answer/{code}/rest/"


def test_the_script_is_told_which_words_change(worded: Study) -> None:
    client = Client()
    code = begun(worded, client)
    page = client.get(f"/answer/{code}/home/").content.decode()
    (found,) = re.findall(r'<script id="logic" type="application/json">(.*?)</script>', page)
    alias, rooms, few, town, there = json.loads(found)["questions"]
    assert rooms["told"] == few["told"] == {"label-1": ["p", 0]}
    assert few["shown"] == [["c", ["p", 1], "<", 2]]
    assert [one.get("told") for one in (alias, town, there)] == [None] * 3
    assert 'How many rooms has it, <span data-told="label-1"></span>?' in page
    # What the script showed need not come again; what it cannot say does.
    there_now = {
        "alias": "Ama",
        "rooms": "1",
        "town": "",
        "live": "",
        "on": ["0", "1", "2", "3", "4"],
    }
    gone = sent(client, code, "home", there_now)
    assert gone.headers["Location"] == f"/answer/{code}/rest/"
    gone = sent(client, code, "home", {**there_now, "town": "a"})
    assert gone.headers["Location"] == f"/answer/{code}/home/"


def test_what_the_script_cannot_work_out_is_in_none_of_its_rules() -> None:
    """A rule that comes second to something unwritable was written with a gap."""
    sheets_ = (
        "| survey |\n| | type | name | label | relevant | calculation |\n"
        "| | begin group | g | G | | |\n"
        "| | integer | age | Age? | | |\n"
        "| | calculate | hash | | | digest(${age}, 'MD5') |\n"
        "| | text | first | First? | ${hash} = 'x' | |\n"
        "| | text | second | Second? | ${hash} = '' | |\n"
        "| | end group | | | | |\n"
        "| settings |\n| | form_title | form_id | version |\n| | G | g | 1 |\n"
    )
    form = parse(conversion.convert(sheets_.encode(), "g.md"))
    told = Logic(Answers(form, {}, make.NOW), form.pages[0])
    assert [told.conditions(question) for question in form.pages[0].questions] == [[], [], []]
    assert told.data()["worked"] == []
