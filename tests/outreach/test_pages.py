"""The pages of outreach as people use them."""

import json
import re
from datetime import UTC, datetime, timedelta

import icalendar
import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from homelands.foundation.models import User
from homelands.foundation.roles import Role
from homelands.outreach.campaigns.models import Segment
from homelands.outreach.dialogue.models import Question
from homelands.outreach.events import tasks
from homelands.outreach.events.models import Event, SignUp
from homelands.outreach.events.rules import codes
from tests import make
from tests import make_outreach as made

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser() -> Client:
    return Client()


def signed_in(person) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=person.pk))
    return client


def desk(country: str = "GBR", role: Role = Role.MISSION_OFFICER) -> Client:
    client = Client()
    client.force_login(make.user(role, country=country))
    return client


def words(answer) -> str:
    return answer.content.decode()


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: make.NOW)


GUEST = {"name": "Esi Owusu", "email": "esi@example.org"}
FORM = {
    "title": "An evening",
    "time_zone": "Africa/Accra",
    "starts_at": "2026-12-10T18:00",
    "ends_at": "2026-12-10T20:00",
    "place": "Accra",
    "languages": ["en"],
    "country": "GBR",
    "capacity": "1",
}


def test_a_guest_takes_the_last_place_and_the_next_one_waits(browser: Client) -> None:
    event = made.event(capacity=1)
    url = f"/events/{event.pk}/"
    assert "1 place left" in words(browser.get(url))
    first = browser.post(f"{url}join/", GUEST, follow=True)
    assert "Thank you. We write to you" in words(first)
    assert "Full. You can wait for a place." in words(browser.get(url))
    other = {"name": "Ama", "email": "ama@example.org"}
    second = browser.post(f"{url}join/", other, follow=True)
    assert "Thank you. We write to you" in words(second)
    write()
    assert [(letter.to[0], letter.subject) for letter in mail.outbox] == [
        ("esi@example.org", "You are signed up: An evening for nurses"),
        ("ama@example.org", "You are on the waiting list: An evening for nurses"),
    ]
    assert "You are number 1 on the waiting list" in mail.outbox[1].body


def write() -> None:
    """Sends every letter about places that is to be sent, as the worker does."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM procrastinate_jobs WHERE task_name = 'events.tasks.tell'"
            " AND scheduled_at IS NULL RETURNING id, args"
        )
        jobs = sorted(cursor.fetchall())
    for _key, arguments in jobs:
        tasks.tell(**(arguments if isinstance(arguments, dict) else json.loads(arguments)))


def test_who_signs_up_twice_is_told_so_by_the_letter_only(
    browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = made.event(capacity=5)
    url = f"/events/{event.pk}/"
    answers = [browser.post(f"{url}join/", GUEST, follow=True) for _twice in range(2)]
    left = [re.findall(r"\d places? left", words(answer)) for answer in answers]
    assert left == [["4 places left"]] * 2
    tokens = r'value="\w{64}"'
    pages = [(answer.redirect_chain, re.sub(tokens, "", words(answer))) for answer in answers]
    assert pages[0] == pages[1]
    with make.as_(make.SYSTEM):
        assert SignUp.objects.count() == 1
    write()
    assert [letter.subject for letter in mail.outbox] == [
        "You are signed up: An evening for nurses"
    ]
    minute = make.NOW + timedelta(minutes=2)
    monkeypatch.setattr("django.utils.timezone.now", lambda: minute)
    later(monkeypatch, 3)
    browser.post(f"{url}join/", GUEST)
    write()
    assert mail.outbox[1].subject == "You have signed up already: An evening for nurses"
    with make.as_(make.SYSTEM):
        assert codes.of(SignUp.objects.get().pk) in mail.outbox[1].body


def later(monkeypatch: pytest.MonkeyPatch, minutes: int) -> None:
    """Lets the worker's clock be so many minutes further."""
    then = datetime.now(UTC) + timedelta(minutes=minutes)

    class Frozen(datetime):
        @classmethod
        def now(cls, tz=None):
            return then

    monkeypatch.setattr(tasks, "datetime", Frozen)


def test_a_letter_with_a_new_place_comes_a_minute_later_and_is_not_lost(
    browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    events = [made.event(title=f"Evening {n}") for n in range(3)]
    for event in events:
        browser.post(f"/events/{event.pk}/join/", GUEST)
    write()
    assert len(mail.outbox) == 1
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = NULL")
    later(monkeypatch, 2)
    write()
    assert len(mail.outbox) == 2


@pytest.mark.parametrize(
    ("most", "asks", "form"),
    [
        (20, "Minutes to wait: 60", {"name": "Esi", "email": "esi{}@example.org"}),
        (
            10,
            "so there is a pause. Minutes until you can try again: 60",
            {"text": "When? {}", "in_public": "yes", "country": "GBR", "email": ""},
        ),
    ],
)
def test_strangers_who_come_fast_work_or_are_paused_and_lose_nothing(
    most: int, asks: str, form
) -> None:
    url = f"/events/{made.event().pk}/join/" if "name" in form else "/questions/ask/"
    client = Client(REMOTE_ADDR="192.0.2.77")

    def sent(number: int) -> dict[str, str]:
        return {name: value.format(number) for name, value in form.items()}

    answers = [client.post(url, sent(number)).status_code for number in range(most)]
    assert answers == [302] * most
    page = words(client.post(url, sent(99)))
    assert asks in page
    assert next(value for value in sent(99).values() if "99" in value) in page
    assert Client(REMOTE_ADDR="192.0.2.78").post(url, sent(99)).status_code == 302


def test_a_guest_gives_the_place_back_with_the_code(browser: Client) -> None:
    sign_up = made.sign_up(made.event())
    url = f"/events/place/{codes.of(sign_up.pk)}/"
    assert "You have a place." in words(browser.get(url))
    assert "You have given your place back." in words(browser.post(url, follow=True))
    assert browser.post(url).status_code == 409
    assert browser.get("/events/place/aaaaaaaaaaaaaaaa/").status_code == 404


def test_a_member_signs_up_with_one_button_and_sees_the_place() -> None:
    event, client = made.event(), signed_in(make.person())
    answer = client.post(f"/events/{event.pk}/join/", follow=True)
    assert "You are signed up." in words(answer)
    page = words(client.get(f"/events/{event.pk}/"))
    assert "See your place, or give it back" in page
    assert words(client.post(f"/events/{event.pk}/join/")).count("signed up already") == 1


def test_what_is_not_published_is_not_there(browser: Client) -> None:
    event = made.event(published=False)
    for path in ("", "join/", "calendar.ics"):
        assert browser.get(f"/events/{event.pk}/{path}").status_code == 404
    assert "An evening for nurses" not in words(browser.get("/events/"))


def test_the_calendar_file_names_the_time_zone(browser: Client) -> None:
    event = made.event(time_zone="America/New_York", title="Über; tea, talk")
    for url, n in ((f"/events/{event.pk}/calendar.ics", 1), ("/events/calendar.ics", 1)):
        answer = browser.get(url)
        assert answer["Content-Type"] == "text/calendar; charset=utf-8"
        calendar = icalendar.Calendar.from_ical(answer.content)
        assert len(calendar.walk("VEVENT")) == n
        assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["America/New_York"]
        (entry,) = calendar.walk("VEVENT")
        assert entry["SUMMARY"] == "Über; tea, talk"
        assert entry.decoded("DTSTART") == made.STARTS
        assert entry["DTSTART"].params["TZID"] == "America/New_York"


def test_events_are_shown_on_the_clocks_of_their_place_and_in_arabic(browser: Client) -> None:
    made.event(time_zone="America/New_York")
    assert "13:00 (America/New_York)" in words(browser.get("/events/"))
    page = words(browser.get("/events/", headers={"accept-language": "ar"}))
    assert '<html lang="ar" dir="rtl"' in page


def test_an_officer_plans_publishes_changes_and_cancels() -> None:
    client = desk()
    form = {**FORM, "organiser": str(made.organisation().pk)}
    wrong = words(client.post("/desk/outreach/events/add/", {**form, "ends_at": form["starts_at"]}))
    assert "The end must come after the start." in wrong
    client.post("/desk/outreach/events/add/", form)
    event = Event.objects.get()
    assert (event.starts_at.hour, event.starts.hour) == (18, 18)
    url = f"/desk/outreach/events/{event.pk}/"
    client.post(f"{url}publish/")
    made.sign_up(event, name="Kofi Addo")
    page = words(client.get(url))
    assert "Kofi Addo" in page
    assert 'value="2026-12-10T18:00"' in words(client.get(f"{url}change/"))
    client.post(f"{url}change/", {**form, "time_zone": "Europe/Paris"})
    assert Event.objects.get().starts_at.hour == 17
    assert "<title>Error:" in words(client.post(f"{url}cancel/", {"why": ""}))
    cancelled = words(client.post(f"{url}cancel/", {"why": "Snow"}, follow=True))
    assert "Snow" in cancelled
    assert client.get(f"{url}change/").status_code == 409


def test_another_mission_s_event_and_place_of_another_country_are_closed() -> None:
    event, client = made.event(), desk("FRA")
    assert client.get(f"/desk/outreach/events/{event.pk}/").status_code == 403
    form = {**FORM, "organiser": str(made.organisation().pk)}
    page = words(client.post("/desk/outreach/events/add/", form))
    assert "This needs a mission officer of the country" in page
    assert 'value="An evening"' in page


def test_a_member_who_lives_elsewhere_is_not_opened_by_an_event() -> None:
    event = made.event()
    made.sign_up(event, person=make.person("FRA", name="Yaa Asante"))
    page = words(desk("GBR").get(f"/desk/outreach/events/{event.pk}/"))
    assert "A member who lives elsewhere" in page
    assert "Yaa Asante" not in page


def test_anybody_asks_in_public_and_comes_back_to_the_clock(browser: Client) -> None:
    form = {"text": "When is the next call?", "in_public": "yes", "country": "GBR", "email": ""}
    answer = browser.post("/questions/ask/", form, follow=True)
    page = words(answer)
    assert "Your question is asked, and its clock runs." in page
    assert "An answer is due by" in page
    assert "When is the next call?" not in page
    with make.as_(make.SYSTEM):
        question = Question.objects.get()
    officer = desk()
    officer.post(f"/desk/outreach/questions/{question.pk}/clear/")
    assert "When is the next call?" in words(browser.get("/questions/"))


def test_what_is_overdue_is_overdue_in_public(browser: Client) -> None:
    question = made.question(at=make.NOW - timedelta(days=20))
    for url in ("/questions/", f"/questions/{question.pk}/", "/questions/?show=waiting"):
        assert "Overdue" in words(browser.get(url))
    assert "Nothing matches these filters" in words(browser.get("/questions/?show=settled"))


def test_a_private_question_without_an_address_is_refused_beside_it(browser: Client) -> None:
    form = {"text": "Mine", "in_public": "no", "country": "", "email": ""}
    page = words(browser.post("/questions/ask/", form))
    assert "a private answer could not reach you otherwise" in page
    assert ">Mine</textarea>" in page.replace("\n", "").replace("\r", "")


def test_an_officer_takes_a_question_all_the_way(browser: Client) -> None:
    question = made.question()
    client, url = desk(), f"/desk/outreach/questions/{question.pk}/"
    page = words(client.get(url))
    assert "Only an answered question can be published" in page
    me = str(client.session["_auth_user_id"])
    client.post(f"{url}assign/", {"to": me})
    assert "in the hands of" in words(client.get(url))
    client.post(f"{url}answer/", {"text": "On Monday."})
    assert client.get(f"{url}answer/").status_code == 409
    client.post(f"{url}publish/")
    public = words(browser.get(f"/questions/{question.pk}/"))
    for said in ("Is my licence valid at home?", "On Monday.", "Answered", "after 0 days"):
        assert said in public, said


def test_a_question_is_declined_with_a_reason() -> None:
    question, client = made.question(), desk()
    url = f"/desk/outreach/questions/{question.pk}/"
    assert "<title>Error:" in words(client.post(f"{url}decline/", {"why": ""}))
    page = words(client.post(f"{url}decline/", {"why": "Ask the council"}, follow=True))
    assert "Ask the council" in page


def test_the_asker_follows_their_own_question_and_nobody_else_s() -> None:
    person = make.person()
    question = made.question(person=person, in_public=False)
    client = signed_in(person)
    answer = client.get(f"/desk/outreach/questions/{question.pk}/", follow=True)
    assert answer.redirect_chain == [(f"/my/questions/{question.pk}/", 302)]
    assert "Is my licence valid at home?" in words(answer)
    assert "An answer to your question" in words(client.get("/my/"))
    other = signed_in(make.person())
    assert other.get(f"/my/questions/{question.pk}/").status_code == 404
    assert other.get(f"/desk/outreach/questions/{question.pk}/").status_code == 404
    assert Client().get(f"/questions/{question.pk}/").status_code == 404


def test_a_member_asks_without_saying_where_they_live() -> None:
    person = make.person("FRA")
    page = words(
        signed_in(person).post("/questions/ask/", {"text": "Mine", "in_public": "no"}, follow=True)
    )
    assert "Asked in private." in page
    with make.as_(make.SYSTEM):
        assert Question.objects.get().country == "FRA"


def test_an_officer_makes_a_segment_and_writes_to_it() -> None:
    made.willing("GBR")
    client = desk()
    form = {"name": "Nurses", "occupation": "222"}
    client.post("/desk/outreach/segments/create/", form)
    again = words(client.post("/desk/outreach/segments/create/", form))
    assert "There is a segment of this name already" in again
    segment = Segment.objects.get()
    url = f"/desk/outreach/segments/{segment.pk}/"
    assert "1 person in your countries fits it" in words(client.get(url))
    letter = {"key": str(made.draft().key), "subject": "Hello", "text": "Come"}
    page = words(client.post(f"{url}write/", letter, follow=True))
    assert "The letter goes to 1 person." in page
    assert mail.outbox == []


def test_a_segment_without_people_says_why_nobody_can_be_written_to() -> None:
    segment = made.segment(destination="FRA")
    page = words(desk("GBR").get(f"/desk/outreach/segments/{segment.pk}/"))
    assert "Nobody in your countries fits this segment" in page


@pytest.mark.parametrize("path", ["segments/", "segments/create/", "questions/", "events/add/"])
def test_other_officers_and_members_are_refused(path: str) -> None:
    assert desk("GBR", Role.SURVEY_MANAGER).get(f"/desk/outreach/{path}").status_code == 403
    assert signed_in(make.person()).get(f"/desk/outreach/{path}").status_code == 403


@pytest.mark.parametrize(
    "url",
    ["/events/", "/questions/", "/desk/outreach/", "/desk/outreach/questions/",
     "/desk/outreach/segments/"],
)  # fmt: skip
def test_lists_ask_as_many_questions_for_three_as_for_one(url: str) -> None:
    client, counts = desk("", Role.MINISTRY_OFFICER), []
    for more in (1, 2):
        for _ in range(more):
            made.sign_up(made.event())
            made.question()
            made.segment()
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_who_comes_is_listed_with_the_same_number_of_queries() -> None:
    event, client, counts = made.event(), desk("GBR"), []
    for more in (1, 2):
        for _ in range(more):
            made.sign_up(event, person=make.person("GBR"))
            made.sign_up(event)
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/desk/outreach/events/{event.pk}/")
        counts.append(len(asked))
    assert counts[0] == counts[1]
    with make.as_(make.SYSTEM):
        assert SignUp.objects.count() == 6


@pytest.mark.parametrize("url", ["/events/", "/questions/", "/desk/outreach/questions/"])
def test_an_empty_list_says_what_belongs_there(url: str) -> None:
    client = desk()
    assert '<div class="empty">' in words(client.get(url))
