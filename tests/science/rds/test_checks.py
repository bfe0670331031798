"""One verdict an estimate: what the recruitment shows against it makes it indicative."""

import csv
from pathlib import Path

import numpy as np
import pytest

from homelands.science.analysis.groups import groups
from homelands.science.estimate import Caution
from homelands.science.publication.classes import DesignClass
from homelands.science.rds import checks, doubts
from homelands.science.rds.evidence import Circumstances, evidence
from homelands.science.rds.plan import Plan
from homelands.science.rds.sample import Sample, from_recruiters
from homelands.science.rds.study import Study, study
from homelands.ui import sentences

CASES = Path(__file__).parent / "cases"


def case(name: str) -> tuple[Sample, list[str]]:
    with (CASES / name).open(newline="") as file:
        rows = list(csv.DictReader(file))
    recruiters = [row["recruiter"] or None for row in rows]
    degrees = [float(row["degree"]) for row in rows]
    return from_recruiters([row["id"] for row in rows], recruiters, degrees), [
        row["y"] for row in rows
    ]


def judged(name: str) -> Study:
    sample, answers = case(name)
    return study(sample, answers, Plan(population=5000, replicates=300))


def chains(group: list[str], recruiters: list[int | None]) -> Sample:
    ids = [f"{row:03d}" for row in range(len(group))]
    by = [None if one is None else ids[one] for one in recruiters]
    return from_recruiters(ids, by, [10.0] * len(group))


def said(found: Study) -> set[str]:
    return {caution.code for caution in found.cautions}


def test_slow_mixing_and_a_share_that_moves_are_indicative() -> None:
    found = judged("slow_mixing.csv")
    assert found.design_class == "C"
    assert {"mixing-slow", "estimate-unsettled"} <= said(found)
    (told,) = (one for one in found.cautions if one.code == "mixing-slow")
    assert told.facts["second"] == pytest.approx(0.96, abs=0.005)
    assert "0.96, above 0.8" in sentences.of(told)


def test_seeds_of_one_group_are_indicative() -> None:
    found = judged("seeds_of_one_group.csv")
    (told,) = (one for one in found.cautions if one.code == "seeds-one-group")
    assert (found.design_class, told.facts["seeds"]) == ("C", 10)
    assert sentences.of(told).startswith("All 10 seeds whose answers are known gave one")


def test_seeds_of_nearly_everybodys_group_are_none() -> None:
    sample, answers = case("seeds_of_one_group.csv")
    rare = ["g1" if row in (200, 210) else "g0" for row in range(len(answers))]
    assert "seeds-one-group" not in said(study(sample, rare, Plan(replicates=50)))


def test_a_group_that_recruits_more_is_told() -> None:
    """Each of a hundred in “more” brings three, each of a hundred in “less” one."""
    group = ["more", "less"] * 100
    recruiters: list[int | None] = [None] * 200
    for row in range(200):
        times = 3 if group[row] == "more" else 1
        recruiters += [row] * times
        group += ["more" if (row + k) % 2 else "less" for k in range(times)]
    sample = chains(group, recruiters)
    found = study(sample, group, Plan(replicates=50))
    (told,) = (one for one in found.cautions if one.code == "recruitment-unequal")
    assert told.facts["ratio"] == 3
    assert found.design_class == "C"


def test_another_size_of_the_population_is_told_where_it_moves_a_share() -> None:
    value, se = np.array([0.4, 0.6]), np.array([0.05, 0.05])
    far, near = value + [0.06, -0.06], value + [0.04, -0.04]
    assert [one.code for one in checks.of_population(value, [near, far], se)] == [
        "population-decides"
    ]
    assert not list(checks.of_population(value, [near, np.full(2, np.nan)], se))


def test_the_class_follows_from_the_studys_own_doubts_too() -> None:
    sample, answers = case("seeds_of_one_group.csv")
    made = study(sample, answers, Plan(replicates=50))
    quiet = [one for one in made.cautions if one.code not in checks.CHECKS]
    assert checks.design_class(quiet) == "B"
    assert checks.design_class([*quiet, Caution("population-unnamed")]) == "C"
    told = Circumstances(cautions=(Caution("population-unnamed"),))
    (one, *_rest) = evidence(sample, made, groups(answers), told)
    assert one.design_class == DesignClass.C
    assert "population-unnamed" in one.shown.reason


def test_every_check_has_its_sentence() -> None:
    assert set(checks.CHECKS) <= set(sentences.doubts.DOUBTS)


@pytest.mark.parametrize(
    ("tree", "code"),
    [(0.11, ""), (0.19, ""), (0.21, "bootstraps-differ"), (0.29, "bootstraps-differ"),
     (0.31, "bootstraps-far-apart"), (0.04, "bootstraps-differ"), (0.03, "bootstraps-far-apart")],
)  # fmt: skip
def test_bootstraps_apart_are_told_from_twice_and_decide_from_three_times(
    tree: float, code: str
) -> None:
    said = [one.code for one in doubts.of_spread(0.1, tree)]
    assert said == ([code] if code else [])
    assert checks.design_class(doubts.of_spread(0.1, tree)) == ("C" if "far" in code else "B")


def test_a_chain_decides_from_twice_the_standard_error() -> None:
    """Twenty alike, and one chain of twenty that all answer otherwise: it moves half the share."""
    group = [["a", "b"][row % 2] for row in range(20)] + ["a"] * 20
    recruiters = [None, None, *[row % 2 for row in range(18)], None, *[20] * 19]
    sample = chains(group, recruiters)
    everybody = groups(group)
    value = np.array([30 / 40, 10 / 40])
    for se, told in ((0.11, True), (0.13, False)):
        made = checks.Estimated(value, np.array([se, se]), np.ones(40))
        codes = {one.code for one in checks.of_estimate(sample, everybody, made)}
        assert ("chain-decides" in codes) is told, se


def test_a_rare_answer_is_told_with_its_own_figure() -> None:
    sample, _answers = case("seeds_of_one_group.csv")
    few = ["rare" if row % 16 == 3 else "often" for row in range(300)]  # 19 of 300
    found = study(sample, few, Plan(replicates=50))
    rare = dict(zip(found.names, found.estimates, strict=True))["rare"]
    (told,) = (one for one in rare.cautions if one.code == "trait-rare")
    assert (told.facts["name"], told.facts["hits"]) == ("rare", 19)
    assert "answered by 19 people" in sentences.of(told)
    others = [one for one in found.estimates if one is not rare]
    assert all(one.code != "trait-rare" for each in others for one in each.cautions)
    more = ["rare" if row % 15 == 3 else "often" for row in range(300)]  # 20
    made = study(sample, more, Plan(replicates=50))
    assert all(one.code != "trait-rare" for each in made.estimates for one in each.cautions)
