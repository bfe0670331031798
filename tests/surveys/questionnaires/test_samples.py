"""Sample questionnaires: nothing is said of them, they speak four languages, one starts there."""

import csv
from io import StringIO

import pytest
from django.test import Client

from homelands.forms.odk import conversion
from homelands.forms.xforms import Answers, parse
from homelands.foundation.roles import Role
from homelands.surveys.questionnaires.models import Questionnaire
from homelands.surveys.questionnaires.queries import questionnaires
from homelands.surveys.questionnaires.queries.samples import SAMPLES, Sample
from homelands.surveys.questionnaires.rules.questionnaires import collect_only
from tests import make, make_surveys

LANGUAGES = ("English (en)", "Français (fr)", "Español (es)", "العربية (ar)")
EACH = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)


def client(role: Role = Role.SURVEY_MANAGER) -> Client:
    signed_in = Client()
    signed_in.force_login(make.user(role))
    return signed_in


@EACH
def test_nothing_is_said_of_a_sample(sample: Sample) -> None:
    found = conversion.examine(sample.source(), sample.filename)
    assert found.problems == ()
    assert found.xform


@EACH
def test_a_sample_says_everything_in_four_languages(sample: Sample) -> None:
    header: list[str] = []
    for row in csv.reader(StringIO(sample.source().decode(), newline="")):
        if len(row) == 1:
            header = []
        elif not header:
            header = row
        else:
            cells = dict(zip(header, row, strict=True))
            for text in ("label", "hint", "constraint_message"):
                said = [bool(cells.get(f"{text}::{language}")) for language in LANGUAGES]
                assert all(said) or not any(said), cells
            if cells.get("name") and not cells.get("type", "").startswith("end_"):
                assert cells["label::English (en)"], cells
            assert bool(cells.get("constraint")) == bool(
                cells.get("constraint_message::English (en)")
            )


@EACH
def test_our_pages_ask_all_of_a_sample(sample: Sample) -> None:
    found = conversion.examine(sample.source(), sample.filename)
    form = parse(found.xform)
    assert form.languages == LANGUAGES
    assert list(collect_only(form)) == []


@EACH
def test_the_spreadsheet_is_the_same_questionnaire(sample: Sample) -> None:
    book = conversion.examine(sample.workbook(), f"{sample.name}.xlsx")
    kept = conversion.examine(sample.source(), sample.filename)
    assert book.problems == ()
    assert parse(book.xform).questions.keys() == parse(kept.xform).questions.keys()


@pytest.mark.django_db
def test_a_study_starts_from_a_sample() -> None:
    study = make_surveys.study()
    manager = client()
    address = f"/desk/studies/{study.slug}/publish/"
    page = manager.get(address).content.decode()
    for sample in SAMPLES:
        assert str(sample.title) in page
        assert f"/desk/samples/{sample.name}/download/" in page
    both = manager.post(address, {"standard": "on", "sample": "event_feedback"}).content.decode()
    assert "Choose a sample, or tick the box above it: one of the two." in both
    assert not Questionnaire.objects.filter(study=study).exists()
    manager.post(address, {"sample": "event_feedback"})
    made = Questionnaire.objects.get(study=study)
    assert (made.form_id, made.title) == ("event_feedback", "Feedback after an event")
    assert len(questionnaires.languages(questionnaires.form_of(made))) == 4


@pytest.mark.django_db
def test_a_sample_is_handed_out_to_survey_managers() -> None:
    got = client().get("/desk/samples/event_feedback/download/")
    assert got.headers["Content-Disposition"] == 'attachment; filename="event_feedback.xlsx"'
    assert conversion.examine(got.content, "sample.xlsx").problems == ()
    assert client().get("/desk/samples/nothing/download/").status_code == 404
    officer = client(Role.PROGRAMME_MANAGER)
    assert officer.get("/desk/samples/event_feedback/download/").status_code == 403


@pytest.mark.parametrize(
    ("channel", "contact", "problem"),
    [
        ("sms", "+233 24 412 3456", False),
        ("email", "ama@example.org", False),
        ("call", "somewhere", True),
        ("association", "", False),
    ],
)
def test_a_household_is_asked_how_it_is_reached(channel: str, contact: str, problem: bool) -> None:
    sample = next(one for one in SAMPLES if one.name == "household_abroad")
    form = parse(conversion.examine(sample.source(), sample.filename).xform)
    given = {
        next(path for path in form.questions if path.endswith(f"/{name}")): text
        for name, text in (("taking_part", "yes"), ("channel", channel), ("contact", contact))
    }
    answers = Answers(form, given, make.NOW, "English (en)")
    where = next(path for path in form.questions if path.endswith("/contact"))
    assert answers.relevant(form.questions[where]) == (channel != "association")
    assert (where in {one.path for one in answers.check_all()}) == problem
