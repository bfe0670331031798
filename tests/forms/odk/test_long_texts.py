"""Our own patterns meet texts that are made to be slow: each is read once from end to end.

Before, each of these held a process up for minutes; such a test fails by not ending.
"""

import pytest

from homelands.forms.odk.doctor.checks.expressions import fault_of
from homelands.forms.odk.doctor.opening import open_workbook
from homelands.forms.odk.doctor.outline import references
from homelands.forms.odk.doctor.problems import NotAForm
from homelands.forms.odk.doctor.sentences import refusal
from homelands.forms.xforms.reading.searches import has_search
from homelands.surveys.conversations.rules.sentences import segments

LONG = 100_000


def test_references_that_never_end_are_none() -> None:
    assert references("${" + " " * LONG) == []
    assert references("${" * LONG) == []
    assert references("${ last-saved#age } and ${name}") == ["age", "name"]


def test_an_expression_of_beginnings_of_references_is_a_fault() -> None:
    assert fault_of("${" * (LONG // 4)) is not None


def test_an_appearance_of_beginnings_of_searches_is_no_search() -> None:
    assert not has_search("search(" * LONG)
    assert has_search("minimal search('towns')")


def test_a_comment_behind_a_table_is_left_out_however_long() -> None:
    rows = "| survey |\n| | type | name | label |\n| | text | a | A | # a comment\n"
    book, _ = open_workbook(f"{rows}|{'#' * LONG}|\n".encode(), ".md")
    assert [row.cells for row in book.sheets[0].rows][0] == ("text", "a", "A")


def test_a_row_of_points_ends_one_sentence() -> None:
    assert len(segments("." * LONG + "a")) == 1
    assert [one.text for one in segments("Yes... “No!” Well?")] == ["Yes...", "“No!”", "Well?"]


def test_a_sheet_of_very_many_columns_is_refused_by_their_number() -> None:
    wide = "survey" + "," * 200_000 + "\n,type,name," + "x," * 200_000 + "\n"
    with pytest.raises(NotAForm) as raised:
        open_workbook(wide.encode(), ".csv")
    assert refusal(raised.value) == (
        "The sheet “survey” has 200,002 columns; a questionnaire may have at most 1,000. Take out "
        "what is no question, choice or setting."
    )
