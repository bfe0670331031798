"""A form is looked at as respondents see it, before anybody answers: nothing is stored."""

import re
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from homelands.foundation.roles import Role
from homelands.surveys.questionnaires.models import Attachment, Response, Study
from homelands.surveys.questionnaires.queries import questionnaires
from tests import make, make_surveys
from tests.make_forms import questions, workbook
from tests.surveys.datasets import make_files
from tests.surveys.questionnaires import large_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Client:
    client = Client()
    client.force_login(make.user(Role.SURVEY_MANAGER))
    return client


def look(study: Study) -> str:
    latest = questionnaires.latest(study)
    assert latest is not None
    return f"/desk/questionnaires/{latest.pk}/look/"


def hidden(page: str) -> dict[str, Any]:
    """What a browser sends back of a page without its script."""
    plain = re.sub(r"<template>.*?</template>", "", page, flags=re.S)
    pairs = re.findall(r'<input type="hidden" name="(sheet|carried|held)" value="([^"]*)"', plain)
    there = re.findall(r'name="on" value="(\d+)"', plain)
    return {**{name: unescape(value) for name, value in pairs}, "on": there}


def send(desk: Client, address: str, page: str, **given: Any) -> str:
    return str(desk.post(address, {**hidden(page), **given}).content.decode())


def title(page: str) -> str:
    return re.findall(r"<title>(.*?) –", page, flags=re.S)[0].strip()


def stored() -> tuple[int, int]:
    with make.as_(make.SYSTEM):
        return Response.objects.count(), Attachment.objects.count()


def test_a_preview_goes_through_the_pages_of_the_web_and_stores_nothing(desk: Client) -> None:
    study = make_surveys.asked()
    before, address = stored(), look(study)
    page = desk.get(address).content.decode()
    assert "This is a preview." in page
    assert "questionnaires/answer.js" in page
    assert title(page) == "About you"
    page = send(desk, address, page, age="12", works="no")
    assert "Adults only." in page
    page = send(desk, address, page, age="40", works="yes")
    assert (title(page), 'name="job"' in page) == ("About you", True)
    page = send(desk, address, page, age="40", works="yes", job="Nurse")
    assert title(page) == "Your training"
    page = send(desk, address, page, go="back")
    assert 'value="Nurse"' in page
    page = send(desk, address, page, age="40", works="no", job="Nurse")
    assert title(page) == "What you offer"
    page = send(desk, address, page, comment="Well.")
    assert title(page) == "The end of the preview"
    assert "Well." in page
    assert "${works} = &#x27;yes&#x27;" in page
    assert stored() == before


def test_a_preview_changes_its_language(desk: Client) -> None:
    study = make_surveys.asked()
    page = desk.get(look(study)).content.decode()
    page = send(desk, look(study), page, age="40", go="language-ar")
    assert 'lang="ar" dir="rtl"' in page
    assert "كم عمرك؟" in page
    assert 'value="40"' in page


def test_rounds_and_files_are_previewed_too(desk: Client) -> None:
    study = large_form.published()
    before, address = stored(), look(study)
    page = desk.get(address).content.decode()
    page = send(desk, address, page, alias="Ama", age="34", works="no")
    for _ in range(12):
        if 'name="photo"' in page:
            break
        page = send(desk, address, page, region="west", order_0="1", order_1="2", order_2="3")
    photo = SimpleUploadedFile("me.jpg", make_files.jpeg())
    page = send(desk, address, page, photo=photo)
    assert "Member" in page or 'value="add"' in page
    page = send(desk, address, page, go="add")
    assert 'value="remove"' in page
    assert stored() == before


def test_a_form_is_previewed_before_it_is_published(desk: Client) -> None:
    study = make_surveys.study()
    base = f"/desk/studies/{study.slug}/publish/"
    file = SimpleUploadedFile("small.md", make_surveys.xlsform())
    checked = desk.post(f"{base}check/", {"file": file}).content.decode()
    address, held = f"{base}look/", hidden(checked)["held"]
    page = desk.post(address, {"held": held}).content.decode()
    assert title(page) == "About you"
    page = send(desk, address, page, age="40", works="no")
    assert title(page) == "What you offer"
    other = Client()
    other.force_login(make.user(Role.SURVEY_MANAGER))
    gone = other.post(address, {"held": held}, follow=True).content.decode()
    assert "The file is not held any more." in gone
    assert questionnaires.count(study) == 0


def test_what_the_web_cannot_ask_is_not_previewed_as_if_it_could(desk: Client) -> None:
    study = make_surveys.study()
    base = f"/desk/studies/{study.slug}/publish/"
    header = ("type", "name", "label", "appearance", "required")
    rows = questions(("image", "house", "Mark the house", "annotate", "yes"), header=header)
    file = SimpleUploadedFile("house.xlsx", workbook(rows))
    held = hidden(desk.post(f"{base}check/", {"file": file}).content.decode())["held"]
    page = desk.post(f"{base}look/", {"held": held}).content.decode()
    assert "answered in the app ODK Collect only" in page


def test_questions_named_as_our_own_fields_are_told_apart(desk: Client) -> None:
    study = make_surveys.study()
    base = f"/desk/studies/{study.slug}/publish/"
    rows = "text | held | Held? | محفوظ؟\ntext | carried | Carried? | محمول؟"
    file = SimpleUploadedFile("names.md", make_surveys.xlsform(rows=rows))
    held = hidden(desk.post(f"{base}check/", {"file": file}).content.decode())["held"]
    page = desk.post(f"{base}look/", {"held": held}).content.decode()
    names = re.findall(r'name="(/data/[^"]+|/small/[^"]+)"', page)
    assert len(names) == 2
    page = send(desk, f"{base}look/", page, **{names[0]: "one", names[1]: "two"})
    assert title(page) == "The end of the preview"
    assert "one" in page


def test_only_who_manages_the_study_previews(desk: Client) -> None:
    study = make_surveys.asked()
    reader = Client()
    reader.force_login(make.user(Role.ME_OFFICER))
    assert reader.get(look(study)).status_code == 403
    assert Client().get(look(study)).status_code == 302
