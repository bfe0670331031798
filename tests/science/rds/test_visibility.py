"""The model of reports: what it finds of made-up reports, and what it is at its edges."""

from typing import Any

import numpy as np
import pytest

from homelands.science.analysis.groups import Groups, groups
from homelands.science.rds import degrees
from homelands.science.rds.plan import Plan
from homelands.science.rds.sample import Sample, from_recruiters
from homelands.science.rds.study import study
from homelands.science.rds.visibility import visibility
from tests.science.words import refused


def people(n: int = 800, error: float = 0.5, seed: int = 1, **more: float) -> tuple[Any, Sample]:
    """Visibilities of mean 19, reported with an error and rounded, some of them not at all."""
    rng = np.random.default_rng(seed)
    u = rng.negative_binomial(2, 0.1, n) + 1.0
    told = u * np.exp(rng.normal(0, error, n))
    grain = rng.choice([1, 5, 10], n, p=more.get("p", (0.4, 0.4, 0.2)))  # type: ignore[arg-type]
    report = np.maximum(np.rint(told / grain) * grain, 1)
    report[rng.random(n) < more.get("missing", 0.0)] = np.nan
    return u, sampled(report.tolist())


def sampled(report: list[float]) -> Sample:
    recruiters = [None if k < 10 else str(k // 4) for k in range(len(report))]
    given = [None if np.isnan(one) else one for one in report]
    return from_recruiters([str(k) for k in range(len(report))], recruiters, given)


def test_it_finds_how_many_round_and_the_mean_of_the_visibility() -> None:
    u, sample = people(3000)
    found = visibility(sample)
    assert found.rounded == pytest.approx(0.6, abs=0.06)  # one in five reports ends so by itself
    assert found.mean == pytest.approx(u.mean(), rel=0.08)
    assert (1 / found.degree).mean() == pytest.approx((1 / u).mean(), rel=0.12)


def test_it_is_nearer_to_the_truth_than_the_reports() -> None:
    u, sample = people(missing=0.1)
    found = visibility(sample)
    raised = degrees.raised(sample).degree
    off = [np.sqrt(np.mean(np.log(one / u) ** 2)) for one in (found.degree, raised)]
    assert off[0] < 0.93 * off[1]
    assert found.imputed == int(np.isnan(sample.degree).sum()) > 0
    assert np.all(found.degree >= 1)


def test_without_error_or_heaps_the_reports_come_back() -> None:
    rng = np.random.default_rng(2)
    report = rng.negative_binomial(3, 0.2, 500) + 8.0
    found = visibility(sampled(report.tolist()), error=0.03)
    plain = report % 50 > 0  # two reports of exactly 50 may as well be rounded ones
    assert found.degree[plain] == pytest.approx(report[plain], rel=0.06)  # steps above 40


def test_ties_that_were_seen_bound_it_from_below() -> None:
    report = [2.0] * 40
    recruiters: list[str | None] = [None] + ["0"] * 12 + [None] * 27
    sample = from_recruiters([str(k) for k in range(40)], recruiters, report)
    degree = visibility(sample).degree
    assert degree[0] >= 12
    assert degree[-1] < 5


def test_it_depends_on_nothing_but_reports_and_ties() -> None:
    _u, sample = people(300)
    order = np.random.default_rng(1).permutation(300)
    ids = [sample.ids[k] for k in order]
    recruiters = [None if sample.parent[k] < 0 else sample.ids[sample.parent[k]] for k in order]
    mixed = from_recruiters(ids, recruiters, sample.degree[order].tolist())
    assert visibility(mixed).degree == pytest.approx(visibility(sample).degree[order], rel=1e-6)


def test_groups_with_reports_enough_are_fitted_apart() -> None:
    rng = np.random.default_rng(4)
    group = np.repeat([0, 1], 200)
    u = np.where(group == 0, 40.0, 8.0) * rng.gamma(4, 0.25, 400) + 1
    sample = sampled(np.maximum(np.rint(u * np.exp(rng.normal(0, 0.5, 400))), 1).tolist())
    apart = visibility(sample, Groups(("a", "b"), group)).degree
    together = visibility(sample).degree

    def ratio(degree: Any) -> float:
        return float((1 / degree[group == 1]).mean() / (1 / degree[group == 0]).mean())

    truth = ratio(u)
    assert abs(ratio(apart) / truth - 1) < abs(ratio(together) / truth - 1)
    few = groups(["x"] * 390 + ["y"] * 10)
    assert visibility(sample, few).degree == pytest.approx(together, rel=1e-3)


def test_a_study_by_the_model_says_so_and_shows_it_beside_the_others() -> None:
    _u, sample = people(400, missing=0.1)
    answers = ["yes" if k % 3 else "no" for k in range(400)]
    made = study(sample, answers, Plan(treatment="model", replicates=200))
    said = {one.code: dict(one.facts) for one in made.cautions}["degree-modelled"]
    assert said["imputed"] == int(np.isnan(sample.degree).sum())
    assert said["error"] == 0.5
    assert [one.low is not None for one in made.estimates] == [True, True]
    assert "contacts: raise" in {one.name for one in made.variants}
    known = study(sample, answers, Plan(treatment="model", replicates=50, population=3000))
    assert known.plan.estimator == "ss"
    assert sum(one.value for one in known.estimates) == pytest.approx(1)


def test_no_reports_are_no_model() -> None:
    with refused("contacts"):
        visibility(sampled([np.nan] * 20))
    with pytest.raises(ValueError, match="above zero"):
        visibility(sampled([3.0] * 20), error=0)
