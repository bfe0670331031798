"""What Collect makes of unasked questions, truths, numbers, moments: so do we."""

from datetime import UTC, datetime

import pytest

from homelands.forms.xforms import Answers, Form, parse
from homelands.forms.xforms.answers.kinds import fits, tidy
from homelands.forms.xforms.functions.patterns import matches
from homelands.surveys.collection.queries.examined import examined_as, judged, same
from tests.forms.peers.javarosa.kinds import FORMS

from .sample import NOW, xform


def form(name: str) -> Form:
    return parse(xform(FORMS[name]))


def test_an_unasked_question_compares_as_empty_text() -> None:
    given = {"/data/a": "no", "/data/c": "yes", "/data/e": "e"}
    answers = Answers(form("unasked"), given, NOW)
    assert answers.dropped() == ()
    assert answers.value("/data/d") == "not yes"
    assert answers.value("/data/i") == "-0-0"


@pytest.mark.parametrize(
    ("age", "vote", "school", "read"),
    [("12", "", "x", "CCCCCC"), ("40", "x", "", "AAAAAA"), ("0", "", "x", "CCCCCC")],
)
def test_a_truth_that_was_worked_out_stays_a_truth(
    age: str, vote: str, school: str, read: str
) -> None:
    given = {"/data/n": age, "/data/vote": "x", "/data/school": "x", "/data/any": "x"}
    answers = Answers(form("truths"), given, NOW)
    assert (answers.value("/data/vote"), answers.value("/data/school")) == (vote, school)
    assert "".join(answers.value(f"/data/r{number}") for number in range(1, 7)) == read
    assert answers.value("/data/any") == ("" if age == "0" else "x")
    assert answers.value("/data/none") == ""


@pytest.mark.parametrize(
    ("kind", "sent", "kept"),
    [
        ("decimal", "1.23456785E7", "12345678.5"),
        ("decimal", "0.30000000000000004", "0.30000000000000004"),
        ("decimal", "1.0E-4", "0.00010"),
        (
            "geopoint",
            "5.5 -0.2 12.3 3.9000000953674316",
            "5.5 -0.2 12.3 3.9000000953674316",
        ),
        ("geotrace", "1.0E-4 2.0 0.0 0.0;3 4 0 0", "0.00010 2.0 0.0 0.0;3 4 0 0"),
    ],
)
def test_numbers_as_collect_writes_them_are_taken_in(kind: str, sent: str, kept: str) -> None:
    assert tidy(kind, sent) == kept
    assert fits(kind, kept)


@pytest.mark.parametrize(
    ("theirs", "ours", "alike"),
    [
        ("1", "true", True),
        ("0", "false", True),
        ("0", "true", False),
        ("2026-11-29T00:00:00.000Z", "2026-11-29", True),
        ("2026-11-29T00:00:00.000+13:00", "2026-11-29", True),
        ("2026-11-29T10:00:00.000Z", "2026-11-29", False),
        ("2026-11-30T00:00:00.000Z", "2026-11-29", False),
        ("1.23456785E7", "12345678.5", True),
        ("1.23456785E7", "12346979.5", False),
    ],
)
def test_what_was_worked_out_is_written_in_more_than_one_way(
    theirs: str, ours: str, alike: bool
) -> None:
    assert same(theirs, ours) is alike


def test_today_is_that_of_the_device() -> None:
    noon = datetime(2026, 11, 29, 12, tzinfo=UTC)
    asked = form("written")
    there = {"/data/d": "2026-11-30", "/data/day": "2026-11-30T00:00:00.000+13:00"}
    answers, reasons = judged(asked, there, noon)
    assert (answers.value("/data/day"), reasons) == ("2026-11-30", [])


def test_without_a_zone_the_day_before_and_after_are_tried() -> None:
    survey = """
| survey |
| | type | name | label | constraint |
| | date | d | A day | . <= today() |
"""
    asked, noon = parse(xform(survey)), datetime(2026, 11, 29, 12, tzinfo=UTC)
    assert judged(asked, {"/data/d": "2026-11-30"}, noon)[1] == []
    assert [one["code"] for one in judged(asked, {"/data/d": "2026-12-01"}, noon)[1]] == [
        "constraint"
    ]


def test_a_hyphen_after_a_class_of_signs_is_a_hyphen() -> None:
    pattern = r"^[\w-\.]+@([\w-]+\.)+[\w-]{2,4}$"
    assert matches("ama-serwaa.b@example.org", pattern)
    assert not matches("ama serwaa@example.org", pattern)


OTHERS = """<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
 xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>T</h:title><model>
<instance><data id="others"><pick/><face>jr://images/face.jpg</face><meta><instanceID/></meta></data>
</instance>
<bind nodeset="/data/pick" required="true()" jr:requiredMsg="jr:itext('nowhere')"/>
<bind nodeset="/data/face" type="binary"/>
</model></h:head><h:body>
<select1 ref="/data/pick"><label>Pick</label><item><label>...</label><value></value></item>
<item><label>A</label><value>a</value></item></select1>
<upload ref="/data/face" mediatype="image/*"><label>Face</label></upload>
</h:body></h:html>"""


def test_a_file_of_the_form_is_an_answer_as_it_stands() -> None:
    others = parse(OTHERS.encode())
    body = (
        '<data id="others"><pick>a</pick><face>jr://images/face.jpg</face>'
        "<meta><instanceID>uuid:1</instanceID></meta></data>"
    )
    found = examined_as(others, body.encode(), NOW)
    assert (found.reasons, found.files) == ([], frozenset())
    assert found.answers["/data/face"] == "jr://images/face.jpg"
    assert not fits("upload", "jr://images/../face.jpg")


def test_a_choice_without_a_code_and_a_message_without_words_refuse_no_form() -> None:
    answers = Answers(parse(OTHERS.encode()), {}, NOW)
    question = answers.form.questions["/data/pick"]
    assert [choice.name for choice in answers.choices(question)] == ["a"]
    (problem,) = answers.check_all()
    assert (problem.path, problem.code) == ("/data/pick", "required")
