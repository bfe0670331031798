"""Two versions of a questionnaire are compared question by question."""

import pytest

from homelands.forms.odk import conversion
from homelands.forms.xforms import Form, parse
from homelands.surveys.questionnaires.pages.words.comparisons import KINDS, lines
from homelands.surveys.questionnaires.queries.versions import Change, compare
from tests import make
from tests.make_forms import Rows, options, questions, workbook

HEADER = ("type", "name", "label::English", "label::Arabic", "relevant", "required", "constraint")
BEFORE = questions(
    ("begin_group", "work", "Work", "عمل", None, None, None),
    ("select_one yes_no", "works", "Do you work?", "هل تعمل؟", None, "yes", None),
    ("text", "job", "What is your job?", "ما عملك؟", "${works} = 'yes'", None, None),
    ("integer", "age", "How old are you?", "كم عمرك؟", None, None, ". > 17"),
    ("end_group", None, None, None, None, None, None),
    ("text", "town", "Which town do you live in?", "في أي مدينة؟", None, None, None),
    ("text", "gone", "What do you think of it?", "ما رأيك؟", None, None, None),
    header=HEADER,
)
AFTER = questions(
    ("begin_group", "work", "Work", "عمل", None, None, None),
    ("select_one yes_no", "works", "Do you work?", "هل لديك عمل؟", None, None, None),
    ("text", "job", "What is your job?", "ما عملك؟", "${works} != 'no'", None, None),
    ("end_group", None, None, None, None, None, None),
    ("decimal", "age", "How old are you?", "كم عمرك؟", None, None, ". > 15"),
    ("text", "city", "Which town do you live in now?", "في أي مدينة؟", None, None, None),
    ("date", "since", "Since when?", "منذ متى؟", None, None, None),
    header=HEADER,
)
LISTED = ("list_name", "name", "label::English", "label::Arabic")
YES_NO = options(("yes_no", "yes", "Yes", "نعم"), ("yes_no", "no", "No", "لا"), header=LISTED)
ASKED = options(
    ("yes_no", "yes", "Yes", "أجل"), ("yes_no", "some", "A bit", "قليلا"), header=LISTED
)


def _form(survey: Rows, choices: Rows = YES_NO) -> Form:
    return parse(conversion.convert(workbook(survey, choices), "form.xlsx"))


@pytest.fixture(scope="module")
def changes() -> tuple[Change, ...]:
    return compare(_form(BEFORE), _form(AFTER, ASKED), at=make.NOW)


def test_every_change_is_told_once_and_in_order(changes: tuple[Change, ...]) -> None:
    assert changes == (
        Change("works", "label", "هل تعمل؟", "هل لديك عمل؟", "Arabic"),
        Change("works", "choice_added", "", "A bit", "some"),
        Change("works", "choice_removed", "No", "", "no"),
        Change("works", "choice_label", "نعم", "أجل", "yes, Arabic"),
        Change("works", "required", "true()", "", "required"),
        Change("job", "relevant", "${works} = 'yes'", "${works} != 'no'", "relevant"),
        Change("age", "moved", "/work/age", "/age"),
        Change("age", "type", "integer", "decimal"),
        Change("age", "constraint", ". > 17", ". > 15", "constraint"),
        Change("city", "renamed", "town", "city"),
        Change(
            "city",
            "label",
            "Which town do you live in?",
            "Which town do you live in now?",
            "English",
        ),
        Change("since", "added", "", "Since when?"),
        Change("gone", "removed", "What do you think of it?"),
    )


def test_a_form_is_not_different_from_itself() -> None:
    form = _form(BEFORE)
    assert compare(form, form, at=make.NOW) == ()


def test_languages_and_titles_are_compared() -> None:
    rows = questions(("text", "a", "A"), header=("type", "name", "label::English"))
    other = questions(("text", "a", "A"), header=("type", "name", "label::French"))
    found = compare(_form(rows, ()), _form(other, ()), at=make.NOW)
    assert [change.kind for change in found][:2] == ["language_added", "language_removed"]


def test_each_change_says_what_it_means_for_pooled_answers(changes: tuple[Change, ...]) -> None:
    told = {line.question: line for line in lines(changes)}
    assert str(told["since"].pooled) == "Answers to the earlier version have nothing here."
    assert {change.kind for change in changes} <= set(KINDS)
    assert [line.part for line in lines(changes)][:2] == ["Arabic", "some"]
