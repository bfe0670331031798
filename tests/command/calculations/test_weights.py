"""`homelands estimate weights`: what is written and printed, and what is refused."""

import argparse
import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from homelands.command.calculations.columns import BadInput
from homelands.command.calculations.estimate import weights

SAMPLE = "id,sex,age,d\n" + "".join(
    f"{sex}{age}{k},{sex},{age},{1 + k % 3}\n" for sex in "wm" for age in "yo" for k in range(10)
)
MARGINS = "variable,category,total\nsex,w,24\nsex,m,16\nage,y,22\nage,o,18\n"


def run(folder: Path, *more: str, sample: str = SAMPLE, margins: str = MARGINS) -> Path:
    """Run the command on two files; return the third."""
    (folder / "sample.csv").write_text(sample, encoding="utf-8")
    (folder / "margins.csv").write_text(margins, encoding="utf-8")
    parser = argparse.ArgumentParser()
    weights.add_arguments(parser)
    out = folder / "out.csv"
    files = [str(folder / "sample.csv"), "--margins", str(folder / "margins.csv")]
    assert weights.run(parser.parse_args([*files, "--out", str(out), *more])) == 0
    return out


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def printed(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_the_sample_comes_back_with_its_weights(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = rows(run(tmp_path, "--format", "json"))
    assert list(found[0]) == ["id", "sex", "age", "d", "weight"]
    assert [found[k]["id"] for k in (0, 10, 20, 30)] == ["wy0", "wo0", "my0", "mo0"]
    by_hand = [1.32, 1.08, 0.88, 0.72]
    assert [float(found[k]["weight"]) for k in (0, 10, 20, 30)] == pytest.approx(by_hand)
    told = printed(capsys)
    assert [told["n"], told["method"], told["grand_total"]] == [40, "raking", 40]
    assert told["margins"][0] == {
        "variable": "sex",
        "category": "w",
        "n": 20,
        "before": 20,
        "after": pytest.approx(24),
        "target": 24,
    }
    assert told["g_weights"] == pytest.approx({"min": 0.72, "max": 1.32})
    squares = sum(10 * w * w for w in by_hand)
    assert told["design_effect"] == pytest.approx(40 * squares / 40**2)
    assert told["kish_n"] == pytest.approx(1600 / squares)
    assert told["max_over_median"] == pytest.approx(1.32 / 0.98)
    assert told["cautions"] == []


@pytest.mark.parametrize("method", [["rake"], ["linear"], ["logit"], ["logit", "--bounds", "0,9"]])
def test_every_method_meets_the_margins(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], method: list[str]
) -> None:
    found = rows(run(tmp_path, "--weight", "d", "--format", "json", "--method", *method))
    totals = {
        (name, value): sum(float(row["weight"]) for row in found if row[name] == value)
        for name, value in (("sex", "w"), ("sex", "m"), ("age", "y"), ("age", "o"))
    }
    assert list(totals.values()) == pytest.approx([24, 16, 22, 18], rel=1e-8)
    assert printed(capsys)["largest_miss"] < 1e-8


def test_the_table_is_for_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(tmp_path)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "40 respondents, raking"
    assert lines[2].split() == ["variable", "category", "n", "before", "after", "target"]
    assert lines[3].split() == ["sex", "w", "20", "20.00", "24.00", "24.00"]
    assert lines[8] == "g-weights         0.7200 to 1.3200"
    assert len({len(line) for line in lines[2:7]}) == 1


def test_cautions_are_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    margins = "variable,category,total\nsex,w,2\nsex,m,38\n"
    sample = "sex\n" + "w\n" * 100 + "m\n" * 2
    run(tmp_path, sample=sample, margins=margins)
    out = capsys.readouterr().out
    assert "- The largest weight is 950 times the median" in out
    assert "[kish-n]" in out


def test_trimming_holds_cap_and_margins(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sample = SAMPLE.replace("wy0,w,y,1", "wy0,w,y,50")
    found = rows(run(tmp_path, "--weight", "d", "--trim", "4", "--format", "json", sample=sample))
    told = printed(capsys)
    assert told["trimmed"]["cut"] == 1
    assert max(float(row["weight"]) for row in found) <= told["trimmed"]["cap"] * (1 + 1e-6)
    assert told["largest_miss"] < 1e-8
    assert told["max_over_median"] == told["trimmed"]["max_over_median_after"]


def test_an_older_column_of_that_name_is_kept_under_another(tmp_path: Path) -> None:
    found = rows(run(tmp_path, "--weight", "weight", sample=SAMPLE.replace("age,d", "age,weight")))
    assert list(found[0]) == ["id", "sex", "age", "base_weight", "weight"]
    assert [row["base_weight"] for row in found[:3]] == ["1", "2", "3"]


def test_namibia_is_a_country(tmp_path: Path) -> None:
    sample = "country\nNA\nNA\nZA\n"
    found = rows(
        run(
            tmp_path, sample=sample, margins="variable,category,total\ncountry,NA,8\ncountry,ZA,2\n"
        )
    )
    assert [float(row["weight"]) for row in found] == [4, 4, 2]


@pytest.mark.parametrize(
    ("more", "change", "words"),
    [
        ([], ("sex,m,16", "sex,m,15"), "'sex' sum to 39 and those of 'age' to 40"),
        ([], ("sex,m,16", "sex,m,"), "margins.csv, line 3, column 'total': the total is missing"),
        ([], ("sex,m,16", "sex,m,many"), "'many' is not a number"),
        ([], ("age,o,18", "age,o,17\nage,x,1"), "'age' = 'x' has a total .* nobody"),
        ([], ("variable,category", "variable,label"), "has no column 'category'"),
        ([], ("sex,", "gender,"), "no column 'gender'"),
        (["--weight", "w"], ("", ""), "has no column 'w'"),
        (["--weight", "sex"], ("", ""), "'w' is not a number"),
        (["--bounds", "0.5,2"], ("", ""), "--bounds goes with --method logit"),
        (["--method", "logit", "--bounds", "2"], ("", ""), "two numbers, such as 0.3,3, not '2'"),
        (["--method", "logit", "--bounds", "0.9,1.1"], ("", ""), "needs 1.2 on average"),
        (["--method", "linear", "--trim", "3"], ("", ""), "use --method rake, not linear"),
    ],
)
def test_refused(tmp_path: Path, more: list[str], change: tuple[str, str], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        run(tmp_path, *more, margins=MARGINS.replace(*change))
    assert not (tmp_path / "out.csv").exists()


def test_a_missing_base_weight_is_refused_by_line(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="line 2, column 'd': the base weight is missing"):
        run(tmp_path, "--weight", "d", sample=SAMPLE.replace("wy0,w,y,1", "wy0,w,y,"))


def with_replicates(replicates: int = 12) -> str:
    """The sample with a bootstrap of its rows, as whole weights."""
    rng = np.random.default_rng(3)
    lines = SAMPLE.splitlines()
    drawn = rng.multinomial(40, np.full(40, 1 / 40), size=replicates)
    head = f"{lines[0]},income,{','.join(f'rep_{k + 1}' for k in range(replicates))}"
    rest = (
        f"{line},{20 + 3 * k % 17},{','.join(str(n * (1 + k % 3)) for n in drawn[:, k % 40])}"
        for k, line in enumerate(lines[1:])
    )
    return "\n".join([head, *rest]) + "\n"


def test_every_replicate_meets_the_margins(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    more = ["--weight", "d", "--replicates", "--format", "json"]
    found = rows(run(tmp_path, *more, sample=with_replicates()))
    assert printed(capsys)["replicates"] == {"kept": 12, "given": 12}
    names = [name for name in found[0] if name.startswith("rep_")]
    assert len(names) == 12
    for name in ("weight", *names):
        for column, value, total in (("sex", "w", 24), ("sex", "m", 16), ("age", "y", 22)):
            held = sum(float(row[name]) for row in found if row[column] == value)
            assert held == pytest.approx(total, rel=1e-6), (name, value)


def test_a_calibrated_mean_has_the_error_of_its_residuals(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By hand: regress on the categories with the base weights, then sum g d e."""
    sample = with_replicates()
    more = ["--weight", "d", "--method", "linear", "--mean", "income", "--format", "json"]
    found = rows(run(tmp_path, *more, sample=sample))
    told = printed(capsys)["mean"]
    y = np.array([float(row["income"]) for row in found])
    w = np.array([float(row["weight"]) for row in found])
    d = np.array([float(row["d"]) for row in found])
    x = np.array([[1, row["sex"] == "w", row["age"] == "y"] for row in found], dtype=float)
    mean = w @ y / w.sum()
    z = (y - mean) / w.sum()
    beta = np.linalg.solve(x.T @ (x * d[:, None]), x.T @ (d * z))
    e = w * (z - x @ beta)
    assert told["mean"] == pytest.approx(mean)
    assert told["mean_se"] == pytest.approx(np.sqrt(40 / 39 * ((e - e.mean()) ** 2).sum()))
    assert told["df"] == 39


def test_replicates_that_are_not_there_are_asked_for(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no columns rep_1"):
        run(tmp_path, "--replicates")
    with pytest.raises(BadInput, match="leave --trim out"):
        run(tmp_path, "--replicates", "--trim", "5", sample=with_replicates())
