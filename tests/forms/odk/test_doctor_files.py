"""Files that are not what they seem are opened all the same, or refused with one sentence."""

import base64
import io
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from pyxform.xls2xform import convert
from xlsxwriter import Workbook as Writer

from homelands.forms.odk import conversion, converter
from homelands.forms.odk.doctor import opening
from homelands.forms.odk.doctor.opening import open_workbook
from homelands.forms.odk.doctor.problems import NotAForm, Problem
from homelands.forms.odk.doctor.sentences import refusal, sentence
from homelands.forms.odk.doctor.workbook import MOST_BLANK_ROWS
from homelands.surveys.questionnaires.queries import questionnaires
from tests import make_surveys
from tests.forms.odk.test_doctor import cells, examined, found, problems
from tests.make_forms import of_sheets, options, questions, workbook

CSV = "survey\n,type,name,label\n,text,a,Âge\n,note,b,Été à Málaga\n"
ARABIC = "survey\n,type,name,label\n,text,a,ما عملك الآن؟\n"


def _refusal(source: bytes, named: str) -> str:
    answer = converter.answer(source, named)
    return refusal(NotAForm(answer["refused"], **answer["facts"]))


def test_our_reading_gives_the_bytes_that_pyxform_gives() -> None:
    mine, name = questionnaires.standard()
    padded = questions(("note", None, "Hello"), (), (), ("begin_group", "g", "G"), *[()] * 9,
                       ("text", "a", "A"), ("end_group", ""))  # fmt: skip
    numbers = options(("n", 1, "One"), ("n", 2.0, "Two"), ("n", 2.5, True))
    asked = questions(("select_one n", "a", "A\xa0b"), ("  text ", " b ", "  B  C "))
    for source, kind in (
        (mine, Path(name).suffix),
        (make_surveys.xlsform(), ".md"),
        (workbook(padded), ".xlsx"),
        (workbook(asked, numbers), ".xlsx"),
    ):
        theirs = convert(source, validate=False, file_type=kind).xform
        assert examined(source, kind)["xform"] == theirs


@pytest.mark.parametrize(
    ("source", "named", "words"),
    [
        (b"PK\x03\x04 broken", ".xlsx", "is broken"),
        (b"\xd0\xcf\x11\xe0 broken", ".xls", "is broken"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), ".xlsx", "password"),
        (b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le"), ".xls", "looks like Word"),
        (b"<html><table><tr><td>type</td></tr></table></html>", ".xls", "is a web page"),
        (b"\xef\xbb\xbf<!DOCTYPE html>", ".xls", "is a web page"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            ".xls",
            "format of 2003",
        ),
        (b"%PDF-1.7", ".xlsx", "looks like PDF"),
        (b"\x89PNG\r\n", ".xlsx", "looks like PNG"),
        (b"<data/>", ".csv", "looks like XML"),
        (b"hello", ".csv", "there is no table in it"),
        (b"hello", ".xlsx", "is broken"),
        (b"a,b\n1,2\n3,4\n5,6\n", ".csv", "no sheet “survey”"),
        (b"| notes |\n| | a |\n| other |\n| | b |", ".md", "no sheet “survey”"),
    ],
)
def test_what_is_no_form_is_refused_with_a_sentence(source: bytes, named: str, words: str) -> None:
    assert words in _refusal(source, named)


def test_an_archive_of_something_else_is_named() -> None:
    for member, words in (("content.xml", "OpenDocument"), ("word/document.xml", "looks like ZIP")):
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as archive:
            archive.writestr(member, "<x/>")
        assert words in _refusal(target.getvalue(), ".xlsx")


def test_a_workbook_without_a_survey_names_its_sheets() -> None:
    source = of_sheets([("Budget", [("a", "b")]), ("People", [("c", "d")])])
    assert _refusal(source, ".xlsx").endswith("Sheets found: Budget, People.")


def test_a_workbook_under_another_ending_is_opened_and_mended() -> None:
    answer = examined(workbook(), ".xls")
    assert (answer["xform"], found(answer, "other_kind", 0).repairable) == ("", True)
    assert examined(workbook(), ".xls", repair=True)["xform"]


@pytest.mark.parametrize(
    ("text", "encoding", "named"),
    [
        (CSV, "cp1252", "Windows-1252"),
        (ARABIC, "cp1256", "Windows-1256"),
        (CSV, "utf-16", "UTF-16"),
    ],
)
def test_another_encoding_is_found_out(text: str, encoding: str, named: str) -> None:
    source = text.encode(encoding)
    problem = found(examined(source, ".csv"), "byte_encoding", 0)
    assert named in sentence(problem)
    label = text.splitlines()[2].split(",")[3]
    assert label in examined(source, ".csv", repair=True)["xform"]


def test_a_mark_before_the_text_is_no_fault() -> None:
    assert examined(CSV.encode("utf-8-sig"), ".csv")["xform"]


@pytest.mark.parametrize("separator", [";", "\t"])
def test_another_separator_is_found_out(separator: str) -> None:
    source = CSV.replace(",", separator).encode()
    assert found(examined(source, ".csv"), "separator", 0).repairable
    assert examined(source, ".csv", repair=True)["xform"]


def test_a_bare_table_of_questions_becomes_the_survey_sheet() -> None:
    source = b"type,name,label\ntext,a,A\ninteger,b,B\n"
    assert found(examined(source, ".csv"), "sheets_unmarked", 1).repairable
    assert examined(source, ".csv", repair=True)["xform"]


@pytest.mark.parametrize("name", ["survey ", "Servey", "surveys"])
def test_a_misspelt_survey_sheet_is_found(name: str) -> None:
    source = of_sheets([(name, questions(("text", "a", "A"))), ("choices", options())])
    answer = examined(source)
    assert sentence(found(answer, "survey_sheet_name", 0)).startswith("No sheet is called “survey”")
    assert answer["xform"] == ""
    assert examined(source, repair=True)["xform"]


def test_a_misspelt_choices_sheet_is_found() -> None:
    rows = questions(("select_one yes_no", "a", "A"))
    source = of_sheets([("survey", rows), ("Choises", options(("yes_no", "yes", "Yes")))])
    assert found(examined(source), "sheet_name", 0).facts["new"] == "choices"
    assert examined(source, repair=True)["xform"]


def test_capitals_in_the_names_of_sheets_are_no_fault() -> None:
    settings = (("form_id", "version"), ("small", "1"))
    rows = questions(("text", "a", "A"))
    answer = examined(of_sheets([("Survey", rows), ("SETTINGS", settings)]))
    assert (answer["problems"], bool(answer["xform"])) == ([], True)


def test_rows_after_a_long_gap_are_not_lost() -> None:
    rows = questions(("text", "a", "A"), *[()] * (MOST_BLANK_ROWS + 5), ("text", "b", "B"))
    assert found(examined(workbook(rows)), "blank_gap", MOST_BLANK_ROWS + 8).stops
    mended = examined(workbook(rows), repair=True)
    assert "/data/b" in mended["xform"]


def test_a_million_blank_rows_are_left_out() -> None:
    target = io.BytesIO()
    with Writer(target, {"constant_memory": True}) as book:
        page = book.add_worksheet("survey")
        grey = book.add_format({"bg_color": "#cccccc"})
        for number, row in enumerate(questions(("text", "a", "A"))):
            page.write_row(number, 0, row)
        for number in range(2, 400_000):
            page.write_blank(number, 0, None, grey)
    answer = examined(target.getvalue())
    assert sentence(found(answer, "bloat", 0)).startswith("399,998 blank cells are formatted.")
    assert answer["xform"]
    assert len(cells(examined(target.getvalue(), repair=True), "survey", 2)) == 4


def test_too_many_cells_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MOST_CELLS", 50)
    rows = questions(*(("text", f"q{n}", f"Q{n}") for n in range(40)))
    assert "more than 50 filled cells" in _refusal(workbook(rows), ".xlsx")


def test_dates_and_errors_in_cells_are_found() -> None:
    choices = options(("l", datetime(2026, 1, 2), "Young"), ("l", "old", "#REF!"))
    answer = examined(workbook(questions(("select_one l", "a", "A")), choices))
    assert "made a date" in sentence(found(answer, "cell_date", 2))
    assert "a formula failed: #REF!" in sentence(found(answer, "cell_error", 3))


def test_a_workbook_of_1997_is_read() -> None:
    source = (Path(__file__).parents[1] / "tables" / "files" / "excel_1997.xls").read_bytes()
    book, said = open_workbook(source, ".xls")
    (sheet,) = book.sheets
    assert (sheet.name, sheet.header[:3]) == ("Answers", ("id", "city", "known"))
    assert sheet.rows[1].cells == ("02", "الرباط", "1", "2001-12-31 00:00:00", "2.25", "FALSE")
    assert [(note.kind, note.row) for note in book.notes] == [("date", 2), ("date", 3)]
    assert said == []


def test_a_formula_that_was_copied_down_is_told_in_each_row() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                first = b'<f t="shared" ref="C3:C4" si="0">A3&amp;"!"</f><v>a</v>'
                rows = b"".join(
                    b'<row r="%d"><c r="A%d" t="str"><v>text</v></c>'
                    b'<c r="B%d" t="str"><v>q%d</v></c><c r="C%d" t="str">%s</c></row>'
                    % (n, n, n, n, n, formula)
                    for n, formula in ((3, first), (4, b'<f t="shared" si="0"/><v>b</v>'))
                )
                text = text.replace(b"</sheetData>", rows + b"</sheetData>")
            new.writestr(name, text)
    book, _said = open_workbook(target.getvalue(), ".xlsx")
    assert [(note.kind, note.row, note.column, note.text) for note in book.notes] == [
        ("formula", 3, 2, '=A3&"!"'),
        ("formula", 4, 2, '=A3&"!"'),
    ]


def test_a_version_that_became_a_date_is_written_as_one() -> None:
    settings = (("form_id", "version"), ("small", datetime(2026, 11, 1)))
    assert found(examined(workbook(settings=settings)), "version_date", 2).repairable
    assert 'version="2026-11-01"' in examined(workbook(settings=settings), repair=True)["xform"]


def test_formulas_are_told_and_their_results_kept() -> None:
    target = io.BytesIO()
    with Writer(target) as book:
        page = book.add_worksheet("survey")
        page.write_row(0, 0, ("type", "name", "label"))
        page.write_row(1, 0, ("text", "a"))
        page.write_formula(1, 2, '="Your "&"job"', None, "Your job")
    problem = found(examined(target.getvalue()), "formula", 2)
    assert (problem.repairable, "Your " in sentence(problem)) == (True, True)
    assert cells(examined(target.getvalue(), repair=True), "survey", 2)[2] == "Your job"


def test_a_formula_without_its_result_is_not_made_up() -> None:
    book = Workbook()
    page = book.worksheets[0]
    page.title = "survey"
    page.append(("type", "name", "label"))
    page.append(("text", "a", '="Your "&"job"'))
    target = io.BytesIO()
    book.save(target)
    assert not found(examined(target.getvalue()), "formula_lost", 2).repairable


def test_nothing_in_a_mended_workbook_is_calculated() -> None:
    source = 'survey\n,type,name,label,hint\n,text,a,"=HYPERLINK(""http://x"")",@SUM(1)\n'
    answer = examined(source.encode(), ".csv", repair=True)
    page = load_workbook(io.BytesIO(base64.b64decode(answer["workbook"])))["survey"]
    for cell in page[2]:
        assert (cell.data_type, cell.quotePrefix) == ("s", True)
    assert page["C2"].value == '=HYPERLINK("http://x")'


def test_outside_choices_become_the_file_that_field_apps_look_in() -> None:
    survey = questions(
        ("text", "r", "R", None),
        ("select_one_external towns", "t", "T", "region=${r}"),
        header=("type", "name", "label", "choice_filter"),
    )
    outside = options(
        ("towns", "rome", None, "south"),
        ("towns", "milan", "Milan", "north"),
        header=("list name", "name", "label", "region"),
    )
    answer = examined(workbook(survey, external_choices=outside))
    assert answer["files"]["itemsets.csv"].splitlines() == [
        "list_name,name,label,region",
        "towns,rome,,south",
        "towns,milan,Milan,north",
    ]


def test_a_reader_that_prints_does_not_spoil_the_answer() -> None:
    source = make_surveys.xlsform()
    assert conversion.examine(source, "form.md").xform.startswith(b"<?xml")


def test_problems_keep_their_form_on_the_way_from_the_worker() -> None:
    source = workbook(questions(("text", "a", "A"), ("text", "a", "B")))
    (problem,) = conversion.examine(source, "form.xlsx").problems
    assert problem == Problem(
        "survey", 3, "name_twice", {"name": "a", "first": "2", "new": "a_2"}, repairable=True
    )
    assert problems(examined(source)) == [problem]


def test_lines_of_a_text_are_counted_as_in_the_file() -> None:
    book, found_ = open_workbook(b"survey\n,type,name,label\n\n,text,a,A\n,text,a,B\n", ".csv")
    assert [row.number for row in book.sheets[0].rows] == [4, 5]
    assert found_ == []
