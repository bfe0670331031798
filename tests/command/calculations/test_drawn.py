"""Venues and frames from the command line, recomputed beside it, and what is refused."""

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from homelands.command.calculations.commands import calculate

VENUES = ["--venue", "where", "--chance", "p", "--present", "count", "--visits", "visits"]
FRAMES = ["--drawn", "from", "--frames", "in", "--weight", "w"]


def written(path: Path, names: list[str], rows: Any) -> str:
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        writer.writerows(rows)
    return str(path)


def told(capsys: Any, *words: str) -> dict[str, Any]:
    capsys.readouterr()
    assert calculate(["estimate", *words, "--format", "json"]) == 0, capsys.readouterr().err
    return dict(json.loads(capsys.readouterr().out))


def refused(capsys: Any, *words: str) -> str:
    capsys.readouterr()
    assert calculate(["estimate", *words]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    return str(said.err)


def visitors(folder: Path, **other: dict[int, object]) -> str:
    rng = np.random.default_rng(2)
    names = ["where", "p", "count", "visits", "member", "age"]
    rows = []
    for k in range(120):
        row: list[object] = [
            f"v{k // 10}",
            0.25,
            40,
            1 + k % 4,
            "yes" if rng.random() < 0.4 else "no",
            20 + k % 30,
        ]
        for name, change in other.items():
            row[names.index(name)] = change.get(k, row[names.index(name)])
        rows.append(row)
    return written(folder / "people.csv", names, rows)


def test_venues(tmp_path: Path, capsys: Any) -> None:
    file = visitors(tmp_path)
    found = told(capsys, "venues", file, *VENUES, "--share", "member")
    weight = np.array([40 / (0.25 * 10) / (1 + k % 4) for k in range(120)])
    with open(file) as read:
        yes = np.array([row["member"] == "yes" for row in csv.DictReader(read)])
    share = next(one for one in found["estimates"] if one["category"] == "yes")
    assert share["estimate"] == pytest.approx(weight[yes].sum() / weight.sum())
    z = weight * (yes - share["estimate"]) / weight.sum()
    sums = z.reshape(12, 10).sum(axis=1)
    assert share["se"] == pytest.approx(np.sqrt(12 * sums.var(ddof=1)))
    assert found["people"]["estimate"] == pytest.approx(weight.sum())
    assert (found["design_class"], found["venues, days and times"]) == ("A", 12)
    assert "venues-only" in {one["code"] for one in found["cautions"]}
    weekly = told(capsys, "venues", file, *VENUES, "--mean", "age", "--periods", "4")
    assert weekly["people"]["estimate"] == pytest.approx(weight.sum() / 4)
    assert calculate(["estimate", "venues", file, *VENUES, "--mean", "age"]) == 0
    assert "design class A" in capsys.readouterr().out


def test_venues_refuse_with_file_and_row(tmp_path: Path, capsys: Any) -> None:
    def said(**other: dict[int, object]) -> str:
        return refused(capsys, "venues", visitors(tmp_path, **other), *VENUES, "--share", "member")

    assert "people.csv: Row 5: 2 is no chance of a venue" in said(p={3: 2})
    assert "people.csv: Row 6: 0 visits are impossible" in said(visits={4: 0})
    assert "people.csv, line 3, column 'p': it is empty" in said(p={1: ""})
    assert "people.csv, line 4, column 'where': it is empty" in said(where={2: ""})
    assert "people.csv: Row 2: more were interviewed than the 9" in said(
        count=dict.fromkeys(range(10), 9)
    )
    some = visitors(tmp_path, visits={0: "", 1: "NA"})
    found = told(capsys, "venues", some, *VENUES, "--share", "member")
    assert found["n"] == 118
    assert "visits-missing" in {one["code"] for one in found["cautions"]}
    assert "above zero, not -1" in refused(
        capsys, "venues", some, *VENUES, "--share", "member", "--periods", "-1"
    )


def drawn(folder: Path, **other: dict[int, object]) -> str:
    names = ["from", "in", "w", "member"]
    rows = []
    for k in range(200):
        first = k < 120
        both = k % 3 == 0
        row: list[object] = [
            "A" if first else "B", "A;B" if both else "A" if first else "B", 10 if first else 5,
            "yes" if k % 4 else "no",
        ]  # fmt: skip
        for name, change in other.items():
            row[names.index(name)] = change.get(k, row[names.index(name)])
        rows.append(row)
    return written(folder / "lists.csv", names, rows)


def test_frames(tmp_path: Path, capsys: Any) -> None:
    file = drawn(tmp_path)
    found = told(capsys, "frames", file, *FRAMES, "--share", "member")
    k = np.arange(200)
    base = np.where(k < 120, 10.0, 5.0)
    weight = base / np.where(k % 3 == 0, 2, 1)
    share = next(one for one in found["estimates"] if one["category"] == "yes")
    assert share["estimate"] == pytest.approx(weight[k % 4 > 0].sum() / weight.sum())
    half = told(
        capsys,
        "frames",
        file,
        *FRAMES,
        "--share",
        "member",
        "--method",
        "hartley",
        "--theta",
        "0.5",
    )
    assert half["estimates"] == found["estimates"]  # both say the same of two frames at a half
    best = told(capsys, "frames", file, *FRAMES, "--share", "member", "--method", "hartley")
    # Simple samples of known size: theta is V(ab') / (V(ab') + V(ab'')) by n / (n - 1) and shares.
    spread = [
        n * n / (n - 1) * w**2 * p * (1 - p) for n, w, p in ((120, 10, 40 / 120), (80, 5, 27 / 80))
    ]
    assert best["theta"] == pytest.approx(spread[0] / sum(spread)) or best[
        "theta"
    ] == pytest.approx(spread[1] / sum(spread))
    assert best["overlap"] == [400, 135]
    assert "frames-overlap-differs" in {one["code"] for one in best["cautions"]}


def test_frames_refuse_with_file_and_row(tmp_path: Path, capsys: Any) -> None:
    def said(*words: str, **other: dict[int, object]) -> str:
        return refused(
            capsys, "frames", drawn(tmp_path, **other), *FRAMES, "--share", "member", *words
        )

    assert "lists.csv: Row 3: drawn from “A”, which is not among" in said(**{"in": {1: "B"}})
    assert "lists.csv, line 9, column 'w': an inverse chance is above zero" in said(w={7: 0})
    assert "--theta goes with --method hartley" in said("--theta", "0.3")
    assert "Fewer than two people were drawn from “C”" in said(**{"in": {1: "A C"}})
