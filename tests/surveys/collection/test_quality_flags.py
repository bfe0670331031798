"""Flags: each rule sees what it should and nothing else; an officer decides, the tree stays."""

from datetime import timedelta
from uuid import uuid4

import pytest

from homelands.foundation.errors import NotAllowed
from homelands.foundation.models import AuditEvent
from homelands.foundation.roles import Role
from homelands.foundation.rules import ReasonMissing
from homelands.science.rds.sample import from_recruiters
from homelands.surveys.collection.actions import quality_flags
from homelands.surveys.collection.actions.quality_flags import Machine
from homelands.surveys.collection.models import QualityFlag, Trace
from homelands.surveys.collection.rules import quality_flags as rules
from homelands.surveys.collection.rules.quality_flags import Row
from homelands.surveys.collection.tasks import quality_flags as tasks
from homelands.surveys.questionnaires.models import Response
from homelands.surveys.questionnaires.queries import responses as response_queries
from tests import make, make_recruitment

MINUTE = timedelta(minutes=1)


def row(**fields) -> Row:
    """A response that no rule flags."""
    key = uuid4()
    usual = {
        "key": key, "label": str(key), "destination": "GBR", "recruiter": None, "degree": 20.0,
        "seconds": 300.0, "answers": {}, "completed_at": make.NOW,
    }  # fmt: skip
    return Row(**{**usual, **fields})


def seen(rule, rows) -> set:
    return {flag.row.key for flag in rule(rows)}


def test_two_from_one_browser_are_seen_and_strangers_are_not():
    one, two, other = row(browser="a"), row(browser="a"), row(browser="b")
    assert seen(rules.same_machine, [one, two, other, row(), row()]) == {one.key, two.key}
    told = {flag.row.key: flag.details for flag in rules.same_machine([one, two])}
    assert told == {one.key: {"others": [two.label]}, two.key: {"others": [one.label]}}


def test_a_household_is_no_burst_but_four_in_an_hour_are():
    house = [row(network="n", agent="x", completed_at=make.NOW + k * MINUTE) for k in range(3)]
    assert seen(rules.same_network, house) == set()
    fourth = row(network="n", agent="x", completed_at=make.NOW + 50 * MINUTE)
    assert seen(rules.same_network, [*house, fourth]) == {r.key for r in [*house, fourth]}
    late = row(network="n", agent="x", completed_at=make.NOW + 90 * MINUTE)
    assert seen(rules.same_network, [*house, late]) == set()


def test_speed_is_judged_only_beside_enough_others():
    fast = row(seconds=20)
    assert seen(rules.too_fast, [fast, *[row() for _ in range(18)]]) == set()
    assert seen(rules.too_fast, [fast, *[row() for _ in range(19)]]) == {fast.key}


def test_fewer_contacts_than_were_seen_and_more_than_can_be_are_doubted():
    low = row(degree=1.0, recruiter=uuid4())
    recruit = row(recruiter=low.key)
    giant, none, usual = row(degree=501.0), row(degree=None), row(degree=500.0)
    assert seen(rules.odd_degree, [low, recruit, giant, none, usual]) == {low.key, giant.key}


def test_three_recruits_within_minutes_are_a_doubt_about_who_invited_them():
    inviter = row()
    quick = [row(recruiter=inviter.key, completed_at=make.NOW + k * MINUTE) for k in (1, 3, 9)]
    slow = [row(recruiter=inviter.key, completed_at=make.NOW + k * MINUTE) for k in (1, 3, 900)]
    (flag,) = rules.burst([inviter, *quick])
    assert (flag.row.key, flag.details["minutes"]) == (inviter.key, 8)
    assert seen(rules.burst, [inviter, *slow]) == set()


def test_equal_answers_count_when_there_are_enough_of_them():
    many = {f"/data/q{k}": "1" for k in range(10)}
    one = row(answers={**many, "/data/network_size": "3"})
    two = row(answers={**many, "/data/network_size": "9"})
    other = row(answers={**many, "/data/q3": "2"})
    few = [row(answers={"/data/q1": "1"}) for _ in range(2)]
    assert seen(rules.same_answers, [one, two, other, *few]) == {one.key, two.key}


def test_a_closed_circle_is_a_chain_that_shares_machines():
    one = row(browser="a")
    two = row(browser="a", recruiter=one.key, network="n")
    three = row(browser="b", recruiter=two.key, network="n")
    stranger = row(recruiter=three.key)
    chain = [one, two, three, stranger]
    assert seen(rules.clique, chain) == {one.key, two.key, three.key}
    assert seen(rules.clique, [one, two]) == set()


def test_one_answer_in_every_row_of_a_long_table_is_doubted():
    paths = [f"/data/m{k}" for k in range(5)]
    flat = row(answers=dict.fromkeys(paths, "3"))
    lively = row(answers={**dict.fromkeys(paths, "3"), paths[0]: "1"})
    short = row(answers=dict.fromkeys(paths[:4], "3"))
    found = rules.straight_lines([flat, lively, short], [paths])
    assert [(d.row.key, d.details) for d in found] == [(flat.key, {"questions": 5})]


def doubtful() -> tuple[Response, Response, Response, QualityFlag]:
    """A seed, whom two came through: the first with an impossible number of contacts."""
    seed, _ = make_recruitment.answered(make_recruitment.seed(make_recruitment.running()))
    first, _ = make_recruitment.answered(
        make_recruitment.invitations(seed)[0], network_size="900", works="no"
    )
    second, _ = make_recruitment.answered(make_recruitment.invitations(first)[0])
    tasks.look(timestamp=int(make.NOW.timestamp()) + 30)
    with make.as_(make.SYSTEM):
        flag = QualityFlag.objects.select_related("study").get(response=first, code="odd_degree")
    return seed, first, second, flag


@pytest.mark.django_db
def test_a_doubt_is_raised_on_completion_and_once():
    *_, flag = doubtful()
    assert flag.details == {"degree": 900, "ties": 2}
    for _ in range(2):
        quality_flags.review(flag.study, at=make.NOW, by=make.SYSTEM)
    with make.as_(make.SYSTEM):
        assert QualityFlag.objects.filter(study=flag.study, code="odd_degree").count() == 1
        assert QualityFlag.objects.get(pk=flag.pk).details == {"degree": 900, "ties": 2}


@pytest.mark.django_db
def test_who_is_left_out_leaves_results_and_keeps_the_place_in_the_tree():
    seed, first, second, flag = doubtful()
    officer = make.officer(role=Role.SURVEY_MANAGER)
    quality_flags.decide(flag, state="left_out", at=make.NOW, by=officer, why="Not a person")
    with make.as_(make.SYSTEM):
        columns = response_queries.sample(flag.study, "works")
        kept = {r.pk for r in response_queries.completed(flag.study)}
        assert Response.objects.filter(pk=first.pk).exists()
        (event,) = AuditEvent.objects.filter(code="collection.quality_flags.decide")
    assert kept == {seed.pk, second.pk}
    told = dict(zip(columns.ids, columns.outcome, strict=True))
    assert told == {seed.label: "yes", first.label: None, second.label: "yes"}
    forest = from_recruiters(columns.ids, columns.recruiters, columns.degrees)
    assert dict(zip(forest.ids, forest.wave.tolist(), strict=True))[second.label] == 2
    assert (event.why, event.actor_id) == ("Not a person", officer.user_id)


@pytest.mark.django_db
def test_a_decision_stays_until_somebody_decides_again_and_needs_a_reason():
    *_, flag = doubtful()
    by = make.officer(role=Role.SURVEY_MANAGER)
    with pytest.raises(ReasonMissing):
        quality_flags.decide(flag, state="kept", at=make.NOW, by=by, why="")
    with pytest.raises(quality_flags.NoDecision):
        quality_flags.decide(flag, state="open", at=make.NOW, by=by, why="Later")
    quality_flags.decide(flag, state="kept", at=make.NOW, by=by, why="She knows many")
    quality_flags.review(flag.study, at=make.NOW, by=make.SYSTEM)
    with make.as_(make.SYSTEM):
        assert QualityFlag.objects.get(pk=flag.pk).state == "kept"
    by = make.officer("GBR", Role.SURVEY_MANAGER)
    with pytest.raises(NotAllowed):
        quality_flags.decide(flag, state="kept", at=make.NOW, by=by, why="No")


@pytest.mark.django_db
def test_a_respondent_never_sees_what_was_noted_about_them():
    made = make_recruitment.running()
    one, by = make_recruitment.answered(make_recruitment.seed(made), network_size="900")
    machine = Machine("cookie", "agent", "10.0.0.1")
    quality_flags.trace(one, machine=machine, at=make.NOW, by=by)
    tasks.look(timestamp=int(make.NOW.timestamp()) + 30)
    with make.as_(make.SYSTEM):
        assert QualityFlag.objects.filter(response=one).exists()
        assert Trace.objects.filter(response=one).exists()
    with make.as_(by):
        assert list(Response.objects.values_list("pk", flat=True)) == [one.pk]
        assert list(QualityFlag.objects.all()) == []
        assert list(Trace.objects.all()) == []


@pytest.mark.django_db
def test_a_trace_holds_only_digests_that_differ_between_studies():
    machine = Machine("cookie-of-somebody", "Firefox|de", "192.0.2.7")
    held = []
    for _ in range(2):
        coupon = make_recruitment.seed(make_recruitment.running())
        one, by = make_recruitment.begun(coupon)
        quality_flags.trace(one, machine=machine, at=make.NOW, by=by)
        with make.as_(make.SYSTEM):
            held.append(Trace.objects.get(response=one))
    told = f"{held[0].machine} {held[0].network}"
    assert not any(words in told for words in ("cookie", "Firefox", "192.0.2"))
    assert held[0].machine != held[1].machine
    assert held[0].network != held[1].network


@pytest.mark.django_db
@pytest.mark.parametrize(("days", "left"), [(29, 1), (32, 0)])
def test_traces_go_a_month_after_the_study_has_closed(days, left):
    made = make_recruitment.running(closes_on=make.TODAY)
    one, by = make_recruitment.begun(make_recruitment.seed(made))
    quality_flags.trace(one, machine=Machine("c", "a", "n"), at=make.NOW, by=by)
    at = make.NOW + timedelta(days=days)
    tasks.forget_traces(timestamp=int(at.timestamp()))
    with make.as_(make.SYSTEM):
        assert Trace.objects.filter(response=one).count() == left


@pytest.mark.django_db
def test_the_night_looks_at_every_study_that_runs():
    *_, flag = doubtful()
    with make.as_(make.SYSTEM):
        QualityFlag.objects.filter(study=flag.study).delete()
    tasks.review_quality_flags(timestamp=int(make.NOW.timestamp()))
    with make.as_(make.SYSTEM):
        assert QualityFlag.objects.filter(study=flag.study, code="odd_degree").exists()
