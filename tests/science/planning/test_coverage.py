"""The coverage program runs, is the same for any number of workers, and keeps its limits."""

from pathlib import Path

import numpy as np
import pytest

from bench.coverage.__main__ import main
from bench.coverage.populations import ROWS
from bench.coverage.table import BEGIN, END, Line, failures, put

FEW = ["--samples", "2", "--replicates", "5", "--seed", "3"]


def lines_of(text: str) -> list[str]:
    return [one for one in text.splitlines() if one.startswith("| ")][1:]


def test_workers_change_no_figure(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n", encoding="utf-8")
    assert main([*FEW, "--workers", "1"]) == 0
    alone = capsys.readouterr().out
    assert main([*FEW, "--workers", "2", "--out", str(page)]) == 0
    assert capsys.readouterr().out == alone
    names = [one.split(" |")[0].removeprefix("| ") for one in lines_of(alone)]
    assert names == [*(row.name for row in ROWS), "population, n", *(row.name for row in ROWS)]
    assert page.read_text(encoding="utf-8") == f"before\n{BEGIN}\n{alone.strip()}\n{END}\nafter\n"


def made(tree: float, gile: float, *, mild: bool) -> Line:
    row = next(row for row in ROWS if row.mild == mild)
    return Line(row, 0, 0, 0, 2, tree, gile, 0.8, 0.8, 2, 0, 0)


def test_the_limits_are_those_of_the_page() -> None:
    assert failures([made(0.94, 0.90, mild=True), made(0.94, 0.85, mild=False)]) == []
    below = [made(0.9375, 0.95, mild=False), made(0.95, 0.8975, mild=True)]
    assert [one.split(": ")[1] for one in failures(below)] == [
        "the tree interval covers 93.8%, less than 94%.",
        "Gile's interval covers 89.8%, less than 90%.",
    ]


def test_a_page_without_a_place_is_refused(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("no markers", encoding="utf-8")
    with pytest.raises(ValueError, match="no place for the table"):
        put("table", page)


def test_two_samples_are_the_least() -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--samples", "1"])
    assert stopped.value.code == 2


def test_the_rows_say_which_are_mild() -> None:
    assert [row.mild for row in ROWS] == [True] * 4 + [False] * (len(ROWS) - 4)
    assert [row.ideal for row in ROWS] == [True] * 6 + [False] * (len(ROWS) - 6)
    assert np.unique([row.name for row in ROWS]).size == len(ROWS)
