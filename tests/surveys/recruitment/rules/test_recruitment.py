"""When invitations are given out and taken, what their rules may become, what can be paid."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest

from homelands.foundation.roles import Role
from homelands.foundation.rules import check_reason
from homelands.surveys.questionnaires.models import Response, Study
from homelands.surveys.questionnaires.rules import check_invited, check_manages_of
from homelands.surveys.recruitment.models import Coupon, Scheme
from homelands.surveys.recruitment.rules import coupons as rules
from tests.make import NOW, TODAY
from tests.rights import may, refused

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


def test_only_respondent_driven_studies_have_invitations() -> None:
    allowed = [
        design
        for design in Study.Design
        if refused(rules.check_recruits, Study(design=design)) is None
    ]
    assert allowed == [Study.Design.RDS]


def test_rules_of_invitations_come_first() -> None:
    assert refused(rules.check_has_scheme, Scheme()) is None
    assert refused(rules.check_has_scheme, None) == ("no_scheme", None)


def test_managers_of_the_study_keep_its_records() -> None:
    coupon = Coupon(study=Study(destinations=["GBR"]))
    assert may(check_manages_of, coupon, country="GBR") == {Role.SURVEY_MANAGER}
    assert may(check_manages_of, coupon, country="FRA") == set()


def terms(**changes: Any) -> SimpleNamespace:
    usual = {"coupons_each": 3, "valid_days": 28, "first_reward": 0, "second_reward": 0}
    return SimpleNamespace(**{**usual, "currency": "", **changes})


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"coupons_each": 1, "valid_days": 1}, None),
        ({"coupons_each": 20, "valid_days": 365}, None),
        ({"coupons_each": 0}, "coupons_each"),
        ({"coupons_each": 21}, "coupons_each"),
        ({"valid_days": 0}, "valid_days"),
        ({"valid_days": 366}, "valid_days"),
        ({"first_reward": 1}, "currency"),
        ({"second_reward": 1}, "currency"),
        ({"first_reward": 1, "second_reward": 1, "currency": "EUR"}, None),
    ],
)
def test_terms(changes: dict[str, Any], field: str | None) -> None:
    expected = ("unfit_terms", field) if field else None
    assert refused(rules.check_terms, terms(**changes)) == expected


@pytest.mark.parametrize(
    ("currency", "earned", "why", "refusal"),
    [
        ("EUR", True, "Too few came", None),
        ("USD", False, "Too few came", None),
        ("USD", True, "Too few came", ("unfit_terms", "currency")),
        ("EUR", False, " ", ("reason_missing", "why")),
    ],
)
def test_changes_of_terms(currency: str, earned: bool, why: str, refusal: object) -> None:
    changed = terms(currency=currency)
    held = Scheme(currency="EUR")
    assert refused(rules.check_change, held, changed, earned=earned, why=why) == refusal


def test_a_reason() -> None:
    assert refused(check_reason, "Lost") is None
    assert refused(check_reason, "\t") == ("reason_missing", "why")


@pytest.mark.parametrize(
    ("about", "names"),
    [
        ("A nurse who knows many others in Leeds", False),
        ("Came in 2019 with 123456 others", False),
        ("ama@example.org", True),
        ("see https://example.org", True),
        ("www.example.org", True),
        ("call 020 79-46.01", True),
    ],
)
def test_a_seed_is_described_without_a_way_to_them(about: str, names: bool) -> None:
    expected = ("names_somebody", "about") if names else None
    assert refused(rules.check_names_nobody, about, "about") == expected


@pytest.mark.parametrize(
    ("invited", "by_collector", "allowed"),
    [(True, False, True), (False, True, True), (False, False, False)],
)
def test_a_study_with_rules_is_closed_to_others(
    invited: bool, by_collector: bool, allowed: bool
) -> None:
    how = {"invited": invited, "by_collector": by_collector}
    expected = None if allowed else ("only_by_invitation", None)
    assert refused(check_invited, Study(by_invitation=True), **how) == expected
    assert refused(check_invited, Study(), **how) is None


def begun(hours: float, **fields: Any) -> Response:
    return Response(started_at=NOW - timedelta(hours=hours), **fields)


def test_an_invitation_is_kept_for_two_days_for_who_began() -> None:
    assert rules.is_kept(Coupon(), NOW) is False
    assert rules.is_kept(Coupon(used_by=begun(47.9)), NOW) is True
    assert rules.is_kept(Coupon(used_by=begun(48)), NOW) is False
    assert rules.is_kept(Coupon(used_by=begun(1, completed_at=NOW)), NOW) is False


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({}, None),
        ({"expires_on": TODAY - DAY}, "invitation_expired"),
        ({"voided_at": NOW}, "invitation_withdrawn"),
        ({"used_by": begun(1, completed_at=NOW)}, "invitation_used"),
        ({"used_by": begun(1, completed_at=NOW), "voided_at": NOW}, "invitation_used"),
        ({"used_by": begun(1)}, "invitation_begun"),
        ({"used_by": begun(1), "voided_at": NOW}, "invitation_withdrawn"),
        ({"used_by": begun(1), "expires_on": TODAY - DAY}, "invitation_begun"),
        ({"used_by": begun(49)}, None),
        ({"used_by": begun(49), "expires_on": TODAY - DAY}, "invitation_expired"),
    ],
)
def test_which_invitations_are_taken(fields: dict[str, Any], code: str | None) -> None:
    coupon = Coupon(**{"expires_on": TODAY, **fields})
    assert refused(rules.check_takes, coupon, NOW) == ((code, None) if code else None)


def test_until_when_it_is_kept_is_said() -> None:
    coupon = Coupon(used_by=Response(started_at=NOW), expires_on=TODAY)
    with pytest.raises(rules.InvitationBegun, match=r"until 25 November 2026, 09:00"):
        rules.check_takes(coupon, NOW)


def test_nobody_answers_by_their_own_invitation_or_another_study_s() -> None:
    study, issuer = uuid4(), uuid4()
    coupon = Coupon(study_id=study, issuer_id=issuer)
    assert refused(rules.check_fits, coupon, Response(study_id=study)) is None
    own = refused(rules.check_fits, coupon, Response(id=issuer, study_id=study))
    assert own == ("own_invitation", None)
    other = refused(rules.check_fits, coupon, Response(study_id=uuid4()))
    assert other == ("other_study", None)


def test_a_lapsed_invitation() -> None:
    assert refused(rules.check_not_lapsed, Response(coupon="12")) is None
    assert refused(rules.check_not_lapsed, Response(coupon="12", coupon_lapsed=True)) == (
        "invitation_lapsed",
        None,
    )


@pytest.mark.parametrize(
    ("stopped", "fields", "may_invite"),
    [
        ({}, {}, True),
        ({"FRA": "full"}, {}, True),
        ({"GBR": "full"}, {}, False),
        ({"": "over"}, {}, False),
        ({}, {"resume_digest": None}, False),
        ({}, {"answers": {"/data/g/eligible": "no"}}, False),
        ({}, {"answers": {"/data/g/eligible": "yes", "/data/other": "no"}}, True),
    ],
)
def test_who_may_invite(stopped: dict[str, str], fields: dict[str, Any], may_invite: bool) -> None:
    response = Response(**{"destination": "GBR", "resume_digest": b"x", "answers": {}, **fields})
    assert rules.gives(Scheme(stopped=stopped), response) is may_invite


@pytest.mark.parametrize(("closes", "last"), [(None, 28), (10, 10), (40, 28)])
def test_an_invitation_lasts_no_longer_than_its_study(closes: int | None, last: int) -> None:
    study = Study(closes_on=TODAY + closes * DAY if closes else None)
    assert rules.last_day(Scheme(valid_days=28), study, TODAY) == TODAY + last * DAY
