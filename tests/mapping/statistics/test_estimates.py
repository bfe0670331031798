"""Estimates: what the design allows, the same numbers from the same answers, never changed."""

import pytest
from django.db import DatabaseError, transaction

from homelands.foundation.errors import NotAllowed
from homelands.foundation.roles import Role
from homelands.mapping.statistics.actions import estimates
from homelands.mapping.statistics.actions.estimates import NotComputable
from homelands.mapping.statistics.models import Estimate
from homelands.mapping.statistics.rules.estimation import Plan
from homelands.surveys.questionnaires.models import Study
from tests import make, make_mapping

pytestmark = pytest.mark.django_db


def test_a_respondent_driven_sample_gets_shares_with_intervals_under_each_treatment() -> None:
    study = make_mapping.answered(make_mapping.study(), make_mapping.mixed(40, 20))
    made = make_mapping.computed(study, population=33_003)
    assert [(one.category, one.treatment, one.leads) for one in made] == [
        ("no", "raised", True),
        ("yes", "raised", True),
        ("no", "maximum", False),
        ("yes", "maximum", False),
    ]
    for one in made:
        assert [one.low, one.value, one.high] == sorted([one.low, one.value, one.high])
        assert (one.n, one.level, one.replicates, one.population) == (60, 0.95, 200, 33_003)
    assert [one.count for one in made[:2]] == [20, 40]


def test_the_same_answers_and_plan_give_the_same_rows() -> None:
    study = make_mapping.answered(make_mapping.study(), make_mapping.mixed(40, 20))
    first, again = make_mapping.computed(study), make_mapping.computed(study)
    assert sorted(one.pk for one in first) == sorted(one.pk for one in again)
    other = make_mapping.computed(study, seed=7)
    assert [one.value for one in other] == [one.value for one in first]
    assert [one.low for one in other] != [one.low for one in first]


def test_a_seed_gives_the_same_interval_wherever_it_runs() -> None:
    answers = make_mapping.mixed(40, 20)
    pair = [
        make_mapping.computed(make_mapping.answered(make_mapping.study(), answers))
        for _ in range(2)
    ]
    assert [(one.low, one.high) for one in pair[0]] == [(one.low, one.high) for one in pair[1]]


def test_an_open_invitation_gets_counts_and_nothing_else() -> None:
    study = make_mapping.study(Study.Design.CONVENIENCE)
    make_mapping.answered(study, ["yes"] * 40 + ["no"] * 20 + [None])
    made = make_mapping.computed(study)
    assert [(one.category, one.count, one.n, one.design_class) for one in made] == [
        ("no", 20, 60, "E"),
        ("yes", 40, 60, "E"),
    ]
    assert {(one.value, one.low, one.high, one.effective_n) for one in made} == {(None,) * 4}
    assert [one["code"] for one in made[0].cautions] == ["respondents-only", "outcome-missing"]


def test_answers_that_mean_no_answer_are_left_out() -> None:
    study = make_mapping.answered(make_mapping.study(), [*make_mapping.mixed(40, 20), "0", "0"])
    made = make_mapping.computed(study, missing=("0",))
    assert {(one.category, one.n) for one in made} == {("no", 60), ("yes", 60)}


def test_several_countries_in_one_network_are_only_indicative() -> None:
    study = make_mapping.study(destinations=["GBR", "FRA"])
    made = make_mapping.computed(make_mapping.answered(study, make_mapping.mixed(40, 20)))
    assert {one.design_class for one in made} == {"C"}
    assert "countries-pooled" in [caution["code"] for caution in made[0].cautions]


def test_the_estimate_is_the_same_whatever_the_officer_may_read() -> None:
    study = make_mapping.answered(make_mapping.study(), make_mapping.mixed(40, 20))
    elsewhere = make.officer("FRA", role=Role.SURVEY_MANAGER)
    made = estimates.compute(
        study, variable="member", plan=Plan(replicates=200), at=make.NOW, by=elsewhere
    )
    assert made[0].n == 60


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ([], "Nobody in this study has answered “member” yet."),
        ([None] * 5, "Nobody in this study has answered “member” yet."),
        ([str(age) for age in range(21)], "has 21 different answers; at most 20"),
    ],
)
def test_answers_that_allow_no_estimate_are_refused(answers: list[str], sentence: str) -> None:
    study = make_mapping.answered(make_mapping.study(), answers)
    with pytest.raises(NotComputable, match=sentence):
        make_mapping.computed(study)
    assert Estimate.objects.count() == 0


def test_a_sample_without_any_degree_is_refused_in_words() -> None:
    study = make_mapping.answered(make_mapping.study(), ["yes", "no"] * 10)
    with make.as_(make.SYSTEM), transaction.atomic():
        rows = [(r.label, r.answers) for r in study.responses.all()]
    bare = make_mapping.study()
    with make.as_(make.SYSTEM):
        for label, answers in rows:
            bare.responses.create(
                label=label, answers=answers, destination="GBR", degree=None,
                started_at=make.NOW, changed_at=make.NOW, completed_at=make.NOW,
            )  # fmt: skip
    with pytest.raises(NotComputable, match="no weights can be made"):
        make_mapping.computed(bare)


def test_mission_officers_do_not_compute() -> None:
    study = make_mapping.study()
    with pytest.raises(NotAllowed):
        estimates.compute(study, variable="member", at=make.NOW, by=make.officer("GBR"))


def test_an_estimate_never_changes() -> None:
    study = make_mapping.answered(make_mapping.study(), make_mapping.mixed(40, 20))
    one = make_mapping.computed(study)[0]
    one.value = 0.5
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        one.save()
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        one.delete()
