"""Other ways to make a table safe: percentages, rounding, noise, and amounts."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from homelands.command.calculations.commands import calculate

TABLE = "country,sex,n\n" + "".join(
    f"{country},{sex},{n}\n"
    for country, pair in {"DE": (41, 60), "IT": (3, 77), "FR": (55, 20)}.items()
    for sex, n in zip("wm", pair, strict=True)
)
WORDS = ["--count", "n", "--by", "country,sex"]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "table.csv"
    path.write_text(TABLE)
    return path


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def run(*words: str) -> None:
    assert calculate(["protect", *words]) == 0


def refused(capsys: Any, *words: str) -> str:
    capsys.readouterr()
    assert calculate(["protect", *words]) == 2
    return str(capsys.readouterr().err)


def test_percentages_are_hidden_with_their_counts(table: Path, tmp_path: Path) -> None:
    run(str(table), *WORDS)
    out = tmp_path / "shares.csv"
    safe = tmp_path / "table.safe.csv"
    run("percentages", str(safe), "--count", "n", "--along", "sex", "--out", str(out))
    found = {(row["country"], row["sex"]): row for row in rows(out)}
    assert float(found["DE", "Total"]["share"]) == 1
    for row in found.values():
        total = found[row["country"], "Total"]
        if "suppressed" in (row["status"], total["status"]):
            assert row["share"] == ""
        else:
            assert float(row["share"]) == int(row["n"]) / int(total["n"])
    assert found["IT", "w"]["share"] == ""


def test_rounded_counts_are_the_same_again_and_the_key_is_kept(table: Path, tmp_path: Path) -> None:
    key, out = tmp_path / "key", tmp_path / "out.csv"
    words = ["rounded", str(table), *WORDS, "--key", str(key), "--out", str(out)]
    run(*words)
    first = rows(out)
    assert {int(row["n"]) % 3 for row in first} == {0}
    inner = {(row["country"], row["sex"]): int(row["n"]) for row in first}
    for line in TABLE.splitlines()[1:]:
        country, sex, n = line.split(",")
        assert abs(inner[country, sex] - int(n)) < 3
    assert ("Total", "Total") in inner
    run(*words)
    assert rows(out) == first
    assert key.stat().st_mode & 0o077 == 0


def test_a_key_that_is_none_is_refused(table: Path, tmp_path: Path, capsys: Any) -> None:
    key = tmp_path / "key"
    key.write_text("secret")
    out = tmp_path / "out.csv"
    said = refused(capsys, "rounded", str(table), *WORDS, "--key", str(key), "--out", str(out))
    assert "holds no key" in said
    assert not out.exists()


def test_noise_is_paid_for_until_the_budget_is_spent(
    table: Path, tmp_path: Path, capsys: Any
) -> None:
    ledger, out = tmp_path / "ledger.json", tmp_path / "out.csv"
    words = ["noisy", str(table), *WORDS, "--ledger", str(ledger), "--out", str(out)]
    assert "open it with --budget" in refused(capsys, *words, "--epsilon", "1")
    run(*words, "--epsilon", "1/2", "--budget", "1")
    assert len(rows(out)) == 6  # no totals: each person is in one count
    held = json.loads(ledger.read_text())
    assert (held["budget"], [one["epsilon"] for one in held["paid"]]) == ("1", ["1/2"])
    assert "its budget cannot be raised" in refused(
        capsys, *words, "--epsilon", "1/2", "--budget", "9"
    )
    run(*words, "--epsilon", "0.5", "--totals")
    assert len(rows(out)) == 12
    assert json.loads(ledger.read_text())["paid"][1]["sensitivity"] == 4
    before = out.read_text()
    assert "more than the 0 left" in refused(capsys, *words, "--epsilon", "1/100")
    assert out.read_text() == before


def test_amounts_of_few_or_of_one_large_giver_are_hidden(tmp_path: Path, capsys: Any) -> None:
    given = [("DE", 10)] * 20 + [("IT", 10)] * 4 + [("FR", 1000)] + [("FR", 1)] * 15
    table, out = tmp_path / "amounts.csv", tmp_path / "out.csv"
    table.write_text("country,usd\n" + "".join(f"{a},{b}\n" for a, b in given))
    run("amounts", str(table), "--amount", "usd", "--by", "country", "--out", str(out))
    assert [(row["country"], row["usd"], row["status"]) for row in rows(out)] == [
        ("DE", "200.0", "published"), ("FR", "", "suppressed"), ("IT", "", "suppressed"),
    ]  # fmt: skip
    table.write_text("country,usd\nDE,-1\n")
    words = ["amounts", str(table), "--amount", "usd", "--by", "country", "--out", str(out)]
    assert "line 2, column 'usd'" in refused(capsys, *words)
    assert "--threshold is 5 or more" in refused(capsys, *words, "--threshold", "2")


def test_help_names_the_other_kinds(capsys: Any) -> None:
    with pytest.raises(SystemExit) as ended:
        calculate(["protect", "--help"])
    assert ended.value.code == 0
    said = capsys.readouterr().out
    for kind in ("percentages", "rounded", "noisy", "amounts"):
        assert f"homelands protect {kind}" in said
    assert "--count" in said
