"""Gile's bootstrap where the seeds leave the estimate: chains begin with those they recruited."""

import numpy as np
import pytest

from homelands.science.rds import gile
from homelands.science.rds.plan import Plan
from homelands.science.rds.sample import from_recruiters
from homelands.science.rds.study import study


def chains(n: int = 120, seeds: int = 6):
    ids = [f"{place:03d}" for place in range(n)]
    recruiters = [None if place < seeds else ids[place - seeds] for place in range(n)]
    sample = from_recruiters(ids, recruiters, [5.0 + 7 * place % 11 for place in range(n)])
    return sample, ["yes" if place * place % 7 < 3 else "no" for place in range(n)]


@pytest.mark.parametrize("compiled", [False, True])
def test_it_draws_and_holds_together(compiled: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gile, "WORTH_COMPILING", 0 if compiled else 10**12)
    sample, answers = chains()
    found = study(sample, answers, Plan(population=3000, with_seeds=False, replicates=200))
    assert found.plan.interval == "gile"
    for one in found.estimates:
        assert one.n == 114
        assert one.low < one.value < one.high
    assert (found.se < 0.2).all()


def test_the_same_draws_whether_compiled_or_not(monkeypatch: pytest.MonkeyPatch) -> None:
    sample, answers = chains()
    errors = []
    for worth in (0, 10**12):
        monkeypatch.setattr(gile, "WORTH_COMPILING", worth)
        plan = Plan(population=3000, with_seeds=False, replicates=200)
        errors.append(study(sample, answers, plan).se)
    assert np.array_equal(errors[0], errors[1])
