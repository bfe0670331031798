"""`homelands protect` writes a table that may be published, and the audit that says why."""

import argparse
import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from homelands.command.calculations.columns import BadInput
from homelands.command.calculations.protect import counts as protect

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


COUNTRIES = {"GB": 118, "DE": 96, "FR": 61} | {f"C{number}": 1 for number in range(12)}


def command(*words: object) -> int:
    parser = argparse.ArgumentParser()
    protect.add_arguments(parser)
    return protect.run(parser.parse_args([*map(str, words), "--count", "n"]))


def test_countries_of_one_person_each_are_not_hidden_alone(tmp_path: Path) -> None:
    """Zeros are shown, so twelve hidden countries with twelve people had one each."""
    path = tmp_path / "countries.csv"
    lines = [f"{country},{n}" for country, n in COUNTRIES.items()]
    path.write_text("\n".join(["country,n", *lines]), encoding="utf-8")
    assert command(path, "--by", "country") == 0
    rows = written(path.with_name("countries.safe.csv"))
    assert [row["country"] for row in rows if row["status"] == "published"] == ["Total", "DE", "GB"]
    audit = written(path.with_name("countries.audit.csv"))
    assert {(row["low"], row["high"]) for row in audit if row["rule"] == "threshold"} == {
        ("1", "61")
    }


BY_SEX = (
    "country,sex,n\nC0,s0,6\nC0,s1,8\nC1,s0,19\nC1,s1,3\nC2,s0,31\nC2,s1,6\nC3,s0,7\nC3,s1,16\n"
)
BY_AGE = (
    "country,age,n\nC0,a0,4\nC0,a1,9\nC0,a2,1\nC1,a0,0\nC1,a1,18\nC1,a2,4\nC2,a0,14\nC2,a1,7\n"
    "C2,a2,16\nC3,a0,11\nC3,a1,3\nC3,a2,9\n"
)


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    """The same people by sex and by age: 37 less 31 was a hidden 6."""
    one, other = tmp_path / "sex.csv", tmp_path / "age.csv"
    one.write_text(BY_SEX, encoding="utf-8")
    other.write_text(BY_AGE, encoding="utf-8")
    return one, other


def shown(path: Path) -> dict[tuple[str, ...], str]:
    return {tuple(row.values())[:-2]: row["n"] for row in written(path)}


def test_tables_of_the_same_people_are_protected_together(pair: tuple[Path, Path]) -> None:
    assert command(*pair, "--by", "country,sex", "--by", "country,age") == 0
    sex, age = (shown(path.with_suffix(".safe.csv")) for path in pair)
    assert sex["C2", "s1"] == ""
    assert "" in (sex["C2", "s0"], age["C2", "Total"])
    assert sex["C2", "Total"] == age["C2", "Total"]


def test_a_later_table_is_protected_beside_the_released_one(pair: tuple[Path, Path]) -> None:
    first, second = (path.with_name(name) for path, name in zip(pair, "12", strict=True))
    command(pair[0], "--by", "country,sex", "--release", first)
    command(pair[1], "--by", "country,age", "--released", first, "--release", second)
    sex, age = shown(first / "sex.safe.csv"), shown(second / "age.safe.csv")
    assert (sex["C2", "s0"], sex["C2", "s1"], sex["C2", "Total"]) == ("31", "", "")
    assert age["C2", "Total"] == ""


def test_a_later_count_that_differs_by_a_few_is_refused(pair: tuple[Path, Path]) -> None:
    first = pair[0].with_name("first")
    command(pair[0], "--by", "country,sex", "--release", first)
    pair[0].write_text(BY_SEX.replace("C2,s0,31", "C2,s0,33"), encoding="utf-8")
    with pytest.raises(ValueError, match=r"differ by 2, fewer than 10\. Publish broader"):
        command(pair[0], "--by", "country,sex", "--released", first)
    assert command(pair[0], "--by", "country,sex", "--released", first, "--people", "x") == 0


def test_cities_add_up_to_their_countries(tmp_path: Path) -> None:
    path = tmp_path / "city.csv"
    path.write_text(
        "country,city,sex,n\nFR,Paris,w,3\nFR,Paris,m,20\nFR,Lyon,w,15\nFR,Lyon,m,44\n"
        "US,Paris,w,30\nUS,Bonn,m,33\n",
        encoding="utf-8",
    )
    command(path, "--by", "city,sex", "--by", "country,sex", "--within", "city:country")
    cities = shown(path.with_name("city.country-city-sex.safe.csv"))
    countries = shown(path.with_name("city.country-sex.safe.csv"))
    assert cities["FR", "Total", "w"] == countries["FR", "w"] == "18"
    assert cities["US", "Paris", "w"] == "30"
    hidden = {codes[:2] for codes, n in cities.items() if n == ""}
    assert hidden == {("FR", "Paris"), ("FR", "Lyon")}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--by", "country,age"), "no column 'age'"),
        (("--by", "country,country"), "name 'country' twice|two columns"),
        (("--by", ","), "--by names no column"),
        (("--by", "country", "--by", "sex", "--out", "x.csv"), "are for one table"),
        (("--by", "country,sex", "--within", "sex"), "write one column within another"),
        (("--by", "country,sex", "--released", "nowhere"), "cannot be read"),
        (("--by", "a,b", "--within", "a:country,b:country"), "two columns within 'country'"),
        (("--by", "a", "--within", "a:b,b:a"), "leads from 'a' back to"),
    ],
)
def test_what_does_not_fit_together_is_said(
    table: Path, words: tuple[str, ...], sentence: str
) -> None:
    with pytest.raises(BadInput, match=sentence):
        command(table, *words)


def test_a_manifest_that_says_nothing_is_said(table: Path) -> None:
    for text, sentence in (("{", "is no JSON"), ("[]", "an object"), ("{}", "must name")):
        (table.parent / "manifest.json").write_text(text, encoding="utf-8")
        with pytest.raises(BadInput, match=sentence):
            run(table, "--released", str(table.parent))


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
