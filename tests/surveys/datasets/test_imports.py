"""A survey that was held elsewhere comes in whole or not at all."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from homelands.surveys.questionnaires.models import Response, Study
from homelands.surveys.questionnaires.queries import responses as response_queries
from tests import make, make_surveys

pytestmark = pytest.mark.django_db

DATA = Path(__file__).parents[2] / "published/data"
COUPONS = ",".join(f"coupon_{k}" for k in range(1, 9))
SMALL = "id,by,degree,A\n1,seed,3,x\n2,1,NA,y\n3,1,0,NA\n"


def _load(file: Path, *options: str) -> None:
    call_command("import-responses", str(file), "--id", "id", *options)


def _file(folder: Path, text: str | bytes) -> Path:
    file = folder / "answers.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def _columns(name: str, outcome: str) -> Any:
    with make.as_(make.SYSTEM):
        return response_queries.sample(Study.objects.get(name=name), outcome)


def test_the_jazz_musicians_come_in() -> None:
    _load(
        DATA / "jazz.csv",
        *("--study", "Jazz", "--coupon", "own_coupon", "--coupons", COUPONS),
        *("--degree", "contacts", "--outcomes", "gender,union"),
        *("--population", "33003"),
    )
    columns = _columns("Jazz", "union")
    assert len(columns.ids) == 264
    assert columns.recruiters.count(None) == 13
    assert columns.degrees.count(None) == 21
    assert set(columns.outcome) <= {"1", "2", None}
    with make.as_(make.SYSTEM):
        study = Study.objects.get(name="Jazz")
        assert (study.design, study.population, study.source) == (
            "rds",
            "33003",
            "jazz.csv",
        )
        assert "" not in response_queries.variables(study)


def test_the_simulated_sample_comes_in() -> None:
    _load(
        DATA / "faux.csv",
        *("--study", "Faux", "--recruiter", "recruiter", "--degree", "contacts"),
    )
    columns = _columns("Faux", "X")
    rows = dict(zip(columns.ids, columns.recruiters, strict=True))
    assert (len(rows), rows["2"], rows["14"]) == (389, "36", None)
    assert set(columns.outcome) == {"red", "blue"}


def test_a_file_comes_in_once_and_is_replaced_only_when_asked(tmp_path: Path) -> None:
    file = _file(tmp_path, SMALL)
    options = ("--study", "Small", "--recruiter", "by", "--degree", "degree")
    _load(file, *options)
    with pytest.raises(CommandError, match="has 3 responses already. Use --replace") as error:
        _load(file, *options)
    assert error.value.returncode == 2
    _load(_file(tmp_path, SMALL + "4,3,2,z\n"), *options, "--replace")
    columns = _columns("Small", "A")
    assert columns.ids == ["1", "2", "3", "4"]
    assert columns.recruiters == [None, "1", "1", "3"]
    assert columns.degrees == [3.0, None, 0.0, 2.0]
    assert columns.outcome == ["x", "y", None, "z"]


def test_answers_given_here_are_never_replaced(tmp_path: Path) -> None:
    study = make_surveys.asked()
    make_surveys.sent(study)
    with pytest.raises(CommandError, match="its answers are not replaced"):
        _load(_file(tmp_path, SMALL), "--study", study.name, "--recruiter", "by", "--replace")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "empty"),
        ("id,by,degree,A\n", "no rows below its header"),
        ("id,by,degree\n1,seed,3\n", "has no column A. Its columns are: id, by, degree"),
        ("id,by,degree,A\n1,seed,3\n", "Row 2 has 3 cells, but the header has 4"),
        ("id,by,degree,A\n1,seed,many,x\n", "Row 2 has “many” in the column degree"),
        ("id,by,degree,A\n1,seed,-1,x\n", "Row 2 has “-1” in the column degree"),
        ("id,by,degree,A\n,seed,3,x\n", "Row 2 has nothing in the column id"),
        ("id,by,degree,A\n1,seed,3,x\n1,seed,3,x\n", "1 id occurs more than once: “1”"),
        ("id,by,degree,A\n1,9,3,x\n", "recruiter who is not in the sample: “1”"),
        ("id,by,degree,A\n1,2,3,x\n2,1,3,x\n", "runs in a circle"),
        ("id,id,by,degree,A\n1,1,seed,3,x\n", "more than once: id"),
        ("id,by,degree,A\n1,seed,3,NA\n", "hold no value in any row: A"),
        ('id,by,degree,A\n1,seed,3,"x\n', "is no CSV"),
        (b"id,by,degree,A\n1,seed,3," + bytes(range(128, 256)) + b"\n", "not text in UTF-8"),
        ("id,by,degree,A\n\n\n1,seed,many,x\n", "Row 4 has “many” in the column degree"),
    ],
)
def test_a_bad_file_is_one_clear_sentence(tmp_path: Path, text: str | bytes, sentence: str) -> None:
    options = ("--study", "S", "--recruiter", "by", "--degree", "degree", "--outcomes", "A")
    with pytest.raises(CommandError) as error:
        _load(_file(tmp_path, text), *options)
    assert error.value.returncode == 2
    assert sentence in str(error.value)
    with make.as_(make.SYSTEM):
        assert (Study.objects.count(), Response.objects.count()) == (0, 0)


def test_a_file_that_is_not_there_is_one_clear_sentence(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No such file") as error:
        _load(tmp_path / "nowhere.csv", "--study", "S")
    assert error.value.returncode == 2
