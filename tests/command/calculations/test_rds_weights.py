"""Weights and replicate weights that leave for other software and come back to the same digits."""

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from homelands.command.calculations.commands import calculate

SAMPLE = Path("tests/science/rds/cases/seeds_of_one_group.csv").resolve()
COLUMNS = ["--id", "id", "--recruiter", "recruiter", "--degree", "degree", "--outcome", "y"]


def estimated(capsys: Any, *more: str) -> dict[str, Any]:
    words = ["estimate", "rds", str(SAMPLE), *COLUMNS, "--replicates", "200", *more]
    assert calculate([*words, "--format", "json"]) == 0
    return dict(json.loads(capsys.readouterr().out))


def read(path: Path) -> tuple[list[dict[str, str]], np.ndarray]:
    with path.open(newline="") as file:
        rows = list(csv.DictReader(file))
    names = [name for name in rows[0] if name == "weight" or name.startswith("rep_")]
    return rows, np.array([[float(row[name]) for name in names] for row in rows])


@pytest.mark.parametrize(
    "choices", [(), ("--population", "5000"), ("--population", "5000", "--interval", "salganik")]
)
def test_the_file_gives_the_pages_digits_as_svrepdesign_computes(
    choices: tuple[str, ...], tmp_path: Path, capsys: Any
) -> None:
    """Scale 1 / (B - 1), combined weights, mse FALSE: squares about the mean of the replicates."""
    out = tmp_path / "weights.csv"
    said = estimated(capsys, *choices, "--weights", str(out))
    rows, weight = read(out)
    assert weight.shape == (300, 201)
    for one in said["estimates"]:
        y = np.array([row["outcome"] == one["category"] for row in rows], dtype=float)
        theta = y @ weight / weight.sum(axis=0)
        assert theta[0] == pytest.approx(one["estimate"], rel=1e-12)
        se = np.sqrt(((theta[1:] - theta[1:].mean()) ** 2).sum() / (200 - 1))
        assert se == pytest.approx(one["se"], rel=1e-6)


def test_the_file_is_the_sample_of_the_package_rds(tmp_path: Path, capsys: Any) -> None:
    out = tmp_path / "weights.csv"
    said = estimated(capsys, "--weights", str(out), "--population", "5000")
    rows, _weight = read(out)
    first = ["id", "recruiter.id", "network.size", "outcome", "weight"]
    assert list(rows[0])[:5] == first
    assert sum(row["recruiter.id"] == "seed" for row in rows) == said["seeds"]
    ids = {row["id"] for row in rows}
    assert {row["recruiter.id"] for row in rows} <= {*ids, "seed"}
    notes = (tmp_path / "weights.txt").read_text()
    assert said["written"] == [str(out), str(tmp_path / "weights.txt")]
    for line in (
        'svrepdesign(data = d, weights = ~weight, repweights = "^rep_"',
        'type = "other", scale = 1 / 199, rscales = rep(1, 200)',
        "svyset [pweight = weight], bsrweight(rep_1-rep_200) vce(bootstrap)",
        'as.rds.data.frame(d, id = "id", recruiter.id = "recruiter.id"',
        "population.size = 5000",
        "np.nanstd(share[1:], ddof=1)",
    ):
        assert line in notes


def test_who_gave_no_answer_weighs_nothing(tmp_path: Path, capsys: Any) -> None:
    out = tmp_path / "weights.csv"
    estimated(capsys, "--weights", str(out), "--missing", "g1")
    rows, weight = read(out)
    silent = np.array([row["outcome"] == "" for row in rows])
    assert silent.sum() == 169
    assert not weight[silent].any()
    assert (weight[~silent, 0] > 0).all()


def test_rds1_has_no_weights_and_says_so(tmp_path: Path, capsys: Any) -> None:
    words = ["estimate", "rds", str(SAMPLE), *COLUMNS, "--estimator", "rds1"]
    assert calculate([*words, "--weights", str(tmp_path / "w.csv")]) == 2
    assert "use rds2 or ss" in capsys.readouterr().err
    assert not (tmp_path / "w.csv").exists()


def test_an_answer_that_nobody_gave_has_an_upper_bound(capsys: Any) -> None:
    said = estimated(capsys, "--also", "g0,g9")
    (one,) = said["unseen"]
    assert (one["category"], one["estimate"], one["low"]) == ("g9", 0, 0)
    assert one["high"] == pytest.approx(1 - 0.025 ** (1 / one["effective_n"]))
    assert one["effective_n"] <= min(each["effective_n"] for each in said["estimates"])


def test_the_command_tells_what_was_checked(capsys: Any) -> None:
    said = estimated(capsys, "--population", "5000")
    assert said["design_class"] == "C"
    assert "seeds-one-group" in said["checks_failed"]
    seen = said["diagnostics"]
    assert 0 < seen["second_eigenvalue"] < 0.8
    assert seen["convergence"]["by"] == "waves"
    assert sum(chain["people"] for chain in seen["chains"]) == said["n"] == 300
    assert seen["convergence"]["shares"]["g0"][-1] == pytest.approx(
        said["estimates"][0]["estimate"]
    )
