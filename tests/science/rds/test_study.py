"""A question of a study: value, interval and effective size fit together, and doubts are told."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homelands.science.estimate import Method
from homelands.science.rds.plan import Plan
from homelands.science.rds.sample import from_recruiters
from homelands.science.rds.study import Study, study
from homelands.ui import sentences
from tests.science.rds.chains import ANSWERS, DEGREES, PEOPLE, sample
from tests.science.words import refused

TREE = Plan(replicates=300, seed=6)
GILE = Plan(replicates=300, seed=6, population=400)
PLANS = [TREE, GILE, Plan("rds1", replicates=300), Plan("ss", "salganik", population=200)]


def estimate(answers: list[str | None], plan: Plan = TREE, rows: list[int] | None = None) -> Study:
    """Estimate from the example forest, its rows in another order where one is given."""
    rows = list(range(PEOPLE)) if rows is None else rows
    return study(sample(rows), [answers[row] for row in rows], plan)


def codes(found: Study) -> list[str]:
    return [caution.code for caution in found.cautions]


def figures(found: Study) -> list[float]:
    return [figure for one in found.estimates for figure in (one.value, one.low, one.high)]


def test_value_interval_and_effective_size() -> None:
    found = estimate(ANSWERS)
    assert found.names == ("nurse", "other", "teacher")
    assert found.counts.tolist() == [20, 20, 20]
    weight = 1 / np.array(DEGREES)
    for k, one in enumerate(found.estimates):
        mine = np.array([answer == found.names[k] for answer in ANSWERS])
        assert one.value == pytest.approx(weight[mine].sum() / weight.sum(), rel=1e-12)
        assert one.low < one.value < one.high
        assert one.effective_n == pytest.approx(one.value * (1 - one.value) / found.se[k] ** 2)
        words = Method("rds2", "tree", "percentile")
        assert (one.level, one.n, one.method) == (0.95, 60, words)
    assert sum(one.value for one in found.estimates) == pytest.approx(1)


@pytest.mark.parametrize("plan", PLANS)
@settings(max_examples=5, deadline=None)
@given(rows=st.permutations(range(PEOPLE)))
def test_row_order_changes_nothing(plan: Plan, rows: list[int]) -> None:
    moved = figures(estimate(ANSWERS, plan, rows))
    assert moved == pytest.approx(figures(estimate(ANSWERS, plan)), rel=1e-9)


@pytest.mark.parametrize("plan", PLANS)
@settings(max_examples=5, deadline=None)
@given(names=st.permutations(["nurse", "other", "teacher"]))
def test_relabelling_only_moves_the_figures(plan: Plan, names: list[str]) -> None:
    other = dict(zip(["nurse", "other", "teacher"], names, strict=True))
    before, after = estimate(ANSWERS, plan), estimate([other[answer] for answer in ANSWERS], plan)
    for k, name in enumerate(before.names):
        moved = after.names.index(other[name])
        assert after.se[moved] == pytest.approx(before.se[k], rel=1e-9)
        assert after.estimates[moved].value == pytest.approx(before.estimates[k].value, rel=1e-9)
        assert after.estimates[moved].low == pytest.approx(before.estimates[k].low, rel=1e-9)


def test_the_usual_choices_depend_on_the_population() -> None:
    assert (estimate(ANSWERS).plan.estimator, estimate(ANSWERS).plan.interval) == ("rds2", "tree")
    found = estimate(ANSWERS, GILE)
    assert (found.plan.estimator, found.plan.interval) == ("ss", "gile")
    assert found.estimates[0].method == Method("ss", "gile", "logit")


def test_other_choices_stand_beside_the_figure() -> None:
    found = estimate(ANSWERS, GILE)
    assert [one.name for one in found.variants] == [
        "contacts: maximum",
        "contacts: median",
        "contacts: drop",
        "contacts: model",
        "without seeds",
        "N / 2",
        "2 N",
    ]
    twice = next(one for one in found.variants if one.name == "2 N")
    again = estimate(ANSWERS, replace(GILE, population=800))
    assert twice.value == pytest.approx([one.value for one in again.estimates], rel=1e-12)


def test_a_figure_that_cannot_be_is_left_out_of_the_variants() -> None:
    found = estimate(ANSWERS, replace(GILE, population=PEOPLE + 20))
    half = next(one for one in found.variants if one.name == "N / 2")
    assert np.isnan(half.value).all()


def test_seeds_may_leave_the_estimate() -> None:
    found = estimate(ANSWERS, replace(TREE, with_seeds=False))
    assert (found.estimates[0].n, found.counts.sum()) == (PEOPLE - 4, PEOPLE - 4)


def test_without_an_interval_there_is_none() -> None:
    found = estimate(ANSWERS, Plan(interval="none"))
    assert [(one.low, one.high, one.effective_n) for one in found.estimates] == [(None,) * 3] * 3
    assert np.isnan(found.se).all()


def test_missing_answers_leave_the_sums_and_are_told() -> None:
    answers = [None if row % 10 == 0 else answer for row, answer in enumerate(ANSWERS)]
    found = estimate(answers)
    weight = 1 / np.array(DEGREES)
    known = np.array([answer is not None for answer in answers])
    nurse = np.array([answer == "nurse" for answer in answers])
    assert found.estimates[0].value == pytest.approx(weight[nurse].sum() / weight[known].sum())
    assert found.estimates[0].n == 54
    assert "outcome-missing" in [caution.code for caution in found.estimates[0].cautions]


def test_a_group_that_recruited_nobody_is_told_and_the_tree_bootstrap_used() -> None:
    answers: list[str | None] = ["home"] * 45 + ["abroad"] * 15
    found = estimate(answers, GILE)
    told = {caution.code: sentences.of(caution) for caution in found.cautions}
    assert told["group-recruited-nobody"] == "Nobody in the group “abroad” recruited anybody."
    assert told["interval-fallback"].endswith("the tree bootstrap's is shown.")
    assert (found.plan.interval, found.design_class) == ("tree", "C")
    with refused("Nobody in the group “abroad” recruited anybody"):
        estimate(answers, replace(GILE, interval="gile"))


def test_one_answer_for_all_has_no_precision() -> None:
    found = estimate(["yes"] * PEOPLE)
    one = found.estimates[0]
    assert (one.value, one.low, one.high, one.effective_n) == (pytest.approx(1), None, None, None)
    assert "outcome-constant" in codes(found)


def test_numbers_taken_for_categories_are_told() -> None:
    found = estimate([str(row % 35) for row in range(PEOPLE)])
    assert "outcome-many-values" in codes(found)


def test_a_small_lopsided_sample_is_full_of_cautions() -> None:
    few = from_recruiters(["a", "b", "c", "d"], [None, "a", "a", None], [2.0, None, 3.0, 4.0])
    found = study(few, ["x", "y", None, None], Plan(replicates=50))
    assert codes(found) == [
        "seeds-few",
        "waves-few",
        "seed-dominates",
        "group-recruited-nobody",
        "estimate-unsettled",
        "degree-missing",
        "degree-many-invalid",
    ]
    assert {caution.code for caution in found.estimates[0].cautions} == {
        "effective-n-small",
        "n-small",
        "outcome-missing",
        "replicates-few",
        "replicates-undefined",
        "trait-rare",
    }


def test_seeds_alone_are_no_chain_sample() -> None:
    alone = from_recruiters(["a", "b", "c"], [None, None, None], [2.0, 2.0, 3.0])
    assert "recruits-none" in codes(study(alone, ["x", "y", "y"], TREE))


@pytest.mark.parametrize(
    ("answers", "plan", "sentence"),
    [
        ([None, None], TREE, "missing for every respondent"),
        (["x"], TREE, "1 outcomes for 2 respondents"),
        (["x", "y"], Plan(level=95), "between 0 and 1, not at 95"),
        (["x", "y"], Plan(replicates=1), "at least 2 replicates, not 1"),
        (["x", "y"], Plan("ss"), "needs the size of the population"),
        (["x", "y"], Plan(interval="gile"), "needs the size of the population"),
        (["x", "y"], Plan("rds1", "gile", population=9), "choose the interval tree or none"),
        (["x", "y"], Plan("rds3"), "'rds3' is not offered. Choose one of: rds1, rds2, ss."),
        (["x", "y"], Plan(population=1), "cannot be smaller than the sample"),
        (["x", "y"], Plan("rds1"), "Nobody in the group “y” recruited anybody"),
    ],
)
def test_what_cannot_be_estimated_is_refused(
    answers: list[str | None], plan: Plan, sentence: str
) -> None:
    pair = from_recruiters(["a", "b"], [None, "a"], [2.0, 3.0])
    with refused(sentence):
        study(pair, answers, plan)
