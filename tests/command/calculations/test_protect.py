"""`homelands protect` writes a table that may be published, and the audit that says why."""

import argparse
import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from homelands.command.calculations import protect
from homelands.command.calculations.columns import BadInput

TABLE = """country,sex,n
FR,w,3
FR,m,20
DE,w,30
DE,m,12
KE,w,90
KE,m,90
"""


def run(path: Path, *more: str) -> int:
    """Run the command as its caller does."""
    parser = argparse.ArgumentParser()
    protect.add_arguments(parser)
    return protect.run(parser.parse_args([str(path), "--count", "n", "--by", "country,sex", *more]))


def written(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "stock.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_the_safe_table_has_every_cell_and_does_not_say_why_it_hides(table: Path) -> None:
    assert run(table) == 0
    rows = written(table.with_name("stock.safe.csv"))
    assert len(rows) == 4 * 3
    assert rows[0] == {"country": "Total", "sex": "Total", "n": "245", "status": "published"}
    hidden = [(row["country"], row["sex"]) for row in rows if row["status"] == "suppressed"]
    assert sorted(hidden) == [("DE", "m"), ("DE", "w"), ("FR", "m"), ("FR", "w")]
    assert {row["n"] for row in rows if row["status"] == "suppressed"} == {""}
    assert {row["status"] for row in rows} == {"published", "suppressed"}


def test_the_audit_gives_rule_and_interval_of_each_hidden_cell(table: Path) -> None:
    run(table)
    rows = written(table.with_name("stock.audit.csv"))
    assert [tuple(row.values()) for row in rows] == [
        ("DE", "m", "secondary", "10", "31", "yes"),
        ("DE", "w", "secondary", "11", "32", "yes"),
        ("FR", "m", "secondary", "1", "22", "yes"),
        ("FR", "w", "threshold", "1", "22", "yes"),
    ]


def test_nothing_but_the_figures_is_printed(table: Path) -> None:
    """The solver writes past Python's own output, so the command is run as a process."""
    command = [sys.executable, "-m", "homelands", "protect", str(table), "--count", "n"]
    words = [*command, "--by", "country,sex", "--format", "json"]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["secondary"] == 3
    assert done.stderr == ""


def test_the_figures_are_printed(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    safe, audit = table.with_name("a.csv"), table.with_name("b.csv")
    run(table, "--format", "json", "--out", str(safe), "--audit", str(audit))
    assert json.loads(capsys.readouterr().out) == {
        "cells": 12,
        "primary": 1,
        "secondary": 3,
        "threshold": 10,
        "recovered": 0,
        "unprotected": 0,
        "safe_table": str(safe),
        "audit": str(audit),
    }
    run(table)
    assert "1 hidden by a rule (threshold 10), 3 more" in capsys.readouterr().out


def test_a_sensitive_column_hides_what_tells_of_a_group(table: Path) -> None:
    table.write_text("country,sex,n\nFR,w,40\nFR,m,0\nDE,w,50\nDE,m,60\n", encoding="utf-8")
    run(table, "--sensitive", "sex")
    rules = {row["rule"] for row in written(table.with_name("stock.audit.csv"))}
    assert rules == {"group", "secondary"}


@pytest.mark.parametrize(
    ("text", "more", "sentence"),
    [
        (TABLE + "FR,w,4\n", (), "FR, w stands there twice"),
        (TABLE + "FR,x,\n", (), "line 8, column 'n': '' is no number of people"),
        (TABLE + "FR,x,1.5\n", (), "line 8, column 'n': '1.5' is no number of people"),
        (TABLE + "FR,x,-2\n", (), "line 8, column 'n': '-2' is no number of people"),
        (TABLE + "FR,x,many\n", (), "line 8, column 'n': 'many' is no number of people"),
        (TABLE + "FR,x,1e30\n", (), "line 8, column 'n': '1e30' is no number of people"),
        (TABLE + "\n\nFR,x,1e30\n", (), "line 10, column 'n'"),
        (TABLE + "FR,,2\n", (), "line 8, column 'sex': it is empty"),
        (TABLE + "FR,Total,23\n", (), "'Total' is a category and a total at once"),
        (TABLE, ("--by", "country,age"), "no column 'age'"),
        (TABLE, ("--by", "country,country"), "name 'country' twice"),
        (TABLE, ("--by", ","), "--by names no column"),
        (TABLE, ("--threshold", "4"), "at least 5, not 4"),
        (TABLE, ("--sensitive", "age"), "no variable 'age' to protect"),
        (TABLE, ("--out", "stock.csv"), "three different files"),
    ],
)
def test_bad_input_is_said_in_a_sentence(
    table: Path, monkeypatch: pytest.MonkeyPatch, text: str, more: tuple[str, ...], sentence: str
) -> None:
    monkeypatch.chdir(table.parent)
    table.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=sentence):
        run(table, *more)
    assert not table.with_name("stock.safe.csv").exists()


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be read"):
        run(tmp_path / "nothing.csv")
