"""Destinations taken together by their stocks, and weights from a reference sample."""

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from homelands.command.calculations.commands import calculate


def told(capsys: Any, *words: str) -> dict[str, Any]:
    capsys.readouterr()
    assert calculate(["estimate", *words, "--format", "json"]) == 0, capsys.readouterr().err
    return dict(json.loads(capsys.readouterr().out))


def refused(capsys: Any, *words: str) -> str:
    capsys.readouterr()
    assert calculate(["estimate", *words]) == 2
    return str(capsys.readouterr().err)


HEAD = "destination,category,estimate,se,n,stock,stock_se"
ROWS = [
    "DEU,yes,0.2,0.03,300,30000,6000",
    "ITA,yes,0.6,0.04,200,10000,2000",
    "DEU,no,0.8,0.03,300,30000,6000",
    "ITA,no,0.4,0.04,200,10000,2000",
]


def destinations(folder: Path, rows: list[str]) -> str:
    file = folder / "destinations.csv"
    file.write_text("\n".join([HEAD, *rows]) + "\n")
    return str(file)


def test_each_destination_counts_by_its_stock(tmp_path: Path, capsys: Any) -> None:
    file = destinations(tmp_path, ROWS)
    said = told(capsys, "pooled", file, "--category", "category", "--stock-se", "stock_se")
    yes, no = said["estimates"]
    value = 0.75 * 0.2 + 0.25 * 0.6
    moved = [(0.2 - value) / 40_000 * 6000, (0.6 - value) / 40_000 * 2000]
    assert yes["estimate"] == pytest.approx(value)
    assert yes["se_of_stocks"] == pytest.approx(np.hypot(*moved))
    sampling = np.hypot(0.75 * 0.03, 0.25 * 0.04)
    assert yes["se"] == pytest.approx(np.hypot(sampling, np.hypot(*moved)))
    assert (yes["n"], yes["estimate"] + no["estimate"]) == (500, pytest.approx(1))
    exact = told(capsys, "pooled", file, "--category", "category")["estimates"][0]
    assert (exact["se"], exact["se_of_stocks"]) == (pytest.approx(sampling), 0)


def test_what_cannot_be_pooled_is_said_with_its_row(tmp_path: Path, capsys: Any) -> None:
    words = ["--category", "category"]
    cases = [
        ([*ROWS, ROWS[0]], "line 6, column 'destination': 'DEU' stands there twice"),
        (ROWS[:3], "no row for 'no' in 'ITA'"),
        (
            [ROWS[0], "ITA,yes,1.6,0.04,200,10000,0"],
            "column 'estimate': 1.6 is not a share",
        ),
        ([ROWS[0], "ITA,yes,0.6,0.04,200,0,0"], "column 'stock': 0 is not a number above"),
        ([ROWS[0], "ITA,yes,0.6,,200,10000,0"], "line 3, column 'se': the number is missing"),
        ([ROWS[0]], "Two destinations or more"),
    ]
    for rows, sentence in cases:
        assert sentence in refused(capsys, "pooled", destinations(tmp_path, rows), *words)


def write(path: Path, names: list[str], rows: list[list[Any]]) -> str:
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([names, *rows])
    return str(path)


def test_one_question_gives_people_by_respondents(tmp_path: Path, capsys: Any) -> None:
    """With categories only, a category's weight is its population over its respondents."""
    ours = write(tmp_path / "ours.csv", ["id", "sex"], [[1, "w"], [2, "w"], [3, "w"], [4, "m"]])
    theirs = write(tmp_path / "theirs.csv", ["sex", "w"], [["w", 60], ["m", 10], ["m", 30]])
    out = tmp_path / "out.csv"
    words = [ours, "--reference", theirs, "--reference-weight", "w", "--on", "sex"]
    said = told(capsys, "propensity", *words, "--out", str(out))
    with out.open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [float(row["weight"]) for row in rows] == pytest.approx([20, 20, 20, 40], rel=1e-8)
    assert (said["design_class"], said["compared_with"]) == ("D", {"sex": "m"})
    assert said["sum_of_weights"] == pytest.approx(100)
    codes = {one["code"] for one in said["cautions"]}
    assert {"propensity-ignorable", "no-sampling-interval"} <= codes
    assert "low" not in said


def test_an_unknown_characteristic_is_refused_with_its_row(tmp_path: Path, capsys: Any) -> None:
    ours = write(tmp_path / "ours.csv", ["id", "age"], [[1, 30], [2, ""], [3, 40]])
    theirs = write(tmp_path / "theirs.csv", ["age", "w"], [[20, 60], [50, 10], [35, 30]])
    out = tmp_path / "out.csv"
    words = [ours, "--reference", theirs, "--on", "age", "--out", str(out), "--reference-weight"]
    assert "ours.csv, line 3, column 'age': it is missing" in refused(
        capsys, "propensity", *words, "w"
    )
    write(tmp_path / "ours.csv", ["id", "age"], [[1, 30], [2, 45], [3, 40]])
    assert "has no column 'weight'" in refused(capsys, "propensity", *words, "weight")
    assert not out.exists()
