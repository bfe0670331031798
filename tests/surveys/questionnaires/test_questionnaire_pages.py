"""The walk of a survey manager from a spreadsheet to a published form, as a browser sees it."""

import re
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http.response import HttpResponseBase
from django.test import Client
from openpyxl import load_workbook

from homelands.foundation.roles import Role
from homelands.surveys.questionnaires.models import FormAttachment, Questionnaire, Study
from tests import make, make_surveys
from tests.make_forms import questions, workbook

pytestmark = pytest.mark.django_db

TWICE = workbook(questions(("text", "a", "A"), ("text", "a", "B"), ("text", "", "C")))
ANNOTATED = workbook(
    questions(
        ("text", "a", "A", ""),
        ("image", "house", "Mark the house", "annotate"),
        header=("type", "name", "label", "appearance"),
    )
)
FROM_FILE = workbook(questions(("select_one_from_file towns.csv", "town", "Town")))


def _signed_in(role: Role) -> Client:
    client = Client()
    client.force_login(make.user(role))
    return client


@pytest.fixture
def manager() -> Client:
    return _signed_in(Role.SURVEY_MANAGER)


def _file(content: bytes, name: str = "form.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def _post(client: Client, study: Study, verb: str, **data: Any) -> HttpResponseBase:
    address = f"/desk/studies/{study.slug}/publish/"
    return client.post(address if verb == "publish" else f"{address}{verb}/", data)


def _text(response: Any) -> str:
    bare = re.sub("<[^>]+>", " ", response.content.decode())
    return " ".join(unescape(bare).split()).replace(" .", ".")


def _held(response: Any) -> str:
    found = re.search(r'name="held" value="([^"]+)"', response.content.decode())
    assert found
    return found[1]


def test_a_faulty_form_is_reported_with_sheet_and_row(manager: Client) -> None:
    study = make_surveys.study()
    page = _post(manager, study, "check", file=_file(TWICE))
    said = _text(page)
    assert "It does not convert. What stops it is marked below." in said
    assert "survey 3 Stops it The name “a” is given in row 2 already" in said
    assert "The second “a” is called “a_2” now." in said
    assert Questionnaire.objects.count() == 0


def test_the_mended_workbook_is_handed_out(manager: Client) -> None:
    study = make_surveys.study()
    held = _held(_post(manager, study, "check", file=_file(TWICE)))
    answer: Any = _post(manager, study, "repair", held=held)
    assert answer["Content-Disposition"] == "attachment; filename*=UTF-8''form-mended.xlsx"
    page = load_workbook(BytesIO(answer.content))["survey"]
    assert [row[1] for row in page.iter_rows(min_row=2, values_only=True)] == ["a", "a_2", "c"]


def test_it_is_repaired_and_published_without_being_added_again(manager: Client) -> None:
    study = make_surveys.study()
    held = _held(_post(manager, study, "publish", file=_file(TWICE)))
    assert Questionnaire.objects.count() == 0
    answer: Any = _post(manager, study, "publish", held=held, repair="on")
    made = Questionnaire.objects.get()
    assert answer.headers["Location"] == f"/desk/questionnaires/{made.pk}/"
    assert made.source_name == "form-mended.xlsx"


def test_what_is_held_is_held_for_its_owner_alone(manager: Client) -> None:
    study = make_surveys.study()
    held = _held(_post(manager, study, "check", file=_file(TWICE)))
    other = _signed_in(Role.SURVEY_MANAGER)
    assert "not held any more" in _text(_post(other, study, "publish", held=held))
    assert "not held any more" in _text(_post(manager, study, "publish", held=held + "x"))
    again: Any = _post(other, study, "repair", held=held)
    assert again.headers["Location"] == f"/desk/studies/{study.slug}/publish/check/"


def test_publishing_asks_for_missing_files_and_keeps_the_form(manager: Client) -> None:
    study = make_surveys.study()
    page = _post(manager, study, "publish", file=_file(FROM_FILE))
    assert "The form needs these files beside it: towns.csv." in _text(page)
    towns = _file(b"name,label\nrome,Rome\n", "towns.csv")
    _post(manager, study, "publish", held=_held(page), beside=[towns])
    assert FormAttachment.objects.get().name == "towns.csv"
    shown = manager.get(f"/desk/questionnaires/{Questionnaire.objects.get().pk}/")
    assert "Rome" in _text(shown)


def test_what_only_collect_can_ask_is_named_beforehand(manager: Client) -> None:
    study = make_surveys.study()
    page = _post(manager, study, "publish", file=_file(ANNOTATED))
    assert "annotate 1 Collect only house" in _text(page)
    assert Questionnaire.objects.count() == 0
    _post(manager, study, "publish", held=_held(page), sure="on")
    assert Questionnaire.objects.count() == 1


def test_a_form_that_insists_on_collect_is_not_offered_on_the_web(client: Client) -> None:
    header = ("type", "name", "label", "appearance", "required")
    rows = questions(("image", "house", "Mark the house", "annotate", "yes"), header=header)
    study = make_surveys.study()
    manager = _signed_in(Role.SURVEY_MANAGER)
    _post(manager, study, "publish", file=_file(workbook(rows)), sure="on")
    page = client.get(f"/take-part/{study.slug}/")
    assert "answered in the app ODK Collect only" in _text(page)
    assert b"<button" not in page.content.partition(b"<main")[2].partition(b"</main")[0]


def test_a_sample_that_is_only_looked_over_can_be_published_then(manager: Client) -> None:
    study = make_surveys.study()
    page = _post(manager, study, "check", sample="event_feedback")
    assert "It converts" in _text(page)
    assert '<option value="event_feedback" selected>' in page.content.decode()
    _post(manager, study, "publish", held=unescape(_held(page)))
    assert Questionnaire.objects.get().form_id == "event_feedback"


def test_a_file_that_is_no_form_is_refused_beside_the_field(manager: Client) -> None:
    study = make_surveys.study()
    for verb in ("check", "publish"):
        page = _post(manager, study, verb, file=_file(b"<html></html>", "form.xls"))
        assert _text(page).count("The file is a web page") == 2
    assert "Add a file, or tick the box below it" in _text(_post(manager, study, "check", held=""))
    assert "one of the two" in _text(_post(manager, study, "publish", held=""))


def test_versions_are_compared_and_handed_out(manager: Client) -> None:
    study = make_surveys.study()
    _post(manager, study, "publish", file=_file(make_surveys.xlsform("1"), "form.md"))
    rows = make_surveys.ROWS.replace("What is your job?", "Which job do you have?")
    _post(manager, study, "publish", file=_file(make_surveys.xlsform("2", rows), "form.md"))
    first, second = Questionnaire.objects.order_by("version")
    page = _text(manager.get(f"/desk/questionnaires/{second.pk}/compare/"))
    assert "1 change" in page
    assert "job Another wording ( English (en) ) What is your job? Which job do you have?" in page
    back = manager.get(f"/desk/questionnaires/{first.pk}/compare/", {"earlier": str(second.pk)})
    assert "From version 2 to version 1" in _text(back)
    for what, content in (("spreadsheet", second.source), ("xform", second.xform)):
        answer: Any = manager.get(f"/desk/questionnaires/{second.pk}/download/{what}/")
        assert answer.content == bytes(content or b"")
        assert answer["Content-Disposition"].startswith("attachment;")
        assert answer["X-Content-Type-Options"] == "nosniff"


def test_the_study_links_to_what_changed(manager: Client) -> None:
    study = make_surveys.study()
    for version in "12":
        _post(manager, study, "publish", file=_file(make_surveys.xlsform(version), "form.md"))
    page = manager.get(f"/desk/studies/{study.slug}/").content.decode()
    latest = Questionnaire.objects.get(version="2")
    assert page.count("/compare/") == 1
    assert f"/desk/questionnaires/{latest.pk}/compare/" in page


def test_only_managers_look_over_and_only_officers_compare() -> None:
    study = make_surveys.asked()
    made = Questionnaire.objects.get()
    officer = _signed_in(Role.MINISTRY_OFFICER)
    assert officer.get(f"/desk/studies/{study.slug}/publish/check/").status_code == 403
    assert officer.get(f"/desk/questionnaires/{made.pk}/download/xform/").status_code == 200
    assert officer.get(f"/desk/questionnaires/{made.pk}/download/spreadsheet/").status_code == 404
    assert officer.get(f"/desk/questionnaires/{made.pk}/compare/").status_code == 404
    mission = _signed_in(Role.MISSION_OFFICER)
    assert mission.get(f"/desk/questionnaires/{made.pk}/download/xform/").status_code == 403
