"""Planning from the command line: sizes by formula, and a plan tried on simulated networks."""

import json
from typing import Any

import numpy as np
import pytest

from homelands.command.calculations.commands import calculate

TRIAL = ["trial", "--population", "1000", "--size", "80", "--seeds", "6", "--studies", "4",
         "--replicates", "20"]  # fmt: skip


def told(capsys: Any, *words: str) -> dict[str, Any]:
    capsys.readouterr()
    assert calculate(["sample", *words, "--format", "json"]) == 0, capsys.readouterr().err
    return dict(json.loads(capsys.readouterr().out))


def test_a_width_needs_so_many_interviews(capsys: Any) -> None:
    said = told(capsys, "size", "--share", "0.3", "--width", "0.1", "--deff", "2,4")
    expected = [int(np.ceil(deff * 0.21 * (2 * 1.959964 / 0.1) ** 2)) for deff in (2, 4)]
    assert [one["n"] for one in said["plans"]] == expected
    assert said["plans"][0]["cautions"][0]["code"] == "deff-optimistic"


def test_a_difference_needs_so_many_and_so_many_see_one(capsys: Any) -> None:
    said = told(capsys, "size", "--share", "0.4", "--other", "0.3", "--deff", "4")
    (plan,) = said["plans"]
    assert plan["n"] == 1424  # as docs/methods/planning.md has it
    assert plan["power"] == pytest.approx(0.8, abs=0.001)
    (seen,) = told(capsys, "size", "--share", "0.3", "--n", "500", "--deff", "4")["plans"]
    assert seen["detectable"] == pytest.approx(0.172, abs=0.001)


def test_a_trial_is_the_same_for_the_same_seed(capsys: Any) -> None:
    words = [*TRIAL, "--sizes", "60,80", "--width", "0.9", "--other-groups", "0.6,0.4"]
    said = told(capsys, *words)
    assert told(capsys, *words) == said
    assert said["studies"] == 4
    assert said["search"]["n"] == 60
    assert said["network"]["homophily"] == pytest.approx(0.4, abs=0.05)
    assert said["detection"]["difference"] == pytest.approx(-0.3, abs=0.01)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["size", "--share", "0.3"], "Give --width, --other or --n"),
        (["size", "--share", "0.3", "--width", "0.1", "--n", "9"], "leave --n and --other out"),
        (["size", "--share", "3", "--width", "0.1"], "lies between 0 and 1"),
        (["size", "--share", "0.3", "--width", "0.1", "--deff", "x"], "--deff takes numbers"),
        ([*TRIAL, "--sizes", "60"], "--sizes and --width go together"),
        ([*TRIAL, "--groups", "a"], "--groups takes numbers"),
        ([*TRIAL, "--degrees", "10"], "2 shares and 1 mean degrees"),
    ],
)
def test_what_is_wrong_is_one_sentence(words: list[str], sentence: str, capsys: Any) -> None:
    assert calculate(["sample", *words]) == 2
    said = capsys.readouterr().err
    assert sentence in said
    assert len(said.strip().splitlines()) == 1
