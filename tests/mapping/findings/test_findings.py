"""Findings: what may be published, by whom, and how one is taken back."""

from typing import Any
from uuid import uuid4

import pytest

from homelands.foundation.errors import NotAllowed, NotNow
from homelands.foundation.models import Release
from homelands.foundation.roles import Role
from homelands.foundation.rules import ReasonMissing, TellsFew
from homelands.mapping.findings.actions import findings
from homelands.mapping.findings.actions.findings import Wording
from homelands.mapping.findings.models import Finding
from homelands.mapping.findings.queries import findings as queries
from homelands.mapping.findings.rules import (
    ForbiddenWords,
    NothingToShow,
    TooFew,
    check_words,
    doubts,
)
from homelands.mapping.statistics.models import Estimate
from homelands.surveys.questionnaires.models import Study
from tests import make, make_mapping

pytestmark = pytest.mark.django_db


def publish(finding: Finding, why: str = "", by: Any = None) -> Finding:
    return findings.publish(finding, at=make.NOW, by=by or make_mapping.officer(), why=why)


def counted(yes: int, no: int) -> Finding:
    study = make_mapping.study(Study.Design.CONVENIENCE)
    make_mapping.answered(study, ["yes"] * yes + ["no"] * no)
    return make_mapping.finding(study, claim="Most who answered are members")


def test_a_draft_is_published_and_read() -> None:
    officer = make_mapping.officer()
    finding = publish(make_mapping.finding(), by=officer)
    assert (finding.state, finding.published_at) == ("published", make.NOW)
    assert finding.published_by_id == officer.user_id
    (found,) = queries.published()
    assert (found, found.n) == (finding, 300)


@pytest.mark.parametrize("role", [Role.MINISTRY_OFFICER, Role.SURVEY_MANAGER])
def test_publishing_needs_a_grant_without_limits(role: Role) -> None:
    finding = make_mapping.finding()
    with pytest.raises(NotAllowed):
        publish(finding, by=make.officer("GBR", role=role))
    assert publish(finding, by=make.officer(role=role)).state == "published"


def test_a_monitoring_officer_drafts_and_does_not_publish() -> None:
    officer = make.officer(role=Role.ME_OFFICER)
    study = make_mapping.answered(make_mapping.study(), make_mapping.mixed(200, 100), seeds=20)
    made = make_mapping.computed(study)
    finding = findings.draft(made, wording=Wording("Two in three"), at=make.NOW, by=officer)
    with pytest.raises(NotAllowed):
        publish(finding, by=officer)
    with pytest.raises(NotAllowed):
        findings.draft(made, wording=Wording("x"), at=make.NOW, by=make.officer("GBR"))


def test_below_thirty_nothing_is_published_whatever_the_reason() -> None:
    finding = counted(19, 10)
    with pytest.raises(TooFew, match="Only 29 people answered"):
        publish(finding, why="It is urgent")
    finding.refresh_from_db()
    assert finding.state == "draft"


def test_a_wide_interval_needs_a_named_persons_reason() -> None:
    one_chain = ["yes", "no", "no"] * 20
    study = make_mapping.answered(make_mapping.study(), one_chain, seeds=3)
    finding = make_mapping.finding(study)
    against = doubts(queries.estimates(finding))
    assert "percentage points wide; 30 is too wide" in against[1]
    labels = {"yes": "Member", "no": "Member"}
    named = doubts(queries.estimates(finding), labels)
    assert [one.split(":")[0] for one in named[:2]] == ["“Member”", "“Member”"]
    with pytest.raises(ReasonMissing, match="write why"):
        publish(finding, why="  ")
    assert publish(finding, why="Nothing better exists").published_why == "Nothing better exists"


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(0.2, 0.5, True), (0.2, 0.49, False), (None, None, False)],
)
def test_the_limit_of_the_interval(low: float | None, high: float | None, said: bool) -> None:
    shares = {"value": 0.35, "low": low, "high": high}
    one = Estimate(category="yes", count=35, n=100, effective_n=80.0, **shares)
    assert bool(doubts([one])) is said


def test_few_independent_answers_need_a_reason_too() -> None:
    shares = {"value": 0.45, "low": 0.4, "high": 0.5}
    one = Estimate(category="yes", count=45, n=100, effective_n=29.9, **shares)
    assert doubts([one]) == [
        "“yes”: The answers are worth only 29.9 independent ones; 30 are needed."
    ]


@pytest.mark.parametrize(
    "claim",
    [
        "A representative sample says so",
        "Representativeness is given",
        "Two thirds, with a margin of error of 3 points",
        "Un échantillon représentatif",
        "La marge d’erreur est de 3 points",
        "Una muestra representativa",
        "El margen de error es de 3 puntos",
        "هامش الخطأ ثلاث نقاط",
    ],
)
def test_words_that_the_design_does_not_carry_are_refused(claim: str) -> None:
    with pytest.raises(ForbiddenWords):
        make_mapping.finding(claim=claim)
    for design in (Study.Design.RDS, Study.Design.CONVENIENCE):
        with pytest.raises(ForbiddenWords):
            check_words(design, "", claim)
    check_words(Study.Design.PROBABILITY, claim)


def test_words_that_only_look_alike_pass() -> None:
    check_words(Study.Design.RDS, "Two thirds met representatives of the mission", "in error")


def test_words_are_checked_again_when_it_is_published() -> None:
    finding = make_mapping.finding()
    Finding.objects.filter(pk=finding.pk).update(text="A representative survey")
    with pytest.raises(ForbiddenWords):
        publish(finding)


def test_where_every_group_is_small_nothing_is_published() -> None:
    study = make_mapping.study(Study.Design.CONVENIENCE)
    make_mapping.answered(study, [str(place % 5) for place in range(40)])
    with pytest.raises(NothingToShow):
        publish(make_mapping.finding(study))


def test_small_groups_are_hidden_with_what_would_tell_them() -> None:
    rows = queries.table(counted(35, 9)).rows
    assert [(row.category, row.count) for row in rows] == [("no", None), ("yes", None)]
    study = make_mapping.answered(make_mapping.study(), ["a"] * 50 + ["b"] * 30 + ["c"] * 8)
    shown = {row.category: row for row in queries.table(make_mapping.finding(study)).rows}
    assert shown["a"].count == 50
    for hidden in ("b", "c"):
        row = shown[hidden]
        values = (row.count, row.value, row.low, row.high, *row.others)
        assert values == (None,) * 5


def test_taking_back_needs_a_reason() -> None:
    finding = make_mapping.published()
    with pytest.raises(ReasonMissing):
        findings.retract(finding, why=" ", at=make.NOW, by=make_mapping.officer())
    with pytest.raises(NotAllowed):
        findings.retract(finding, why="Wrong", at=make.NOW, by=make.officer("GBR"))
    back = findings.retract(finding, why="Wrong", at=make.NOW, by=make_mapping.officer())
    assert (back.state, back.retracted_why) == ("retracted", "Wrong")
    assert list(queries.published()) == []


def test_a_draft_that_is_given_up_was_never_published() -> None:
    finding = make_mapping.finding()
    findings.retract(finding, why="Asked badly", at=make.NOW, by=make_mapping.officer())
    assert list(queries.once_published()) == []


def test_a_finding_moves_only_along_its_states() -> None:
    finding = make_mapping.published()
    with pytest.raises(NotNow, match="“Published” and cannot become “Published”"):
        publish(finding)
    findings.retract(finding, why="Wrong", at=make.NOW, by=make_mapping.officer())
    with pytest.raises(NotNow):
        publish(finding)


def test_what_is_published_is_kept_in_the_register() -> None:
    finding = publish(counted(30, 20))
    findings.retract(finding, why="Wrong", at=make.NOW, by=make_mapping.officer())
    (release,) = Release.objects.all()
    assert release.universe == f"study {finding.study_id} {finding.variable}"
    assert (release.page, release.record) == ("findings.findings.read", finding.pk)
    of = finding.variable
    assert release.cells == [[[], 50], [[[of, ["no"]]], 20], [[[of, ["yes"]]], 30]]


def later(finding: Finding, *more: str) -> Finding:
    """A second draft on the same question after some more have answered."""
    study = finding.study
    with make.as_(make.SYSTEM):
        for place, answer in enumerate(more):
            row = study.responses.first()
            row.pk, row.label, row.recruiter_id = uuid4(), f"more {place}", None
            row.answers = {make_mapping.VARIABLE: answer}
            row.save(force_insert=True)
    return make_mapping.finding(study, claim="As it is now")


def test_a_later_finding_that_differs_by_a_few_people_is_not_published() -> None:
    """52 less 50: two came, and the answers that grew are theirs. Taking back changes nothing."""
    first = publish(counted(30, 20))
    findings.retract(first, why="Wrong", at=make.NOW, by=make_mapping.officer())
    second = later(first, "yes", "yes")
    with pytest.raises(TellsFew, match="2 people could be made out"):
        publish(second, why="It is urgent")
    assert Release.objects.count() == 1


def test_a_later_finding_on_ten_more_is_published() -> None:
    first = publish(counted(30, 20))
    assert publish(later(first, *["yes"] * 10, *["no"] * 10)).state == "published"
    assert Release.objects.count() == 2
