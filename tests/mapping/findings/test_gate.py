"""Findings are judged by the publication gate of the methods, and by nothing else."""

import pytest

from homelands.foundation.roles import Role
from homelands.foundation.rules import ReasonMissing
from homelands.mapping.findings.actions import findings
from homelands.mapping.findings.queries import findings as queries
from homelands.mapping.findings.rules import ForbiddenWords, check_words, doubts
from homelands.mapping.statistics.models import Estimate
from homelands.science.publication.precision import FEWEST, WIDEST
from homelands.surveys.questionnaires.models import Study
from tests import make, make_mapping


def share(value: float, low: float, high: float, count: int = 40, **fields: float) -> Estimate:
    known = {"effective_n": 80.0, "n": 100, **fields}
    return Estimate(category="yes", count=count, value=value, low=low, high=high, **known)


@pytest.mark.parametrize(
    ("one", "sentence"),
    [
        (
            share(0.06, 0.02, 0.11),
            "“yes”: The interval is 9 percentage points wide about a share of 6 per cent",
        ),
        (share(0.30, 0.15, 0.45 + 1e-13), "30 percentage points wide; 30 is too wide"),
        (share(1.0, 1.0, 1.0), "“yes”: The share is 100 per cent: a statistician"),
        (share(0.4, 0.35, 0.45, effective_n=12.34), "worth only 12.3 independent ones"),
    ],
)
def test_the_precision_that_the_gate_asks_for(one: Estimate, sentence: str) -> None:
    (said,) = doubts([one])
    assert sentence in said


@pytest.mark.parametrize(
    "one",
    [
        share(0.06, 0.04, 0.085),  # no wider than five points: its relative width does not matter
        share(0.06, 0.03, 0.09, count=6),  # hidden, so nobody is misled by it
        Estimate(category="yes", count=40, n=100),  # a count of respondents
    ],
)
def test_what_the_gate_lets_pass(one: Estimate) -> None:
    assert doubts([one]) == []


def test_the_limits_are_the_gates() -> None:
    assert (FEWEST, WIDEST) == (30, 0.30)
    few = share(0.4, 0.35, 0.45, effective_n=FEWEST - 0.01)
    assert doubts([few]) == [
        "“yes”: The answers are worth only 29.9 independent ones; 30 are needed."
    ]


@pytest.mark.parametrize(
    "claim",
    [
        "An error margin of 3 points",
        "Muestras representativas",
        "عينة ممثلة للجالية",
        "re\u00adpresentative",
    ],
)
def test_the_words_that_only_the_gate_knew(claim: str) -> None:
    with pytest.raises(ForbiddenWords) as refused:
        check_words(Study.Design.RDS, claim)
    assert "cannot be said of this study" in str(refused.value)


@pytest.mark.django_db
def test_short_chains_and_silent_groups_need_a_reason() -> None:
    study = make_mapping.answered(make_mapping.study(), make_mapping.mixed(80, 40), seeds=60)
    finding = make_mapping.finding(study)
    against = doubts(queries.estimates(finding))
    assert "The longest chain has 1 wave; 3 are needed at least." in against
    officer = make_mapping.officer()
    with pytest.raises(ReasonMissing, match="3 are needed at least"):
        findings.publish(finding, at=make.NOW, by=officer, why="")
    why = "A pilot: it says so."
    assert findings.publish(finding, at=make.NOW, by=officer, why=why).published_why == why


@pytest.mark.django_db
def test_readers_see_what_was_against_it() -> None:
    study = make_mapping.answered(make_mapping.study(), make_mapping.mixed(80, 40), seeds=60)
    first = make_mapping.computed(study)[0]
    marked = {one["code"] for one in first.cautions if one.get("against")}
    assert marked == {"waves-too-few", "recruitment-reducible"}
    assert "seeds-few" not in {one["code"] for one in first.cautions}


@pytest.mark.django_db
def test_separate_countries_need_a_reason_as_they_did() -> None:
    study = make_mapping.study(destinations=["GBR", "FRA"])
    make_mapping.answered(study, make_mapping.mixed(200, 100), seeds=20)
    finding = make_mapping.finding(study)
    assert any("taken as one network" in one for one in doubts(queries.estimates(finding)))
    with pytest.raises(ReasonMissing):
        findings.publish(finding, at=make.NOW, by=make.officer(role=Role.MINISTRY_OFFICER))
