"""The facts that decide whether figures of a respondent-driven sample may be published."""

import numpy as np

from homelands.science.analysis.groups import groups
from homelands.science.rds.evidence import Circumstances, evidence, refused
from homelands.science.rds.plan import Plan
from homelands.science.rds.sample import Sample, from_recruiters
from homelands.science.rds.study import study
from homelands.ui import sentences
from tests.science.rds import chains

QUICK = Plan(replicates=50)
USUAL = Circumstances()


def alone(people: int) -> Sample:
    """Nobody recruited anybody."""
    ids = [str(row) for row in range(people)]
    return from_recruiters(ids, [None] * people, [5.0] * people)


def codes(
    sample: Sample,
    answers: list[str | None],
    told: Circumstances = USUAL,
    plan: Plan = QUICK,
) -> list[str]:
    found = study(sample, answers, plan)
    each = evidence(sample, found, groups(answers), told)
    return [one.code for one in refused(found.names, each)]


def test_each_category_has_its_evidence() -> None:
    sample, found = chains.mixed(400)
    answers = [found.names[code] for code in found.code.tolist()]
    made = study(sample, answers, QUICK)
    each = evidence(sample, made, found)
    assert [one.precision.value for one in each] == [one.value for one in made.estimates]
    assert [one.table.smallest for one in each] == made.counts.tolist()
    assert {one.design_class.value for one in each} == {made.design_class}
    recruitment = each[0].recruitment
    assert recruitment.waves == sample.wave.max()
    assert recruitment.largest_seed == np.bincount(sample.seed).max() / 400
    assert (recruitment.reducible, recruitment.silent_groups) == (False, ())
    assert 0 < each[0].weights.kish_share <= 1


def test_what_concerns_all_is_said_once_and_the_rest_with_its_category() -> None:
    sample = chains.sample()
    made = study(sample, chains.ANSWERS, QUICK)
    said = refused(made.names, evidence(sample, made, groups(chains.ANSWERS)))
    assert len(said) == len(set(said))
    wide = [sentences.of(one) for one in said if one.code == "interval-wide"]
    assert wide
    assert all(message.startswith("“") for message in wide)


def test_nobody_recruited_is_no_chain_sample() -> None:
    found = codes(alone(40), ["yes", "no"] * 20)
    assert "recruits-none" in found
    assert "recruitment-reducible" not in found


def test_separate_networks_are_named() -> None:
    ids = [str(row) for row in range(80)]
    recruiters = [None if row < 2 else str(row - 2) for row in range(80)]
    sample = from_recruiters(ids, recruiters, [4.0] * 80)
    assert "recruitment-reducible" in codes(sample, ["a", "b"] * 40)


def test_small_cells_are_refused_for_good() -> None:
    sample, found = chains.mixed(200)
    answers = [found.names[code] for code in found.code.tolist()]
    answers[100:103] = ["rare"] * 3
    made = study(sample, answers, QUICK)
    said = refused(made.names, evidence(sample, made, groups(answers)))
    small = [one for one in said if one.code == "cells-small"]
    assert [sentences.of(one)[:6] for one in small] == ["“rare”"]
    assert not small[0].overridable


def test_what_the_sample_does_not_tell_is_told() -> None:
    sample, found = chains.mixed(400)
    answers = [found.names[code] for code in found.code.tolist()]
    assert "appendix-missing" in codes(sample, answers, Circumstances(appendix=False))
    pooled = codes(sample, answers, Circumstances(pooled=True))
    assert "countries-pooled" in pooled
    assert "reason-missing" not in pooled
    said = codes(sample, answers, Circumstances(pooled=True, texts=("A representative survey",)))
    assert "words-forbidden" in said


def test_many_invalid_degrees_need_a_choice() -> None:
    sample, found = chains.mixed(300)
    degree = np.where(np.arange(300) % 5 == 0, np.nan, sample.degree)
    ids = list(sample.ids)
    by = [None if row < 0 else ids[row] for row in sample.parent.tolist()]
    holed = from_recruiters(ids, by, [None if np.isnan(d) else d for d in degree.tolist()])
    answers = [found.names[code] for code in found.code.tolist()]
    assert "degree-many-invalid" in codes(holed, answers)
    chosen = Circumstances(treatment_chosen=True)
    assert "degree-many-invalid" not in codes(holed, answers, chosen)
    assert "degree-many-invalid" not in codes(
        holed, answers, plan=Plan("", "", "median", replicates=50)
    )
