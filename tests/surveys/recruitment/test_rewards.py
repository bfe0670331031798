"""Rewards: earned once, paid to whoever shows the code, and never more than is owed."""

import pytest
from django.db import IntegrityError, connection, transaction

from homelands.foundation import codes
from homelands.foundation.actors import Actor
from homelands.foundation.errors import NotAllowed
from homelands.foundation.models import AuditEvent
from homelands.foundation.queries import history
from homelands.foundation.roles import Role
from homelands.foundation.rules import ReasonMissing
from homelands.surveys.questionnaires.models import Response
from homelands.surveys.questionnaires.queries import responses as response_queries
from homelands.surveys.recruitment.actions import rewards
from homelands.surveys.recruitment.actions.rewards import ReferenceMissing, Sum
from homelands.surveys.recruitment.actions.schemes import Terms
from homelands.surveys.recruitment.models import RewardEntry
from homelands.surveys.recruitment.queries import rewards as queries
from homelands.surveys.recruitment.rules.coupons import MoreThanOwed
from tests import make, make_recruitment

pytestmark = pytest.mark.django_db
TERMS = Terms(first_reward=500, second_reward=300, currency="EUR")


def rewarded() -> tuple[Response, Actor]:
    """Somebody who answered, and by whose invitation somebody else answered."""
    made = make_recruitment.running(TERMS)
    one, by = make_recruitment.answered(make_recruitment.seed(made))
    make_recruitment.answered(make_recruitment.invitations(one)[0])
    return one, by


def owed(response: Response) -> int:
    with make.as_(make.SYSTEM):
        return queries.owed(response, "EUR")


def test_answering_and_inviting_are_earned_once():
    one, _ = rewarded()
    rewards.earn(one, at=make.NOW, by=make.SYSTEM)
    with make.as_(make.SYSTEM):
        held = RewardEntry.objects.filter(response=one).order_by("amount")
        assert [(e.kind, e.amount, e.currency, e.destination) for e in held] == [
            ("invited", 300, "EUR", "GBR"),
            ("answered", 500, "EUR", "GBR"),
        ]


def test_without_rewards_nothing_is_earned():
    one, _ = make_recruitment.answered(make_recruitment.seed(make_recruitment.running()))
    with make.as_(make.SYSTEM):
        assert not RewardEntry.objects.filter(response=one).exists()


def test_a_claim_code_opens_sums_and_no_answers():
    one, _ = rewarded()
    code = queries.claim_code(one)
    claim = queries.claim(code.lower())
    assert claim is not None
    assert [(b.earned, b.owed) for b in claim.balances] == [(800, 800)]
    assert (claim.invitations, claim.came) == (3, 1)
    with make.as_(Actor.answering(codes.digest(code))):
        assert response_queries.of(Actor.answering(codes.digest(code))) is None
        assert list(Response.objects.all()) == []


def test_an_officer_pays_and_what_is_owed_falls():
    one, _ = rewarded()
    by = make.officer(role=Role.SURVEY_MANAGER)
    paid = rewards.pay(one, of=Sum(600, "EUR"), reference=" T-17 ", at=make.NOW, by=by)
    assert (paid.by, paid.reference, owed(one)) == (by.user_id, "T-17", 200)
    rewards.cancel(one, of=Sum(200, "EUR"), at=make.NOW, by=by, why="Answered twice")
    assert owed(one) == 0
    with make.as_(make.SYSTEM):
        (event,) = AuditEvent.objects.filter(code="recruitment.rewards.cancel")
        assert event.why == "Answered twice"


@pytest.mark.parametrize("sum_", [Sum(801, "EUR"), Sum(1, "USD"), Sum(0, "EUR")])
def test_more_than_is_owed_is_refused(sum_):
    one, _ = rewarded()
    by = make.officer(role=Role.SURVEY_MANAGER)
    with pytest.raises(MoreThanOwed):
        rewards.pay(one, of=sum_, reference="T", at=make.NOW, by=by)
    assert owed(one) == 800


def test_a_payment_needs_a_reference_and_a_cancelling_a_reason():
    one, _ = rewarded()
    by = make.officer(role=Role.SURVEY_MANAGER)
    with pytest.raises(ReferenceMissing):
        rewards.pay(one, of=Sum(1, "EUR"), reference="  ", at=make.NOW, by=by)
    with pytest.raises(ReasonMissing):
        rewards.cancel(one, of=Sum(1, "EUR"), at=make.NOW, by=by, why=" ")


def test_only_who_manages_the_study_pays():
    one, holder = rewarded()
    for by in (holder, make.officer("GBR", Role.SURVEY_MANAGER), make.officer()):
        with pytest.raises(NotAllowed):
            rewards.pay(one, of=Sum(1, "EUR"), reference="T", at=make.NOW, by=by)


INSERT = """
INSERT INTO recruitment_rewardentry
    (id, study_id, response_id, destination, kind, amount, currency, at, by, reference, why)
VALUES (gen_random_uuid(), %(study)s, %(response)s, 'GBR', %(kind)s, %(amount)s, 'EUR', now(),
    %(by)s, %(reference)s, %(why)s)
"""


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "paid", "amount": 801},
        {"kind": "cancelled", "amount": 801, "why": "x"},
        {"kind": "paid", "reference": ""},
        {"kind": "paid", "by": None},
        {"kind": "cancelled", "why": ""},
        {"kind": "answered"},
        {"kind": "invited"},
        {"kind": "paid", "amount": 0},
    ],
)
def test_the_database_holds_what_the_program_promises(wrong):
    one, _ = rewarded()
    right = {
        "study": one.study_id, "response": one.pk, "kind": "paid", "amount": 1,
        "by": one.pk, "reference": "T", "why": "",
    }  # fmt: skip
    with make.as_(make.SYSTEM), connection.cursor() as cursor:
        with pytest.raises(IntegrityError), transaction.atomic():
            cursor.execute(INSERT, {**right, **wrong})
        cursor.execute(INSERT, right)
        assert cursor.rowcount == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE recruitment_rewardentry SET amount = 1",
        "DELETE FROM recruitment_rewardentry",
        "TRUNCATE recruitment_rewardentry",
    ],
)
def test_lines_are_final(statement):
    rewarded()
    refused = pytest.raises(Exception, match="permission denied")
    with make.as_(make.SYSTEM), connection.cursor() as cursor, refused, transaction.atomic():
        cursor.execute(statement)


def test_the_ledger_is_chained_and_a_reward_earned_twice_leaves_no_gap():
    one, _ = rewarded()
    with make.as_(make.SYSTEM):
        before = RewardEntry.objects.count()
        rewards.earn(one, at=make.NOW, by=make.SYSTEM)
        assert RewardEntry.objects.count() == before
    rewards.pay(
        one, of=Sum(1, "EUR"), reference="T", at=make.NOW,
        by=make.officer(role=Role.SURVEY_MANAGER),
    )  # fmt: skip
    with make.as_(make.SYSTEM):
        assert "recruitment_rewardentry" in history.tables()
        assert history.breaks("recruitment_rewardentry") == []
        assert b"" not in RewardEntry.objects.values_list("chain_digest", flat=True)


def test_a_respondent_reads_their_own_ledger_and_writes_none():
    one, by = rewarded()
    make_recruitment.answered(make_recruitment.seed(make_recruitment.running(TERMS)))
    with make.as_(by), connection.cursor() as cursor:
        assert {e.response_id for e in RewardEntry.objects.all()} == {one.pk}
        values = {
            "study": one.study_id, "response": one.pk, "kind": "paid", "amount": 1,
            "by": one.pk, "reference": "T", "why": "",
        }  # fmt: skip
        with pytest.raises(Exception, match="row-level security"), transaction.atomic():
            cursor.execute(INSERT, values)
    with make.as_(Actor.public()):
        assert list(RewardEntry.objects.all()) == []
