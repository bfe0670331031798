"""Destinations with the mode held fixed, from the command line."""

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from homelands.command.calculations.commands import calculate


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    rng = np.random.default_rng(5)
    n = 900
    place = np.array(["DEU", "ITA", "GBR"])[np.arange(n) % 3]
    web = rng.random(n) < np.where(place == "DEU", 0.8, 0.4)
    y = np.where(rng.random(n) < 0.3 + 0.2 * web, "yes", "no")
    path = tmp_path / "people.csv"
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["country", "mode", "member", "age", "w", "area"])
        for k in range(n):
            writer.writerow([place[k], "web" if web[k] else "field", y[k], 20 + k % 40, 2, k // 30])
    return path


def told(capsys: Any, *words: str) -> dict[str, Any]:
    capsys.readouterr()
    assert calculate(["estimate", "modes", *words, "--format", "json"]) == 0, (
        capsys.readouterr().err
    )
    return dict(json.loads(capsys.readouterr().out))


def refused(capsys: Any, *words: str) -> str:
    capsys.readouterr()
    assert calculate(["estimate", "modes", *words]) == 2
    return str(capsys.readouterr().err)


def test_each_pair_with_and_without_and_all_together(sample: Path, capsys: Any) -> None:
    words = [str(sample), "--by", "country", "--mode", "mode", "--weight", "w", "--cluster", "area"]
    found = told(capsys, *words, "--share", "member", "--stocks", "DEU=300,ITA=200,GBR=100")
    pairs = {(one["first"], one["second"]) for one in found["contrasts"]}
    assert pairs == {("DEU", "GBR"), ("DEU", "ITA"), ("GBR", "ITA")}
    for one in found["contrasts"]:
        assert one["moved"]["value"] == pytest.approx(
            one["plain"]["value"] - one["mode_held"]["value"]
        )
        assert one["mode_held"]["low"] < one["mode_held"]["value"] < one["mode_held"]["high"]
    yes = next(one for one in found["pooled"] if one["statistic"] == "yes")
    assert yes["as_if"]["field"]["value"] < yes["plain"]["value"] < yes["as_if"]["web"]["value"]
    assert {one["code"] for one in found["cautions"]} == {"mode-chosen"}
    assert calculate(["estimate", "modes", *words, "--mean", "age", "--between", "ITA,DEU"]) == 0
    assert "ITA less DEU" in capsys.readouterr().out


def test_bad_input_is_one_sentence(sample: Path, capsys: Any) -> None:
    words = [str(sample), "--by", "country", "--mode", "mode", "--weight", "w", "--share", "member"]
    assert "names two of column 'country'" in refused(capsys, *words, "--between", "DEU,FRA")
    assert "look at 'ITA'" in refused(capsys, *words, "--stocks", "DEU=3,GBR=4")
    assert "look at 'FRA'" in refused(capsys, *words, "--stocks", "DEU=3,GBR=4,ITA=1,FRA=2")
    assert "no column 'how'" in refused(capsys, *words[:4], "how", *words[5:])
    assert "share no mode" in refused(capsys, *words[:4], "country", *words[5:])
