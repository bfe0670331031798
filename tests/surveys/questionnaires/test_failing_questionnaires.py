"""A questionnaire that fails on an answer: said in plain words, kept, told to those who run it."""

import pytest
from django.test import Client

from homelands.forms.odk import conversion
from homelands.forms.odk.conversion import FormRefused
from homelands.foundation.roles import Role
from homelands.surveys.collection.queries.examined import examined
from homelands.surveys.questionnaires.actions import questionnaires
from homelands.surveys.questionnaires.models import Questionnaire, Study
from homelands.surveys.questionnaires.rules import QuestionnaireFails
from tests import make, make_surveys

pytestmark = pytest.mark.django_db

OPEN = make.TODAY.replace(year=2020)
DEEP = "count(" + "//*[" * 28 + "1" + "]" * 28 + ") > 0"
WAYS = r"aa|\wa|a\w|\w\w|[ab]a|a[ab]|.a|a.|..|[a-c]a|a[a-c]|\Da|a\D|\Sa|a\S|[ab]\w|\S\S"
SLOW = f"regex(., concat('(?=a)', '{f'(?:{WAYS})' * 8}[cd]'))"
JOINED = "concat(" + ", ".join(["${said}"] * 30) + ")"
ROWS = """
| survey |
| | type | name | label | constraint | calculation |
| | begin_group | word | Your word | | |
| | text | said | What do you say? | {constraint} | |
| | end_group | | | | |
| | calculate | copied | | | {calculation} |
| settings |
| | form_title | form_id | version |
| | Word | word | 1 |
"""


def source(constraint: str = "", calculation: str = "1") -> bytes:
    escaped = constraint.replace("|", r"\|")
    return ROWS.format(constraint=escaped, calculation=calculation).encode()


def failing(constraint: str = "", calculation: str = "1") -> Study:
    """A study whose questionnaire was published before anybody tried it."""
    made = make_surveys.study(opens_on=OPEN)
    Questionnaire.objects.create(
        study=made,
        form_id="word",
        version="1",
        title="Word",
        xform=conversion.convert(source(constraint, calculation), "word.md"),
        published_at=make.NOW,
    )
    return made


def desk_of(study: Study) -> str:
    manager = Client()
    manager.force_login(make.user(Role.SURVEY_MANAGER))
    return manager.get(f"/desk/studies/{study.slug}/").content.decode()


def preview(study: Study) -> str:
    manager = Client()
    manager.force_login(make.user(Role.SURVEY_MANAGER))
    (questionnaire,) = Questionnaire.objects.filter(study=study)
    return manager.get(f"/desk/questionnaires/{questionnaire.pk}/").content.decode()


FAILING = [
    pytest.param(DEEP, "1", "hello", "takes more than 1,000,000 steps", id="steps"),
    pytest.param(SLOW, "1", "a" * 17, "takes too long with this text", id="seconds"),
    pytest.param("", JOINED, "a" * 5_000, "makes a text of more than 100,000", id="characters"),
]


@pytest.mark.parametrize(("constraint", "calculation", "typed", "why"), FAILING)
def test_it_is_refused_in_words_when_it_is_published(
    constraint: str, calculation: str, typed: str, why: str
) -> None:
    study = make_surveys.study(opens_on=OPEN)
    form = source(constraint, calculation)
    with pytest.raises(FormRefused) as raised:
        questionnaires.publish(study, source=form, filename="a.md", at=make.NOW, by=make.SYSTEM)
    assert str(raised.value).startswith("The questionnaire has a fault: In the expression “")
    assert why in str(raised.value)


@pytest.mark.parametrize(("constraint", "calculation", "typed", "why"), FAILING)
def test_the_respondent_reads_that_it_is_kept_and_the_managers_read_why(
    constraint: str, calculation: str, typed: str, why: str
) -> None:
    study = failing(constraint, calculation)
    code, by = make_surveys.started(study)
    sent = Client().post(f"/answer/{code}/word/", {"said": typed})
    assert sent.status_code == 409
    words = sent.content.decode()
    assert "This questionnaire has a fault" in words
    assert "What you wrote is kept, and the people who run this study are told." in words
    assert code in words
    response = make_surveys.response(by)
    assert response.set_aside == {"/data/word/said": typed}
    assert response.answers.get("/data/word/said", "") == ""
    assert why in response.fault
    desk = desk_of(study)
    assert "Drafts on which the questionnaire failed" in desk
    assert why in desk


def test_who_goes_back_and_answers_differently_goes_on() -> None:
    study = failing("", JOINED)
    code, by = make_surveys.started(study)
    client = Client()
    assert client.post(f"/answer/{code}/word/", {"said": "a" * 5_000}).status_code == 409
    assert client.get(f"/answer/{code}/word/").status_code == 200
    assert client.post(f"/answer/{code}/word/", {"said": "no"}).status_code == 302
    response = make_surveys.response(by)
    assert (response.set_aside, response.fault) == ({}, "")
    assert response.answers["/data/word/said"] == "no"
    assert "Drafts on which the questionnaire failed" not in desk_of(study)


def test_nobody_begins_one_that_fails_at_once_and_a_page_says_why() -> None:
    study = failing("", DEEP)
    with pytest.raises(QuestionnaireFails):
        make_surveys.started(study)
    start = {"language": "en", "destination": "GBR", "website": ""}
    page = Client().post(f"/take-part/{study.slug}/", start)
    assert page.status_code == 200
    assert "This questionnaire has a fault, so it cannot be answered now." in page.content.decode()
    assert "has a fault" in preview(study)


@pytest.mark.parametrize(("constraint", "calculation", "typed", "why"), FAILING)
def test_a_submission_is_kept_and_waits(
    constraint: str, calculation: str, typed: str, why: str
) -> None:
    (questionnaire,) = Questionnaire.objects.filter(study=failing(constraint, calculation))
    body = f"""<data id="word" version="1"><word><said>{typed}</said></word>
        <meta><instanceID>uuid:1</instanceID></meta></data>"""
    found = examined(questionnaire, body.encode(), make.NOW)
    assert found.answers == {}
    (reason,) = found.reasons
    assert reason["code"] == "form"
    assert why in reason["fault"]
