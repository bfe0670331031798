"""Means, medians, multipliers and scale-up from the command line."""

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from homelands.command.calculations.commands import calculate

SAMPLE = Path("tests/science/rds/cases/seeds_of_one_group.csv").resolve()
COLUMNS = ["--id", "id", "--recruiter", "recruiter", "--degree", "degree"]
SCOPE = ["--population", "nurses", "--service", "register", "--place", "Hamburg"]
PERIOD = ["--first", "2026-01-01", "--last", "2026-06-30"]


def told(capsys: Any, *words: str) -> dict[str, Any]:
    assert calculate(["estimate", *words, "--format", "json"]) == 0
    return dict(json.loads(capsys.readouterr().out))


def test_means_and_medians_of_everybody_and_of_domains(capsys: Any) -> None:
    said = told(
        capsys, "means", str(SAMPLE), *COLUMNS, "--outcome", "degree", "--by", "y",
        "--replicates", "100",
    )  # fmt: skip
    with SAMPLE.open(newline="") as file:
        rows = list(csv.DictReader(file))
    degree = np.array([float(row["degree"]) for row in rows])
    figure = {(one["domain"], one["statistic"]): one for one in said["estimates"]}
    assert set(figure) == {(d, s) for d in ("", "g0", "g1") for s in ("mean", "median")}
    for domain in ("", "g0", "g1"):
        mine = np.array([domain in ("", row["y"]) for row in rows])
        mean = mine.sum() / (1 / degree[mine]).sum()  # weights 1 / degree: the harmonic mean
        assert figure[domain, "mean"]["estimate"] == pytest.approx(mean)
        assert figure[domain, "mean"]["n"] == mine.sum()
        ordered = np.sort(degree[mine])
        upto = np.cumsum(1 / ordered) / (1 / ordered).sum()
        assert figure[domain, "median"]["estimate"] == ordered[np.argmax(upto >= 0.5)]
        assert figure[domain, "mean"]["low"] < mean < figure[domain, "mean"]["high"]
    assert "variable-missing" not in {one["code"] for one in said["cautions"]}


def test_a_multiplier_divides_the_count_by_the_share(capsys: Any) -> None:
    figures = ["--count", "1200", "--share", "0.24", "--se", "0.03", "--n", "300"]
    said = told(capsys, "multiplier", *figures, *SCOPE, *PERIOD)
    assert said["estimate"] == pytest.approx(5000)
    assert said["se"] == pytest.approx(5000 * 0.03 / 0.24)
    assert said["low"] == pytest.approx(5000 * np.exp(-1.959964 * 0.125))


def test_a_multiplier_of_two_places_is_refused(capsys: Any) -> None:
    figures = ["--count", "1200", "--share", "0.24", "--se", "0.03", "--n", "300"]
    words = ["estimate", "multiplier", *figures, *SCOPE, *PERIOD, "--survey-place", "Bremen"]
    assert calculate(words) == 2
    assert "differ in their place: Hamburg and Bremen" in capsys.readouterr().err
    assert (
        calculate(["estimate", "multiplier", *figures, *SCOPE, "--first", "x", "--last", "y"]) == 2
    )
    assert "'x' is no day" in capsys.readouterr().err


def test_scale_up_is_killworths_ratio(tmp_path: Path, capsys: Any) -> None:
    ties = tmp_path / "ties.csv"
    ties.write_text("h,a,b\n1,4,6\n0,2,3\n2,5,9\n1,3,4\n")
    known = ["--hidden", "h", "--known", "a=1000,b=2000", "--population", "100000"]
    said = told(capsys, "scale-up", str(ties), *known)
    assert said["estimate"] == pytest.approx(4 * 3000 / 36)
    assert set(said["known_groups_back"]) == {"a", "b"}
    assert (
        calculate(["estimate", "scale-up", str(ties), *known[:2], "--known", "a", *known[4:]]) == 2
    )
    assert "A=1000,B=2500" in capsys.readouterr().err
