"""`homelands forms check`: a report for people and for programs, whatever the file is."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from homelands.forms.odk import converter
from homelands.forms.odk.conversion import SPREADSHEETS, XFORMS
from homelands.forms.odk.doctor.problems import NotAForm, Problem
from homelands.forms.odk.doctor.sentences import REFUSALS, refusal, sentence
from homelands.surveys.questionnaires.queries import questionnaires
from tests import make_surveys
from tests.make_forms import questions, workbook

TWICE = workbook(questions(("text", "a", "A"), ("text", "a", "B")))
WHOLE = workbook()


def _run(path: Path, *words: str) -> int:
    try:
        call_command("forms", "check", str(path), *words)
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def _file(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_a_form_that_converts_is_reported_in_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = _file(tmp_path, "small.md", make_surveys.xlsform())
    assert _run(path, "--format", "json") == 0
    told = json.loads(capsys.readouterr().out)
    assert list(told) == ["converts", "questions", "languages", "problems", "unsupported"]
    assert (told["converts"], told["questions"]) == (True, 10)
    assert told["languages"] == ["English (en)", "العربية (ar)"]


def test_our_own_questionnaire_has_no_problems(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content, name = questionnaires.standard()
    assert _run(_file(tmp_path, name, content), "--format", "json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["problems"] == told["unsupported"] == []


def test_problems_are_reported_with_their_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(_file(tmp_path, "twice.xlsx", TWICE), "--format", "json") == 1
    told = json.loads(capsys.readouterr().out)
    assert told["problems"] == [
        {
            "sheet": "survey",
            "row": 3,
            "code": "name_twice",
            "message": "The name “a” is given in row 2 already, in the same group.",
            "repairable": True,
        }
    ]


def test_what_only_collect_can_ask_is_listed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    header = ("type", "name", "label", "appearance")
    rows = questions(("text", "a", "A", ""), ("image", "b", "B", "annotate"), header=header)
    assert _run(_file(tmp_path, "bar.xlsx", workbook(rows)), "--format", "json") == 0
    (one, *_) = json.loads(capsys.readouterr().out)["unsupported"]
    assert set(one) == {"name", "what", "web", "collect"}
    assert (one["web"], one["collect"]) == (False, True)


def test_a_mended_workbook_is_written_and_converts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, target = _file(tmp_path, "twice.xlsx", TWICE), tmp_path / "mended.xlsx"
    assert _run(path, "--repair", str(target)) == 1
    out = capsys.readouterr().out
    assert "The second “a” is called “a_2” now." in " ".join(out.split())
    assert "It converts now." in out
    assert _run(target, "--format", "json") == 0


def test_the_table_marks_what_stops_the_form(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(_file(tmp_path, "twice.xlsx", TWICE)) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "It does not convert."
    row = "survey 3 ! The name “a” is given in row 2 already, in the same group. [name_twice,"
    assert " ".join(lines[3].split()) == row


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.pdf", b"%PDF", "Upload the questionnaire as an XLSForm"),
        ("a.xlsx", b"", "The file is empty."),
        ("a.xls", b"<html></html>", "is a web page"),
        ("a.xml", b"<data/>", "a.xml: "),
        ("a.xml", b"nothing", "not well-formed"),
        ("a.csv", b"x" * (6 * 2**20), "at most 5 MB"),
    ],
)
def test_what_is_no_form_is_one_line_on_standard_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes, words: str
) -> None:
    assert _run(_file(tmp_path, name, content)) == 2
    told = capsys.readouterr()
    assert words in told.err
    assert (told.out, told.err.count("\n")) == ("", 1)


def test_files_that_cannot_be_read_or_written_are_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(tmp_path / "nowhere.xlsx") == 2
    assert "No such file" in capsys.readouterr().err
    path = _file(tmp_path, "twice.xlsx", TWICE)
    assert _run(path, "--repair", str(tmp_path / "none" / "out.xlsx")) == 2
    assert "No such file" in capsys.readouterr().err
    assert _run(path, "--repair", str(tmp_path / "out.csv")) == 2
    assert "written as .xlsx" in capsys.readouterr().err


def test_an_xform_is_read_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    xform = converter.answer(WHOLE, ".xlsx")["xform"].encode()
    assert _run(_file(tmp_path, "small.xml", xform)) == 0
    assert "It converts: 1 questions" in capsys.readouterr().out
    assert _run(_file(tmp_path, "small.xml", xform), "--repair", str(tmp_path / "o.xlsx")) == 2


def test_a_verb_that_is_not_there_is_refused() -> None:
    with pytest.raises(CommandError):
        call_command("forms", "enchant")


def test_it_starts_without_a_database(tmp_path: Path) -> None:
    path = _file(tmp_path, "twice.xlsx", TWICE)
    surroundings = {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none", "HOME": str(tmp_path)}
    surroundings |= {"HOMELANDS_HOME": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-m", "homelands", "forms", "check", str(path)],
        env={**os.environ, **surroundings},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("It does not convert.")


def _told(answer: dict[str, Any]) -> str:
    """The sentences of an answer; every answer has some, or a form."""
    if "refused" in answer:
        if answer["refused"] in REFUSALS:
            return refusal(NotAForm(answer["refused"], **answer["facts"]))
        return str(answer["refused"])
    return " ".join(sentence(Problem(**one)) for one in answer["problems"]) or answer["xform"]


@settings(max_examples=150, deadline=None)
@given(source=st.binary(max_size=300), kind=st.sampled_from(SPREADSHEETS))
def test_any_bytes_get_an_answer_in_words(source: bytes, kind: str) -> None:
    assert _told(converter.answer(source, kind))


@settings(max_examples=60, deadline=None)
@given(data=st.data(), kind=st.sampled_from(SPREADSHEETS))
def test_a_damaged_workbook_gets_an_answer_in_words(data: st.DataObject, kind: str) -> None:
    start = data.draw(st.integers(0, len(WHOLE) - 1))
    length = data.draw(st.integers(0, 200))
    noise = data.draw(st.binary(max_size=50))
    assert _told(converter.answer(WHOLE[:start] + noise + WHOLE[start + length :], kind))


@settings(max_examples=80, deadline=None)
@given(text=st.text(st.sampled_from("survey\n,|type name label\"'${}()<>=#é\0ا"), max_size=300))
def test_any_text_gets_an_answer_in_words(text: str) -> None:
    for kind in (".csv", ".md"):
        assert _told(converter.answer(b"survey\n,type,name,label\n" + text.encode(), kind))


@pytest.mark.parametrize("kind", [*SPREADSHEETS, *XFORMS])
@pytest.mark.parametrize(
    "source", [b"\0\xff\x00" * 40, b"PK\x03\x04" + b"\x01" * 99, b"<a>,,,,,\n"]
)
def test_the_command_never_ends_with_a_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str, source: bytes
) -> None:
    assert _run(_file(tmp_path, f"any{kind}", source)) in (1, 2)
    told = capsys.readouterr()
    assert told.out or told.err.count("\n") == 1
    assert "Traceback" not in told.out + told.err


def test_what_nobody_can_ask_stops_a_form_before_and_after_a_repair(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Publishing refuses what only SurveyCTO can work out; so does the report, at the row."""
    header = ("type", "name", "label", "calculation")
    rows = questions(
        ("text", "A b", "A", None),
        ("calculate", "c", None, "duration()"),
        ("calculate", "d", None, "item-at('-', 'a-b', 1)"),
        header=header,
    )
    path, target = _file(tmp_path, "dialect.xlsx", workbook(rows)), tmp_path / "mended.xlsx"
    assert _run(path, "--repair", str(target)) == 1
    out = capsys.readouterr().out
    assert "It still does not convert:" in out
    assert out.count("which only SurveyCTO knows") == 4
    assert _run(target) == 1
