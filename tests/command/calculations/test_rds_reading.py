"""`homelands estimate rds`: what its file may look like, and what is said of one that is wrong."""

import json
from pathlib import Path
from typing import Any

import pytest

from homelands.command.calculations.commands import calculate

HEAD = "id,recruiter,degree,y\n"
SAMPLE = HEAD + "1,,10,a\n2,1,5,b\n3,1,6,a\n4,2,8,b\n"
COUNTRIES = HEAD + "1,,10,NA\n2,1,5,ZA\n3,1,6,NA\n4,2,8,BW\n5,2,4,NA\n6,3,9,ZA\n7,3,7,BW\n"


def estimate(folder: Path, sample: str | bytes, *more: str) -> int:
    file = folder / "sample.csv"
    file.write_bytes(sample if isinstance(sample, bytes) else sample.encode())
    columns = ["--id", "id", "--recruiter", "recruiter", "--degree", "degree", "--outcome", "y"]
    words = ["estimate", "rds", str(file), *columns, "--replicates", "20", "--format", "json"]
    return calculate([*words, *more])


def report(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def counts(found: Any) -> dict[str, int]:
    return {one["category"]: one["n"] for one in found["estimates"]}


def doubts(found: Any) -> set[str]:
    return {one["code"] for one in found["cautions"]}


@pytest.mark.parametrize(
    ("more", "expected", "said"),
    [
        ((), {"BW": 2, "NA": 3, "ZA": 2}, True),
        (("--not-missing", "NA"), {"BW": 2, "NA": 3, "ZA": 2}, False),
        (("--missing", "NA"), {"BW": 2, "ZA": 2}, False),
        (("--missing", "BW"), {"NA": 3, "ZA": 2}, True),
    ],
)
def test_namibia_is_a_country(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    more: tuple[str, ...],
    expected: dict[str, int],
    said: bool,
) -> None:
    assert estimate(tmp_path, COUNTRIES, *more) == 0
    found = report(capsys)
    assert (counts(found), "answer-na-country" in doubts(found)) == (expected, said)


def test_na_is_no_answer_among_other_answers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert estimate(tmp_path, SAMPLE + "5,3,2,NA\n") == 0
    found = report(capsys)
    assert (counts(found), "answer-na-country" in doubts(found)) == ({"a": 2, "b": 2}, False)
    assert estimate(tmp_path, SAMPLE + "5,3,2,NA\n", "--not-missing", "NA") == 0
    assert counts(report(capsys)) == {"NA": 1, "a": 2, "b": 2}


def test_a_line_separator_inside_of_a_cell_is_no_end_of_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert estimate(tmp_path, SAMPLE.replace(",a\n", ",first\u2028second\n")) == 0
    assert counts(report(capsys)) == {"b": 2, "first\u2028second": 2}


def test_an_export_of_excel_in_windows_1252(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = SAMPLE.replace(",a\n", ",Orléans\n").replace(",", ";")
    assert estimate(tmp_path, text.encode("cp1252")) == 0
    assert counts(report(capsys)) == {"Orléans": 2, "b": 2}


@pytest.mark.parametrize(
    ("sample", "words"),
    [
        (HEAD + '1,,10,"a\n2,1,5,b\n', "sample.csv: The file is no CSV: line 2 cannot be read."),
        (HEAD + "1,,10,a\n\n\n\n2,1,bad,b\n", "line 6, column 'degree': 'bad' is no number of"),
        (HEAD + "1,,10,a\n2,1,-3,b\n", "line 3, column 'degree': '-3' is no number of contacts"),
        (HEAD + "1,,10,a\n2,1,inf,b\n", "line 3, column 'degree': 'inf' is no number of contacts"),
        (HEAD + "1,,10,a\n\n,1,5,b\n", "line 4, column 'id': the id is empty"),
        (HEAD + "1,,10,a\n\n2,1,5\n", "Row 4 has 3 cells, but the header has 4."),
        (HEAD, "The file has no rows below its header."),
        ("", "The file is empty."),
        (b"PK\x03\x04", "The file is broken"),
    ],
)
def test_a_bad_file_is_one_sentence_and_exit_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], sample: str | bytes, words: str
) -> None:
    assert estimate(tmp_path, sample) == 2
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
    assert words in said.err


def test_zero_contacts_and_parts_of_one_are_read_and_none_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert estimate(tmp_path, HEAD + "1,,0,a\n2,1,7.5,b\n3,1,,a\n4,2,NA,b\n") == 0
    found = report(capsys)
    assert found["n"] == 4
    (missing,) = [one for one in found["cautions"] if one["code"] == "degree-missing"]
    assert missing["message"].startswith("3 of 4 respondents gave no number of contacts")
