"""Each fault of a spreadsheet is found in its place, said in words, and mended where it can be."""

import base64
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from homelands.forms.odk import converter
from homelands.forms.odk.doctor.changes import CHANGES, change
from homelands.forms.odk.doctor.problems import STOPS, Problem
from homelands.forms.odk.doctor.sentences import PROBLEMS, sentence
from homelands.forms.xforms import Answers, XFormError, capabilities, parse
from tests import make
from tests.make_forms import Rows, options, questions, workbook

NAMED = ("type", "name", "label", "relevant", "calculation", "constraint", "choice_filter")

ASK = ("text", "a", "A")
YES = options(("yes_no", "yes", "Yes"), ("yes_no", "no", "No"))

#: Code, sheet, row, words of the sentence, and the sheets in which it is found.
CASES: list[tuple[str, str, int, str, dict[str, Rows]]] = [
    ("name_twice", "survey", 3, "given in row 2", {"survey": questions(ASK, ("text", "a", "B"))}),
    (
        "repeat_twice",
        "survey",
        7,
        "A repeat in row 3",
        {
            "survey": questions(
                ("begin_group", "g", "G"),
                ("begin_repeat", "r", "R"),
                ASK,
                ("end_repeat", ""),
                ("end_group", ""),
                ("begin_repeat", "r", "R"),
                ("text", "b", "B"),
                ("end_repeat", ""),
            )
        },
    ),
    ("name_reserved", "survey", 2, "reserved", {"survey": questions(("text", "meta", "A"))}),
    ("name_invalid", "survey", 2, "“your age”", {"survey": questions(("text", "your age", "A"))}),
    ("name_invalid", "survey", 3, "“2nd”", {"survey": questions(ASK, ("text", "2nd", "A"))}),
    ("name_missing", "survey", 2, "no name", {"survey": questions(("text", None, "Your age"))}),
    ("name_letters", "survey", 2, "“عمر”", {"survey": questions(("text", "عمر", "Age"))}),
    (
        "name_capitals",
        "survey",
        3,
        "differ only in capitals",
        {"survey": questions(ASK, ("text", "A", "B"))},
    ),
    (
        "reference_unknown",
        "survey",
        2,
        "no question has that name",
        {"survey": questions(("text", "a", "A", "${zzz} = 1"))},
    ),
    (
        "reference_ambiguous",
        "survey",
        6,
        "Row 3 has the name “a” too",
        {
            "survey": questions(
                ("begin_group", "g", "G"),
                ASK,
                ("end_group", ""),
                ("begin_group", "h", "H"),
                ASK,
                ("text", "b", "B", "${a} != ''"),
                ("end_group", ""),
                ("text", "c", "C", "${a} != ''"),
            )
        },
    ),
    (
        "reference_spaces",
        "survey",
        3,
        "has spaces in it",
        {"survey": questions(ASK, ("text", "b", "B", "${ a } = '1'"))},
    ),
    (
        "reference_broken",
        "survey",
        3,
        "is not whole",
        {"survey": questions(ASK, ("text", "b", "B ${a"))},
    ),
    (
        "function_collect",
        "survey",
        2,
        "floor(), which Collect does not know",
        {"survey": questions(("text", "a", "A", None, None, "floor(.) > 1"), header=NAMED)},
    ),
    (
        "day_as_text",
        "survey",
        2,
        "Write date('2026-01-31')",
        {"survey": questions(("date", "a", "A", None, None, ". <= '2026-01-31'"), header=NAMED)},
    ),
    (
        "repeat_outside",
        "survey",
        5,
        "repeat “r” (row 2)",
        {
            "survey": questions(
                ("begin_repeat", "r", "R"),
                ASK,
                ("end_repeat", ""),
                ("text", "b", "B", "${a} != ''"),
            )
        },
    ),
    (
        "code_unknown",
        "survey",
        3,
        "There is: yes, no",
        {
            "survey": questions(
                ("select_one yes_no", "a", "A"), ("text", "b", "B", "${a} = 'Yes'")
            ),
            "choices": YES,
        },
    ),
    (
        "code_unquoted",
        "survey",
        3,
        "Write 'yes'",
        {
            "survey": questions(("select_one yes_no", "a", "A"), ("text", "b", "B", "${a} = yes")),
            "choices": YES,
        },
    ),
    (
        "list_missing",
        "survey",
        2,
        "There is: yes_no",
        {"survey": questions(("select_one colours", "a", "A")), "choices": YES},
    ),
    (
        "choice_twice",
        "choices",
        3,
        "has the choice “yes” in row 2",
        {
            "survey": questions(("select_one yes_no", "a", "A")),
            "choices": options(("yes_no", "yes", "Yes"), ("yes_no", "yes", "No")),
        },
    ),
    (
        "choice_name_missing",
        "choices",
        3,
        "has no name",
        {
            "survey": questions(("select_one yes_no", "a", "A")),
            "choices": options(("yes_no", "yes", "Yes"), ("yes_no", None, "Not now")),
        },
    ),
    (
        "choice_spaces",
        "choices",
        2,
        "“new york” has a space",
        {
            "survey": questions(
                ("select_multiple towns", "a", "A"),
                ("text", "b", "B", "selected(${a}, 'new york')"),
            ),
            "choices": options(("towns", "new york", "New York"), ("towns", "rome", "Rome")),
        },
    ),
    (
        "choice_decimal",
        "choices",
        2,
        "grew a point",
        {
            "survey": questions(("select_one jobs", "a", "A")),
            "choices": options(("jobs", "2221.0", "Nurses"), ("jobs", "2211", "Doctors")),
        },
    ),
    (
        "choice_unlabelled",
        "choices",
        3,
        "has no label",
        {
            "survey": questions(("select_one yes_no", "a", "A")),
            "choices": options(("yes_no", "yes", "Yes"), ("yes_no", "no", None)),
        },
    ),
    (
        "choices_many",
        "choices",
        2,
        "has 1,200 choices",
        {
            "survey": questions(("select_one long", "a", "A")),
            "choices": options(*(("long", f"c{n}", f"C{n}") for n in range(1200))),
        },
    ),
    (
        "external_choices_missing",
        "survey",
        2,
        "should stand on the sheet “external_choices”",
        {"survey": questions(("select_one_external towns", "a", "A"))},
    ),
    (
        "end_missing",
        "survey",
        2,
        "never ended",
        {"survey": questions(("begin_group", "g", "G"), ASK)},
    ),
    (
        "begin_missing",
        "survey",
        3,
        "never begun",
        {"survey": questions(ASK, ("end_group", ""))},
    ),
    (
        "end_other",
        "survey",
        4,
        "is a repeat",
        {"survey": questions(("begin_repeat", "r", "R"), ASK, ("end_group", ""))},
    ),
    (
        "type_spelling",
        "survey",
        2,
        "“text” seems to be meant",
        {"survey": questions(("Texte", "a", "A"))},
    ),
    ("type_spelling", "survey", 2, "“integer”", {"survey": questions(("Integer", "a", "A"))}),
    (
        "type_spelling",
        "survey",
        2,
        "“select_one yes_no” seems",
        {"survey": questions(("Select-One yes_no", "a", "A")), "choices": YES},
    ),
    (
        "type_spelling",
        "survey",
        2,
        "“begin_group”",
        {"survey": questions(("begingroup", "g", "G"), ASK, ("end_group", ""))},
    ),
    ("type_unknown", "survey", 2, "“hologram”", {"survey": questions(("hologram", "a", "A"))}),
    (
        "type_retired",
        "survey",
        2,
        "no part of XLSForm any more",
        {"survey": questions(("cascading_select towns", "a", "A"))},
    ),
    ("type_missing", "survey", 2, "no type", {"survey": questions((None, "a", "A"))}),
    (
        "type_dialect",
        "survey",
        3,
        "belongs to SurveyCTO",
        {"survey": questions(ASK, ("calculate_here", "b", None, None, "now()"), header=NAMED)},
    ),
    (
        "type_dialect",
        "survey",
        3,
        "belongs to SurveyCTO",
        {"survey": questions(ASK, ("text audit", "audit_a", None))},
    ),
    (
        "type_dialect",
        "survey",
        3,
        "belongs to SurveyCTO",
        {"survey": questions(ASK, ("speed violations count", "fast", None))},
    ),
    (
        "type_dialect",
        "survey",
        2,
        "belongs to KoboToolbox",
        {"survey": questions(("begin_kobomatrix", "m", "M"), ASK, ("end_kobomatrix", ""))},
    ),
    (
        "list_unnamed",
        "survey",
        2,
        "“select_one yes_no”",
        {"survey": questions(("select_one", "a", "A"))},
    ),
    (
        "calculation_missing",
        "survey",
        3,
        "calculation is blank",
        {"survey": questions(ASK, ("calculate", "b", None))},
    ),
    (
        "label_missing",
        "survey",
        2,
        "has no label",
        {"survey": questions(("text", "your_job", None))},
    ),
    (
        "file_ending",
        "survey",
        2,
        "“towns” has none",
        {"survey": questions(("select_one_from_file towns", "a", "A"))},
    ),
    (
        "or_other_filtered",
        "survey",
        2,
        "do not go together",
        {
            "survey": questions(
                ("select_one yes_no or_other", "a", "A", None, None, None, "name != 'no'"),
                header=NAMED,
            ),
            "choices": YES,
        },
    ),
    (
        "audit_name",
        "survey",
        3,
        "keeps its name blank",
        {"survey": questions(ASK, ("audit", "my_audit", None))},
    ),
    (
        "header_misspelt",
        "survey",
        1,
        "“lable” is not known",
        {"survey": questions(ASK, header=("type", "name", "lable"))},
    ),
    (
        "header_language",
        "survey",
        1,
        "“label: Arabic” is not read",
        {
            "survey": questions(
                (*ASK, "أ"), header=("type", "name", "label::English", "label: Arabic")
            )
        },
    ),
    (
        "header_twice",
        "survey",
        1,
        "means the same as “relevant”",
        {
            "survey": questions(
                (*ASK, "true()"), header=("type", "name", "label", "relevant", "relevance")
            )
        },
    ),
    (
        "header_missing",
        "survey",
        1,
        "“type” is missing",
        {"survey": (("name", "label"), ("a", "A"))},
    ),
    (
        "header_row",
        "survey",
        1,
        "stand in row 3",
        {"survey": (("Our survey",), ("Draft",), ("type", "name", "label"), ASK)},
    ),
    (
        "language_spelling",
        "choices",
        1,
        "“english” is spelt “English”",
        {
            "survey": questions(
                ("select_one yes_no", "a", "A", "B"),
                header=("type", "name", "label::English", "hint::English"),
            ),
            "choices": options(
                ("yes_no", "yes", "Yes"), header=("list_name", "name", "label::english")
            ),
        },
    ),
    (
        "language_unnamed",
        "survey",
        1,
        "names no language",
        {"survey": questions((*ASK, "أ"), header=("type", "name", "label", "label::Arabic"))},
    ),
    (
        "translation_column",
        "choices",
        1,
        "is missing in: Arabic",
        {
            "survey": questions(
                ("select_one yes_no", "a", "A", "أ"),
                header=("type", "name", "label::English", "label::Arabic"),
            ),
            "choices": options(
                ("yes_no", "yes", "Yes"), header=("list_name", "name", "label::English")
            ),
        },
    ),
    (
        "translation_blank",
        "survey",
        3,
        "is blank in: Arabic",
        {
            "survey": questions(
                (*ASK, "أ"),
                ("text", "b", "B", None),
                header=("type", "name", "label::English", "label::Arabic"),
            )
        },
    ),
    (
        "default_language",
        "settings",
        2,
        "“Klingon” is none of",
        {
            "survey": questions(ASK, header=("type", "name", "label::English")),
            "settings": (("form_id", "version", "default_language"), ("small", "1", "Klingon")),
        },
    ),
    ("settings_missing", "settings", 0, "no sheet “settings”", {"settings": ()}),
    (
        "form_id_missing",
        "settings",
        2,
        "has no id",
        {"settings": (("form_title", "version"), ("Small", "1"))},
    ),
    (
        "version_missing",
        "settings",
        2,
        "has no version",
        {"settings": (("form_title", "form_id"), ("Small", "small"))},
    ),
    (
        "smart_quotes",
        "survey",
        3,
        "curled quotation marks",
        {"survey": questions(ASK, ("text", "b", "B", "${a} = ‘yes’"))},
    ),
    (
        "operator_spelling",
        "survey",
        3,
        "signs that XLSForm does not know",
        {"survey": questions(ASK, ("text", "b", "B", "${a} == 'x' AND ${a} <> 'and, OR'"))},
    ),
    (
        "expression_broken",
        "survey",
        3,
        "was expected here",
        {"survey": questions(ASK, ("text", "b", "B", "selected(${a}, 'x'"))},
    ),
    (
        "function_dialect",
        "survey",
        3,
        "device-info(), which only SurveyCTO knows",
        {"survey": questions(ASK, ("calculate", "b", None, None, "device-info()"), header=NAMED)},
    ),
    (
        "function_unknown",
        "survey",
        3,
        "calls abracadabra()",
        {"survey": questions(ASK, ("text", "b", "B", "abracadabra(${a})"))},
    ),
    (
        "filter_column",
        "survey",
        3,
        "the column “region”",
        {
            "survey": questions(
                ASK,
                ("select_one yes_no", "b", "B", None, None, None, "region = ${a}"),
                header=NAMED,
            ),
            "choices": YES,
        },
    ),
    (
        "circle",
        "survey",
        2,
        "b → c → b",
        {
            "survey": questions(
                ("calculate", "b", None, None, "${c} + 1"),
                ("calculate", "c", None, None, "${b} + 1"),
                ASK,
                header=NAMED,
            )
        },
    ),
]


def examined(source: bytes, kind: str = ".xlsx", *, repair: bool = False) -> dict[str, Any]:
    """What the converter answers, without its process and caps."""
    return converter.answer(source, kind, "repair" if repair else "examine")


def problems(answer: dict[str, Any]) -> list[Problem]:
    return [Problem(**problem) for problem in answer["problems"]]


def found(answer: dict[str, Any], code: str, row: int) -> Problem:
    listed = [(p.code, p.row) for p in problems(answer)]
    assert (code, row) in listed, listed
    return next(p for p in problems(answer) if (p.code, p.row) == (code, row))


@pytest.mark.parametrize(("code", "sheet", "row", "words", "sheets"), CASES)
def test_a_fault_is_found_where_it_stands(
    code: str, sheet: str, row: int, words: str, sheets: dict[str, Rows]
) -> None:
    answer = examined(workbook(**sheets))
    problem = found(answer, code, row)
    assert problem.sheet == sheet
    assert words in sentence(problem)
    if not any(p.stops for p in problems(answer)):
        assert answer["xform"].startswith("<?xml")


@pytest.mark.parametrize(
    ("code", "sheets"),
    [(code, sheets) for code, *_, sheets in CASES if code in CHANGES],
)
def test_what_can_be_mended_is_mended_and_said(code: str, sheets: dict[str, Rows]) -> None:
    answer = examined(workbook(**sheets), repair=True)
    said = [change(Problem(**one)) for one in answer["changes"] if one["code"] == code]
    unmended = {"type_dialect", "list_missing", "reference_unknown"}
    assert said or code in unmended
    assert "%(" not in " ".join(said)
    assert answer["xform"].startswith("<?xml") or code in unmended


@pytest.mark.parametrize(
    ("code", "sheets"), [(code, sheets) for code, *_, sheets in CASES if code in STOPS]
)
def test_what_is_said_to_stop_a_form_stops_it(code: str, sheets: dict[str, Rows]) -> None:
    answer = examined(workbook(**sheets))
    if code in {"function_dialect", "function_unknown"}:
        asked = capabilities(parse(answer["xform"].encode()))
        assert [one for one in asked if one.asked and not (one.web or one.collect)]
    elif answer["xform"]:
        with pytest.raises(XFormError):
            Answers(parse(answer["xform"].encode()), {}, make.NOW).pages()


def test_every_code_has_its_sentence_and_every_repair_its_words() -> None:
    told = {code for code, *_ in CASES}
    elsewhere = {"reference_near", "conversion", "form_fault"}
    files = {"other_kind", "byte_encoding", "separator", "sheets_unmarked", "bloat", "blank_gap"}
    cells = {"cell_date", "cell_error", "formula", "formula_lost", "version_date"}
    sheets = {"survey_sheet_name", "sheet_name"}
    assert told | elsewhere | files | cells | sheets == set(PROBLEMS)
    assert set(PROBLEMS) >= STOPS


def test_a_second_name_is_changed_and_references_stay_with_the_first() -> None:
    rows = questions(ASK, ("text", "a", "B"), ("text", "c", "C", "${a} = 'x'"))
    answer = examined(workbook(rows), repair=True)
    assert names(answer) == ["a", "a_2", "c"]
    assert cells(answer, "survey", 4)[3] == "${a} = 'x'"
    said = change(Problem(**answer["changes"][0]))
    assert said == (
        "The second “a” is called “a_2” now. References to “a” stay with the first, in row 2."
    )


def test_a_reference_inside_the_group_of_the_second_follows_it() -> None:
    sheets = next(s for code, *_, s in CASES if code == "reference_ambiguous")
    answer = examined(workbook(**sheets), repair=True)
    assert names(answer) == ["g", "a", "", "h", "a_2", "b", "", "c"]
    assert cells(answer, "survey", 7)[3] == "${a_2} != ''"
    assert cells(answer, "survey", 9)[3] == "${a} != ''"


def test_a_name_with_spaces_takes_its_references_along() -> None:
    rows = questions(("text", "your age", "A"), ("text", "b", "You are ${your age}"))
    answer = examined(workbook(rows), repair=True)
    assert cells(answer, "survey", 3)[2] == "You are ${your_age}"
    assert answer["xform"]


def test_a_code_with_a_space_is_changed_in_conditions_and_filters_too() -> None:
    survey = questions(
        ("select_multiple countries", "a", "A"),
        ("select_one towns", "b", "B", "selected(${a}, 'new zealand')", "country = ${a}"),
        header=("type", "name", "label", "relevant", "choice_filter"),
    )
    choices = options(
        ("countries", "new zealand", "New Zealand", None),
        ("towns", "auckland", "Auckland", "new zealand"),
        header=("list_name", "name", "label", "country"),
    )
    answer = examined(workbook(survey, choices), repair=True)
    assert cells(answer, "survey", 3)[3] == "selected(${a}, 'new_zealand')"
    assert cells(answer, "choices", 3)[3] == "new_zealand"


def test_a_repeated_choice_is_dropped_renamed_or_allowed_as_fits() -> None:
    survey = questions(
        ("select_one l", "a", "A", None), header=("type", "name", "label", "choice_filter")
    )
    same = examined(workbook(survey, options(("l", "x", "X"), ("l", "x", "X"))), repair=True)
    assert same["changes"][0]["facts"]["how"] == "removed"
    other = examined(workbook(survey, options(("l", "x", "X"), ("l", "x", "Y"))), repair=True)
    assert other["changes"][0]["facts"]["new"] == "x_2"
    filtered = questions(
        ("text", "r", "R"),
        ("select_one l", "a", "A", "region = ${r}"),
        header=("type", "name", "label", "choice_filter"),
    )
    choices = options(
        ("l", "x", "X", "north"),
        ("l", "x", "X", "south"),
        header=("list_name", "name", "label", "region"),
    )
    allowed = examined(workbook(filtered, choices), repair=True)
    assert allowed["changes"][0]["facts"]["how"] == "allowed"
    assert allowed["xform"]


def test_a_form_without_faults_has_no_problems() -> None:
    answer = examined(workbook())
    assert answer["problems"] == []
    assert answer["xform"]


def test_what_pyxform_alone_knows_is_told_with_the_row_of_the_file() -> None:
    rows = questions(
        ASK,
        (),
        ("range", "b", "B", "start=x"),
        header=("type", "name", "label", "parameters"),
    )
    problem = found(examined(workbook(rows)), "conversion", 4)
    assert problem.sheet == "survey"
    assert "must be a number" in sentence(problem)


def names(answer: dict[str, Any]) -> list[str]:
    page = load_workbook(BytesIO(base64.b64decode(answer["workbook"])))["survey"]
    at = [cell.value for cell in page[1]].index("name")
    return [row[at] or "" for row in page.iter_rows(min_row=2, values_only=True)]


def cells(answer: dict[str, Any], sheet: str, row: int) -> list[Any]:
    page = load_workbook(BytesIO(base64.b64decode(answer["workbook"])))[sheet]
    return [cell.value for cell in page[row]]
