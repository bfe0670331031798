"""Rounds of repeated groups, as respondents answered them, stand in every data file."""

import csv
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from homelands.forms.datafiles.exporting import Options
from homelands.foundation import codes
from homelands.foundation.actors import Actor
from homelands.surveys.datasets.queries import exports
from homelands.surveys.datasets.queries.exports import Wanted
from homelands.surveys.questionnaires.actions import responses
from homelands.surveys.questionnaires.actions.responses import Opening, Step
from homelands.surveys.questionnaires.models import Study
from tests import make, make_surveys
from tests.make_collection import published

pytestmark = pytest.mark.django_db

HOMES = b"""| survey |
| | type | name | label | repeat_count |
| | begin_repeat | home | Home | |
| | text | town | Which town? | |
| | integer | n | How many live there? | |
| | begin_repeat | one | Person | ${n} |
| | integer | age | How old? | |
| | end_repeat | | | |
| | end_repeat | | | |
| settings |
| | form_title | form_id | version |
| | Homes | homes | 1 |
"""


def answer(study: Study, **given: str) -> None:
    """One respondent answers, by the path below the root."""
    by = Actor.answering(codes.digest(codes.new()))
    response = responses.start(study, opening=Opening("en", "GBR"), at=make.NOW, by=by)
    paths = {f"/data/{path}": text for path, text in given.items()}
    response = responses.save(response, step=Step(paths, "", "en"), at=make.NOW, by=by)
    responses.complete(response, at=make.NOW, by=by)


@pytest.fixture
def study() -> Study:
    made = make_surveys.study()
    published(made, HOMES, "homes", "1")
    answer(made, **{"home[1]/town": "Keta", "home[1]/n": "1", "home[1]/one[1]/age": "31"})
    answer(
        made,
        **{
            "home[1]/town": "Axim",
            "home[1]/n": "0",
            "home[2]/town": "Accra",
            "home[2]/n": "2",
            "home[2]/one[1]/age": "41",
            "home[2]/one[2]/age": "42",
        },
    )
    return made


def written(study: Study, format_: str, folder: Path) -> Path:
    target = folder / f"all.{format_}"
    with make.as_(make.SYSTEM):
        exports.write(study, Wanted(format_, "en", "key", Options(text=True)), target)
    return target


def test_each_round_has_columns_of_its_own(study: Study, tmp_path: Path) -> None:
    with written(study, "csv", tmp_path).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    answered = [name for name in rows[0] if name.startswith("home")]
    assert answered == [
        *("home[1]/town", "home[2]/town", "home[1]/n", "home[2]/n"),
        *("home[1]/one[1]/age", "home[2]/one[1]/age", "home[2]/one[2]/age"),
    ]
    assert sorted([row[name] for name in answered] for row in rows) == [
        ["Axim", "Accra", "0", "2", "", "41", "42"],
        ["Keta", "", "1", "", "31", "", ""],
    ]


def test_each_repeated_group_is_a_sheet_of_its_own(study: Study, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written(study, "xlsx", tmp_path), read_only=True)

    def lines(name: str) -> list[list[Any]]:
        return sorted(
            [str(cell) for cell in line[1:]]
            for line in list(book[name].iter_rows(values_only=True))[1:]
        )

    assert lines("home") == [["1", "Axim", "0"], ["1", "Keta", "1"], ["2", "Accra", "2"]]
    assert lines("one") == [["1.1", "31"], ["2.1", "41"], ["2.2", "42"]]
