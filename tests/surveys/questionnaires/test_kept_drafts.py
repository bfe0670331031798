"""What the script saves while a page is still being answered."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from homelands.surveys.questionnaires.models import Study
from tests import make, make_surveys
from tests.surveys.datasets import make_files
from tests.surveys.questionnaires import large_form
from tests.surveys.questionnaires.test_answering import ABOUT, answers, begun, held, opened

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(make, "TODAY", make.TODAY.replace(year=2020))


@pytest.fixture
def study() -> Study:
    return make_surveys.asked()


def start(study: Study) -> tuple[Client, str, str]:
    code, _by = make_surveys.started(study)
    return Client(), code, f"/answer/{code}/about/"


def test_what_is_typed_is_saved_and_stays_on_the_page(study: Study) -> None:
    client, code, url = start(study)
    sheet = opened(client, url)
    saved = client.post(url, {**sheet, "age": "3", "go": "draft"})
    assert (saved.status_code, saved["Content-Type"]) == (200, "text/plain")
    assert saved["Cache-Control"] == "no-store"
    assert answers(code)["age"] == "3"
    assert held(code).page == "about"
    assert 'value="3"' in Client().get(url).content.decode()


def test_the_page_goes_on_with_the_sheet_that_it_was_given(study: Study) -> None:
    client, code, url = start(study)
    sheet = opened(client, url)
    for age in ("3", "34"):
        told = client.post(url, {**sheet, "age": age, "go": "draft"}).content.decode()
        sheet["sheet"] = told
    # Without the cookie the page alone shows that nobody else has changed the answers.
    gone = Client().post(url, {**sheet, "age": "35", "works": "no"})
    assert gone.headers["Location"] == f"/answer/{code}/offer/"
    assert answers(code)["age"] == "35"


def test_what_another_device_changed_is_not_overwritten_on_the_way(study: Study) -> None:
    client, code, url = start(study)
    sheet = opened(client, url)
    other = Client()
    other.post(url, {**opened(other, url), "age": "50", "works": "no"})
    saved = client.post(url, {**sheet, "age": "34", "works": "", "go": "draft"})
    assert saved.status_code == 409
    assert answers(code)["age"] == "50"
    asked = client.post(url, {**sheet, "age": "34", "works": "no"}).content.decode()
    assert "This answer was changed on another device" in asked


def test_an_answer_that_is_too_long_waits_for_the_button(study: Study) -> None:
    client, code, url = start(study)
    saved = client.post(url, {**opened(client, url), "age": "3" * 5001, "go": "draft"})
    assert saved.status_code == 409
    assert answers(code) == {}


def test_the_time_of_a_page_is_counted_once(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    client, code, url = start(study)
    sheet, now = opened(client, url), timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(seconds=60))
    for _ in range(3):
        told = client.post(url, {**sheet, "age": "34", "go": "draft"}).content.decode()
        sheet["sheet"] = told
    assert held(code).seconds == {}
    client.post(url, {**sheet, "age": "34", "works": "no"})
    assert 59 <= held(code).seconds["about"] <= 61


def test_files_stay_as_they_are(study: Study) -> None:
    large = large_form.published()
    client = Client()
    code = begun(large, client)
    client.post(f"/answer/{code}/about/", {**opened(client, f"/answer/{code}/about/"), **ABOUT})
    url = f"/answer/{code}/files/"
    photo = SimpleUploadedFile("me.jpg", make_files.jpeg())
    client.post(url, {**opened(client, url), "photo": photo})
    name = answers(code)["photo"]
    client.post(url, {**opened(client, url), "photo_remove": "on", "go": "draft"})
    assert answers(code)["photo"] == name


def test_a_sent_answer_is_not_changed_by_a_late_draft(study: Study) -> None:
    code, _by = make_surveys.sent(study)
    url = f"/answer/{code}/about/"
    late = Client().post(url, {"age": "99", "go": "draft"})
    assert late.status_code == 302
    assert answers(code)["age"] == "34"


def test_nobody_reads_or_writes_a_draft_without_its_code(study: Study) -> None:
    client, code, url = start(study)
    client.post(url, {**opened(client, url), "age": "34", "go": "draft"})
    wrong = url.replace(code, "0000-0000-0000-0000")
    for answer in (client.get(wrong), client.post(wrong, {"age": "1", "go": "draft"})):
        assert answer.headers["Location"] == "/answer/"
    assert answers(code)["age"] == "34"
