"""`homelands estimate size`: what it prints, and one clear sentence for a file it cannot use."""

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from homelands.command.calculations.estimate import size

THREE = """register,survey,clinic,people
1,0,0,40
0,1,0,50
1,1,0,9
0,0,1,60
1,0,1,8
0,1,1,12
1,1,1,3
"""


def estimate(folder: Path, text: str, *more: str) -> int:
    file = folder / "lists.csv"
    file.write_text(text, encoding="utf-8")
    parser = argparse.ArgumentParser()
    size.add_arguments(parser)
    return size.run(parser.parse_args([str(file), *more]))


def as_json(folder: Path, capsys: pytest.CaptureFixture[str], text: str, *more: str) -> Any:
    assert estimate(folder, text, "--format", "json", *more) == 0
    return json.loads(capsys.readouterr().out)


def test_six_lists_are_searched_and_say_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rng = np.random.default_rng(3)
    on = (rng.random((600, 6)) < 0.3).astype(int)
    rows = "\n".join(",".join(map(str, row)) for row in on.tolist() if any(row))
    found = as_json(tmp_path, capsys, f"a,b,c,d,e,f\n{rows}\n")
    told = found["searched"]
    assert told["complete"]
    assert told["average"]["low"] < told["average"]["estimate"] < told["average"]["high"]
    assert found["spread"][0] <= found["spread_existing"][0]
    assert {"models-searched", "models-averaged"} <= {one["code"] for one in found["cautions"]}
    assert estimate(tmp_path, f"a,b,c,d,e,f\n{rows}\n") == 0
    text = capsys.readouterr().out
    assert f"Spread over {told['fitted']:,} models" in text
    assert "Models found, by BIC:" in text


def test_three_lists(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = as_json(tmp_path, capsys, THREE, "--frequency", "people")
    assert found["lists"] == ["register", "survey", "clinic"]
    assert (found["n"], len(found["models"]), len(found["pairs"])) == (182, 8, 3)
    richest = next(model for model in found["models"] if model["name"] == "[12,13,23]")
    assert richest["estimate"] == pytest.approx(182 + 40 * 50 * 60 * 3 / (9 * 8 * 12), rel=1e-6)
    assert richest["low"] < richest["estimate"] < richest["high"]
    values = [model["estimate"] for model in found["models"]]
    assert found["spread"] == [min(values), max(values)]
    assert "interaction of all the lists" in found["assumptions"][0]


def test_two_lists_give_chapman_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "register,survey\n" + "1,1\n" * 9 + "1,0\n" * 11 + "0,1\n" * 15
    found = as_json(tmp_path, capsys, text)
    assert (found["spread"], found["models"], found["heterogeneity"]) == (None, [], [])
    assert found["pairs"][0]["estimate"] == pytest.approx(21 * 25 / 10 - 1)
    assert "independent" in found["assumptions"][0]


def test_the_table_says_the_assumptions_and_the_spread_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert estimate(tmp_path, THREE, "--frequency", "people") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "182 people on 3 lists: 1 = register, 2 = survey, 3 = clinic"
    starts = (
        "What must hold",
        "Spread over 8 models",
        "All models",
        "Models in which",
        "Chapman's",
    )
    order = [next(i for i, line in enumerate(lines) if line.startswith(s)) for s in starts]
    assert order == sorted(order)


def test_the_notes_say_why_there_is_no_estimate(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = THREE.replace("1,1,0,9", "1,1,0,0")
    assert estimate(tmp_path, text, "--frequency", "people") == 0
    printed = capsys.readouterr().out
    assert "no estimate exists: with nobody on exactly (register and survey)" in printed
    assert "[size-estimate-missing]" in printed


@pytest.mark.parametrize(
    ("text", "more", "sentence"),
    [
        (THREE, (), "line 2, column 'people': '40' is neither 0 nor 1.*--frequency"),
        (THREE, ("--frequency", "count"), "no column 'count'"),
        (THREE.replace("40", "4.5"), ("--frequency", "people"), "'4.5' is no number of people"),
        (THREE.replace("40", "many"), ("--frequency", "people"), "'many' is no number of people"),
        (THREE.replace("40", "1e30"), ("--frequency", "people"), "'1e30' is no number of people"),
        ("a,b\n1,\n1,1\n", (), "line 2, column 'b': '' is neither 0 nor 1"),
        ("a\n1\n", (), "give at least two lists that overlap"),
        ("a,n\n1,3\n", ("--frequency", "n"), "give at least two lists that overlap"),
        ("a,b\n1,0\n", (), "Nobody is on the list b"),
        ("a,b\n1,1\n0,0\n", (), "Row 2 counts people who are on no list"),
        ("a,b,c,d,e,f,g,h,i,j,k\n1,1,1,1,1,1,1,1,1,1,1\n", (), "merge lists of one kind"),
    ],
)
def test_bad_files(tmp_path: Path, text: str, more: tuple[str, ...], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        estimate(tmp_path, text, *more)
