"""Proportions: value, interval and effective size fit together, and doubts are told."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homelands.science.rds.degrees import raised
from homelands.science.rds.proportions import Proportions, proportions
from homelands.science.rds.sample import from_recruiters
from homelands.science.rds.tree import tree_bootstrap

PEOPLE = 60
IDS = [f"p{row:02}" for row in range(PEOPLE)]
RECRUITERS = [None if row < 4 else IDS[row // 2 - 1] for row in range(PEOPLE)]
DEGREES = [3.0 + row % 4 + (row % 7) for row in range(PEOPLE)]
ANSWERS: list[str | None] = ["nurse", "teacher", "other"] * (PEOPLE // 3)


def estimate(
    answers: list[str | None], rows: list[int] | None = None, replicates: int = 300
) -> Proportions:
    """Estimate from the example forest, its rows in another order where one is given."""
    rows = list(range(PEOPLE)) if rows is None else rows
    columns = ([column[row] for row in rows] for column in (IDS, RECRUITERS, DEGREES))
    sample = from_recruiters(*columns)
    resamples = tree_bootstrap(sample, replicates, np.random.default_rng(6))
    return proportions(sample, [answers[row] for row in rows], raised(sample), resamples)


def codes(found: Proportions, k: int = 0) -> list[str]:
    return [caution.code for caution in found.estimates[k].cautions]


def test_value_interval_and_effective_size() -> None:
    found = estimate(ANSWERS)
    assert found.categories == ("nurse", "other", "teacher")
    assert found.counts.tolist() == [20, 20, 20]
    weight = 1 / np.array(DEGREES)
    for k, one in enumerate(found.estimates):
        mine = np.array([answer == found.categories[k] for answer in ANSWERS])
        assert one.value == pytest.approx(weight[mine].sum() / weight.sum(), rel=1e-12)
        assert one.low < one.value < one.high
        assert one.effective_n == pytest.approx(one.value * (1 - one.value) / found.se[k] ** 2)
        assert (one.level, one.n, one.method) == (0.95, 60, "RDS-II, tree bootstrap")
    assert sum(one.value for one in found.estimates) == pytest.approx(1)


@settings(max_examples=10)
@given(st.permutations(range(PEOPLE)))
def test_row_order_changes_nothing(rows: list[int]) -> None:
    assert figures(estimate(ANSWERS, rows)) == pytest.approx(figures(estimate(ANSWERS)), rel=1e-12)


@settings(max_examples=10)
@given(st.permutations(["nurse", "other", "teacher"]))
def test_relabelling_only_moves_the_figures(names: list[str]) -> None:
    renamed = dict(zip(["nurse", "other", "teacher"], names, strict=True))
    before, after = estimate(ANSWERS), estimate([renamed[answer] for answer in ANSWERS])
    for k, name in enumerate(before.categories):
        moved = after.categories.index(renamed[name])
        assert after.se[moved] == pytest.approx(before.se[k], rel=1e-12)
        assert after.estimates[moved].value == pytest.approx(before.estimates[k].value, rel=1e-12)
        assert after.estimates[moved].low == pytest.approx(before.estimates[k].low, rel=1e-12)


def figures(found: Proportions) -> list[float]:
    return [figure for one in found.estimates for figure in (one.value, one.low, one.high)]


def test_missing_answers_leave_the_sums_and_are_told() -> None:
    answers = [None if row % 10 == 0 else answer for row, answer in enumerate(ANSWERS)]
    found = estimate(answers)
    weight = 1 / np.array(DEGREES)
    known = np.array([answer is not None for answer in answers])
    nurse = np.array([answer == "nurse" for answer in answers])
    assert found.estimates[0].value == pytest.approx(weight[nurse].sum() / weight[known].sum())
    assert found.estimates[0].n == 54
    assert codes(found)[:2] == ["waves-few", "outcome-missing"]


def test_a_sound_group_that_recruited_nobody_is_told() -> None:
    answers: list[str | None] = ["home"] * 45 + ["abroad"] * 15
    found = estimate(answers)
    assert "group-recruited-nobody" in codes(found)
    told = [c.message for c in found.estimates[0].cautions if c.code == "group-recruited-nobody"]
    assert told == ["Nobody in the group “abroad” recruited anybody."]


def test_one_answer_for_all_has_no_precision() -> None:
    found = estimate(["yes"] * PEOPLE)
    one = found.estimates[0]
    assert (one.value, one.effective_n) == (pytest.approx(1), None)
    assert codes(found)[-1] == "no-spread"


def test_a_small_lopsided_sample_is_full_of_cautions() -> None:
    sample = from_recruiters(["a", "b", "c", "d"], [None, "a", "a", None], [2.0, None, 3.0, 4.0])
    resamples = tree_bootstrap(sample, 50, np.random.default_rng(1))
    answers = ["x", "y", None, None]
    found = proportions(sample, answers, raised(sample), resamples)
    assert codes(found) == [
        "seeds-few",
        "waves-few",
        "seed-dominates",
        "n-small",
        "outcome-missing",
        "group-recruited-nobody",
        "replicates-few",
        "replicates-empty",
        "degree-missing",
        "degree-many-invalid",
        "effective-n-small",
    ]


def test_seeds_alone_are_no_chain_sample() -> None:
    sample = from_recruiters(["a", "b", "c"], [None, None, None], [2.0, 2.0, 3.0])
    resamples = tree_bootstrap(sample, 200, np.random.default_rng(1))
    found = proportions(sample, ["x", "y", "y"], raised(sample), resamples)
    assert "recruits-none" in codes(found)


def test_what_cannot_be_estimated_is_refused() -> None:
    sample = from_recruiters(["a", "b"], [None, "a"], [2.0, 3.0])
    resamples = tree_bootstrap(sample, 50, np.random.default_rng(1))
    treated = raised(sample)
    with pytest.raises(ValueError, match="missing for every respondent"):
        proportions(sample, [None, None], treated, resamples)
    with pytest.raises(ValueError, match="1 outcomes for 2 respondents"):
        proportions(sample, ["x"], treated, resamples)
    with pytest.raises(ValueError, match="between 0 and 1, not at 95"):
        proportions(sample, ["x", "y"], treated, resamples, level=95)
