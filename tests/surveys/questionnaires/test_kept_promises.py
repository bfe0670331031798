"""What respondents are told holds: where a link leads, what a code opens, who is written to."""

import re

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from homelands.forms.odk import conversion
from homelands.foundation import codes
from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor
from homelands.surveys.collection.actions import invitations
from homelands.surveys.collection.actions.invitations import Address
from homelands.surveys.collection.models import Invitation
from homelands.surveys.collection.queries import invitations as queries
from homelands.surveys.collection.tasks import invitations as tasks
from homelands.surveys.questionnaires.models import Collector, Questionnaire, Response, Study
from tests import make, make_collection, make_surveys
from tests.surveys.datasets import make_files
from tests.surveys.questionnaires import large_form

pytestmark = pytest.mark.django_db

START = {"language": "en", "destination": "GBR", "website": ""}
ABOUT = {"age": "34", "works": "no", "on": ["0", "1", "2"]}


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The studies of these tests are open whenever they run."""
    monkeypatch.setattr(make, "TODAY", make.TODAY.replace(year=2020))


def begun(study: Study, client: Client, **start: str) -> str:
    kept = client.post(f"/take-part/{study.slug}/", {**START, **start})
    return str(re.findall(r"/answers/([\w-]+)/kept/", kept.headers["Location"])[0])


def page_of(code: str) -> str:
    return make_surveys.response(Actor.answering(codes.digest(code))).page


def test_the_link_that_is_kept_leads_to_where_the_respondent_stopped() -> None:
    client = Client()
    code = begun(make_surveys.asked(), client)
    client.post(f"/answer/{code}/about/", ABOUT)
    kept = client.get(f"/answers/{code}/kept/").content.decode()
    (link,) = set(re.findall(r'href="http://[^/"]+(/answer/[^"]+)"', kept))
    assert Client().get(link).headers["Location"] == f"/answer/{code}/offer/"


def test_who_changes_one_answer_comes_back_to_the_last_look() -> None:
    client = Client()
    code = begun(make_surveys.asked(), client)
    client.post(f"/answer/{code}/about/", ABOUT)
    client.post(f"/answer/{code}/offer/", {"on": ["0", "1", "2", "3", "4"]})
    look = client.get(f"/answer/{code}/").content.decode()
    (change,) = set(re.findall(rf'href="(/answer/{code}/about/[^"]*)"', look))
    # What comes up on the page is asked first.
    page = client.post(change, {**ABOUT, "works": "yes", "on": ["0", "1"]})
    assert page.headers["Location"] == f"/answer/{code}/about/"
    page = client.post(change, {**ABOUT, "age": "35"})
    assert page.headers["Location"] == f"/answer/{code}/"
    assert page_of(code) == ""


def test_questions_stay_in_a_language_that_our_pages_do_not_speak() -> None:
    study = make_surveys.study()
    form = make_surveys.xlsform().replace("العربية (ar)".encode(), b"Tagalog (tl)")
    Questionnaire.objects.create(
        study=study,
        form_id="small",
        version="1",
        title="Small survey",
        xform=conversion.convert(form, "small.md"),
        published_at=make.NOW,
    )
    client = Client()
    client.cookies["django_language"] = "en"
    code = begun(study, client, language="tl")
    assert "كم عمرك؟" in client.get(f"/answer/{code}/about/").content.decode()
    client.post(f"/answer/{code}/about/", {"go": "language-en", "on": []})
    assert "How old are you?" in client.get(f"/answer/{code}/about/").content.decode()
    client.post(f"/answer/{code}/about/", {"go": "language-tl", "on": []})
    french = client.get(f"/answer/{code}/about/", headers={"accept-language": "fr"})
    assert "كم عمرك؟" in french.content.decode()


def test_closed_doors_say_so_and_lead_on() -> None:
    closed = make_surveys.asked(closes_on=make.TODAY)
    page = Client().get(f"/take-part/{closed.slug}/")
    assert page.status_code == 409
    assert 'href="/answer/"' in page.content.decode()
    empty = make_surveys.study()
    collector = make_collection.collector(empty, kind="link")
    page = Client().get(f"/take-part/{empty.slug}/via/{collector.token}/")
    assert "This survey has no questions yet." in page.content.decode()


@pytest.fixture
def collector() -> Collector:
    study = make_surveys.asked(name="Women's health", about="It's for nurses & midwives.")
    return make_collection.collector(study, kind="personal")


def add(collector: Collector, email: str = "ama@example.org") -> None:
    invitations.add(collector, addresses=[Address(email, "en")], on=make.TODAY, by=make.SYSTEM)


def invited(collector: Collector) -> Invitation:
    add(collector)
    with acting(make.SYSTEM):
        return collector.invitations.select_related("collector__study").latest("added_on")


def listed(collector: Collector) -> list[str]:
    with acting(make.SYSTEM):
        return [
            str(one.email) for one in Invitation.objects.filter(collector__study=collector.study)
        ]


def test_a_letter_is_written_in_plain_signs(collector: Collector) -> None:
    with acting(make.SYSTEM):
        tasks.invite(invitation=str(invited(collector).pk))
    (letter,) = mail.outbox
    assert "Women's health" in letter.subject
    assert letter.body.startswith("It's for nurses & midwives.")


@pytest.mark.parametrize("end", ["use", "decline"])
def test_who_began_or_declined_is_on_no_later_list(collector: Collector, end: str) -> None:
    one = invited(collector)
    end_it = invitations.use if end == "use" else invitations.decline
    end_it(one, on=make.TODAY, by=Actor.public())
    assert listed(collector) == [""]
    add(collector)
    other = make_collection.collector(collector.study, kind="personal")
    add(other, "AMA@example.org")
    assert listed(collector) == [""]
    # A month after the collector has closed the mark goes too.
    Collector.objects.filter(pk=collector.pk).update(stopped_at=make.NOW)
    today = timezone.localdate().replace(year=2030)
    with acting(make.SYSTEM):
        (outlived,) = queries.outlived(today)
        invitations.forget(outlived, by=make.SYSTEM)
        assert list(queries.outlived(today)) == []


def test_an_invitation_that_was_used_says_so_and_leads_to_the_code(collector: Collector) -> None:
    word = queries.token(invited(collector))
    Client().post(f"/invitation/{word}/", START)
    page = Client().get(f"/invitation/{word}/")
    assert page.status_code == 409
    said = page.content.decode()
    assert "This invitation was used already." in said
    assert 'href="/answer/"' in said


def test_a_page_is_taken_in_though_the_browser_lost_its_cookies() -> None:
    code = begun(make_surveys.asked(), Client())
    browser = Client(enforce_csrf_checks=True)
    page = browser.post(f"/answer/{code}/about/", ABOUT)
    assert page.headers["Location"] == f"/answer/{code}/offer/"
    browser.post(f"/answer/{code}/offer/", {"on": ["0", "1", "2", "3", "4"]})
    sent = browser.post(f"/answer/{code}/")
    assert sent.headers["Location"] == f"/answers/{code}/sent/"


def test_where_cookies_are_needed_their_loss_is_said_on_a_page_of_ours() -> None:
    study = make_surveys.asked()
    browser = Client(enforce_csrf_checks=True, headers={"accept-language": "ar"})
    page = browser.post(f"/take-part/{study.slug}/", START)
    assert page.status_code == 403
    assert 'dir="rtl"' in page.content.decode()
    assert '<main id="main"' in page.content.decode()


def test_a_photo_is_shown_to_nobody_with_the_code_once_it_is_sent() -> None:
    study = large_form.published()
    client = Client()
    code = begun(study, client)
    photo = SimpleUploadedFile("me.jpg", make_files.jpeg(), "image/jpeg")
    client.post(f"/answer/{code}/files/", {"photo": photo, "on": ["0", "1", "2", "3"]})
    by = Actor.answering(codes.digest(code))
    (name,) = (text for text in make_surveys.response(by).answers.values() if "photo-" in text)
    assert client.get(f"/answers/{code}/files/{name}").status_code == 200
    sent = make_surveys.response(by)
    with acting(make.SYSTEM):
        Response.objects.filter(pk=sent.pk).update(completed_at=make.NOW)
    assert client.get(f"/answers/{code}/files/{name}").status_code == 404


def test_a_fault_names_its_question() -> None:
    client = Client()
    code = begun(make_surveys.asked(), client)
    page = client.post(f"/answer/{code}/about/", {"age": "7", "on": ["0", "1"]}).content.decode()
    summary = re.findall(r'<li><a href="#id_[\w-]+">([^<]+)</a>', page)
    assert summary[0] == "How old are you? – Adults only."
    assert summary[1].startswith("Do you work? – ")
