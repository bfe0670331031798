"""An uncertain number of people is carried into the replicates, and is nothing where it is sure."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from homelands.command.calculations.commands import calculate
from homelands.science.facts import Unfit
from homelands.science.rds import successive_sampling, uncertain_size
from homelands.science.rds.plan import Plan
from homelands.science.rds.sample import from_recruiters
from homelands.science.rds.study import study
from tests.science.rds.test_checks import case

CASE = Path("tests/science/rds/cases/seeds_of_one_group.csv").resolve()
COLUMNS = ["--id", "id", "--recruiter", "recruiter", "--degree", "degree", "--outcome", "y"]
WORDS = ["estimate", "rds", str(CASE), *COLUMNS, "--replicates", "200", "--format", "json"]


def told(capsys: Any, *more: str) -> dict[str, Any]:
    capsys.readouterr()
    assert calculate([*WORDS, *more]) == 0, capsys.readouterr().err
    return dict(json.loads(capsys.readouterr().out))


def refused(capsys: Any, *more: str) -> str:
    capsys.readouterr()
    assert calculate([*WORDS, *more]) == 2
    return str(capsys.readouterr().err)


def test_an_interval_gives_draws_with_its_median_and_its_ends() -> None:
    draws = np.array(uncertain_size.from_interval(1000, 757, 3034))
    assert np.median(draws) == pytest.approx(1000)
    assert np.quantile(draws, [0.025, 0.975]) == pytest.approx([757, 3034], rel=0.01)
    with pytest.raises(ValueError, match="does not hold 700"):
        uncertain_size.from_interval(700, 757, 3034)


def test_a_sure_size_changes_nothing() -> None:
    sample, answers = case("seeds_of_one_group.csv")
    plain = study(sample, answers, Plan(population=1000, replicates=100))
    sure = study(sample, answers, Plan(replicates=100, population_draws=(1000.0,) * 100))
    assert [one.value for one in sure.estimates] == [one.value for one in plain.estimates]
    assert sure.se == pytest.approx(plain.se, rel=1e-6)


def test_the_error_holds_the_samples_and_the_sizes() -> None:
    """var = E var(t | N) + var E(t | N): the second is what the sizes alone would move."""
    rng = np.random.default_rng(4)
    n = 200
    answers = ["ill" if k % 3 == 0 else "well" for k in range(n)]
    degrees = [float(12 if one == "ill" else 4) + k % 5 for k, one in enumerate(answers)]
    ids = [f"{k:03d}" for k in range(n)]
    recruiters = [None if k < 10 else ids[k - 10] for k in range(n)]
    sample = from_recruiters(ids, recruiters, degrees)
    draws = tuple(rng.lognormal(np.log(320), 0.25, 4000).clip(210).tolist())
    plan = Plan(replicates=2000, population=320)
    plain = study(sample, answers, plan)
    wide = study(sample, answers, Plan(replicates=2000, population=320, population_draws=draws))
    ill = np.array([one == "ill" for one in answers])

    def share(size: float) -> float:
        weight = successive_sampling.weights(np.array(degrees), size)
        return float(weight[ill].sum() / weight.sum())

    moved = np.std([share(size) for size in draws])
    assert moved > 0.3 * plain.se[0]
    assert wide.se[0] == pytest.approx(np.hypot(plain.se[0], moved), rel=0.06)
    assert "population-uncertain" in {one.code for one in wide.cautions}


def test_sizes_below_the_sample_cannot_be() -> None:
    sizes = uncertain_size.sizes((*(250.0,) * 2, *(400.0,) * 98), 50, 300, 1)
    assert set(sizes.tolist()) == {400.0}
    with pytest.raises(Unfit, match="population-below-sample"):
        uncertain_size.sizes((*(250.0,) * 10, *(400.0,) * 90), 50, 300, 1)


def test_draws_come_with_their_prior(tmp_path: Path, capsys: Any) -> None:
    draws = tmp_path / "draws.csv"
    rng = np.random.default_rng(1)
    sizes = rng.lognormal(np.log(1000), 0.3, 500).clip(400)
    draws.write_text("N\n" + "\n".join(f"{size:.0f}" for size in sizes) + "\n")
    assert "--prior-median" in refused(capsys, "--population-draws", str(draws))
    said = told(capsys, "--population-draws", str(draws), "--prior-median", "1200")
    seen = said["population_uncertain"]
    assert (seen["draws"], seen["prior_median"]) == (500, 1200)
    assert said["population"] == pytest.approx(seen["median"])
    assert said["estimator"] == "ss"
    sure = told(capsys, "--population", str(seen["median"]))
    for one, other in zip(said["estimates"], sure["estimates"], strict=True):
        assert one["estimate"] == pytest.approx(other["estimate"])
    assert "population-uncertain" in {one["code"] for one in said["cautions"]}
    draws.write_text("N\n" + "\n".join(["900"] * 150 + ["x"]) + "\n")
    words = ["--population-draws", str(draws), "--prior-median", "1"]
    assert "line 152, column 'N'" in refused(capsys, *words)


def test_an_interval_needs_both_ends_and_a_number(capsys: Any) -> None:
    assert "go together" in refused(capsys, "--population", "900", "--population-low", "800")
    words = ["--population-low", "800", "--population-high", "900"]
    assert "with --population" in refused(capsys, *words)
    said = told(capsys, "--population", "850", *words)
    assert said["population_uncertain"]["median"] == pytest.approx(850)
    assert said["population_uncertain"]["prior_median"] is None
