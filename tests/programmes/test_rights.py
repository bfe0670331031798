"""Who may do what in a programme, and that nobody checks what they made themselves."""

from datetime import timedelta
from uuid import uuid4

import pytest

from homelands.foundation.errors import NotAllowed
from homelands.foundation.roles import Role
from homelands.foundation.states import Who, check_step, check_words, worded
from homelands.programmes.needs.models import Call, Programme
from homelands.programmes.needs.rules import (
    NEED,
    check_asks,
    check_call_open,
    check_founds,
    check_manages,
    check_may_apply,
    check_reads,
    is_person,
)
from homelands.programmes.payments.models import Payment
from homelands.programmes.payments.rules import (
    PAYMENT,
    check_approves_payments,
    check_makes_payments,
    check_reads_payments,
)
from homelands.programmes.placements.rules import PLACEMENT, check_works
from homelands.programmes.selection.models import Match
from homelands.programmes.selection.rules.applications import (
    APPLICATION,
    check_applies,
    check_selects,
)
from homelands.programmes.selection.rules.matches import (
    MATCH,
    check_declines,
    check_host_answers,
    check_person_answers,
)
from tests.make import NOW
from tests.rights import PUBLIC, SYSTEM, may, member, officer, refused

PROGRAMME, HOST, PERSON, MAKER = uuid4(), uuid4(), uuid4(), uuid4()
PROPOSAL = Match(programme_id=PROGRAMME, host_id=HOST, person_id=PERSON)
READERS = {
    Role.PROGRAMME_MANAGER,
    Role.PANEL_MEMBER,
    Role.FINANCE_MAKER,
    Role.FINANCE_APPROVER,
    Role.ME_OFFICER,
}
NOT_ALLOWED = ("not_allowed", None)


@pytest.mark.parametrize(
    ("check", "roles"),
    [
        (check_manages, {Role.PROGRAMME_MANAGER}),
        (check_reads_payments, READERS - {Role.PANEL_MEMBER}),
        (check_selects, {Role.PROGRAMME_MANAGER, Role.PANEL_MEMBER}),
        (check_makes_payments, {Role.FINANCE_MAKER}),
    ],
    ids=lambda given: getattr(given, "__name__", ""),
)
def test_a_grant_for_the_programme_or_for_all_of_them(check: Who, roles: set[Role]) -> None:
    for subject in (PROPOSAL, Programme(id=PROGRAMME)):
        assert may(check, subject) == may(check, subject, programme=PROGRAMME) == roles
        assert may(check, subject, programme=uuid4()) == set()
        assert may(check, subject, organisation=HOST) == set()


def test_a_programme_is_founded_by_a_manager_of_all() -> None:
    assert may(check_founds) == {Role.PROGRAMME_MANAGER}
    assert may(check_founds, programme=PROGRAMME) == set()


def test_a_need_is_asked_for_by_the_host_or_the_programme() -> None:
    assert may(check_asks, PROPOSAL) == {Role.PROGRAMME_MANAGER, Role.HOST_FOCAL_POINT}
    assert may(check_asks, PROPOSAL, programme=PROGRAMME) == {Role.PROGRAMME_MANAGER}
    assert may(check_asks, PROPOSAL, organisation=HOST) == {Role.HOST_FOCAL_POINT}
    assert may(check_asks, PROPOSAL, organisation=uuid4()) == set()


def test_only_the_host_answers_for_the_host() -> None:
    assert may(check_host_answers, PROPOSAL) == {Role.HOST_FOCAL_POINT}
    assert may(check_host_answers, PROPOSAL, organisation=HOST) == {Role.HOST_FOCAL_POINT}
    assert may(check_host_answers, PROPOSAL, organisation=uuid4()) == set()
    assert refused(check_host_answers, member(PERSON), PROPOSAL) == NOT_ALLOWED


def test_a_match_is_read_by_person_host_and_programme() -> None:
    assert may(check_reads, PROPOSAL, programme=PROGRAMME) == READERS
    assert may(check_reads, PROPOSAL, organisation=HOST) == {Role.HOST_FOCAL_POINT}
    assert may(check_reads, PROPOSAL, programme=uuid4()) == set()
    assert refused(check_reads, member(PERSON), PROPOSAL) is None
    assert refused(check_reads, member(uuid4()), PROPOSAL) == NOT_ALLOWED


@pytest.mark.parametrize("check", [check_declines, check_works])
def test_what_person_host_and_programme_may_do_alike(check: Who) -> None:
    assert may(check, PROPOSAL, programme=PROGRAMME) == {Role.PROGRAMME_MANAGER}
    assert may(check, PROPOSAL, organisation=HOST) == {Role.HOST_FOCAL_POINT}
    assert refused(check, member(PERSON), PROPOSAL) is None
    assert refused(check, member(uuid4()), PROPOSAL) == NOT_ALLOWED


@pytest.mark.parametrize("check", [check_applies, check_person_answers])
def test_what_only_the_person_may_do(check: Who) -> None:
    assert refused(check, member(PERSON), PROPOSAL) is None
    assert refused(check, SYSTEM, PROPOSAL) is None
    assert refused(check, member(uuid4()), PROPOSAL) == NOT_ALLOWED
    assert refused(check, officer(*Role), PROPOSAL) == NOT_ALLOWED


def test_a_record_about_nobody_is_not_the_public_s() -> None:
    assert is_person(member(PERSON), PROPOSAL) is True
    assert is_person(PUBLIC, Match()) is False


def payment() -> Payment:
    return Payment(programme_id=PROGRAMME, made_by_id=MAKER)


def test_payments_are_approved_within_the_programme() -> None:
    approvers, check = {Role.FINANCE_APPROVER}, check_approves_payments
    assert may(check, payment()) == may(check, payment(), programme=PROGRAMME) == approvers
    assert may(check, payment(), programme=uuid4()) == set()


def test_who_made_a_payment_does_not_approve_it() -> None:
    both = officer(Role.FINANCE_MAKER, Role.FINANCE_APPROVER, user=MAKER)
    refusal = refused(check_approves_payments, both, payment())
    assert refusal == ("maker_is_not_checker", None)
    assert refused(check_makes_payments, both, payment()) is None


def test_the_program_itself_moves_no_money() -> None:
    for check in (check_makes_payments, check_approves_payments):
        assert refused(check, SYSTEM, payment()) == NOT_ALLOWED


def test_a_call_is_open_between_its_dates() -> None:
    hour = timedelta(hours=1)
    call = Call(opens_at=NOW, closes_at=NOW + hour)
    assert refused(check_call_open, call, NOW) is None
    assert refused(check_call_open, call, NOW - hour) == ("call_closed", None)
    assert refused(check_call_open, call, NOW + hour) == ("call_closed", None)


def test_members_apply_and_accounts_for_work_do_not() -> None:
    call = Call(opens_at=NOW, closes_at=NOW + timedelta(hours=1))
    assert refused(check_may_apply, call, NOW, registered=True) is None
    assert refused(check_may_apply, call, NOW, registered=False) == NOT_ALLOWED
    over = refused(check_may_apply, call, NOW + timedelta(hours=1), registered=False)
    assert over == ("call_closed", None)


def test_a_reason_says_something() -> None:
    assert refused(check_words, "  ten signs  ", "why", 9) is None
    assert refused(check_words, " too short ", "why") == ("too_short", "why")
    assert refused(check_words, "ten  signs", "why") is None
    assert worded("  It fits what is asked.  ", "why") == "It fits what is asked."
    assert refused(worded, "  Because. ", "note") == ("too_short", "note")


def test_right_and_stage_are_asked_together() -> None:
    steps = (check_makes_payments, PAYMENT, "pay")
    approved, drafted = Payment(state="approved"), Payment(state="drafted")
    maker = officer(Role.FINANCE_MAKER)
    assert refused(check_step, maker, approved, *steps) is None
    assert refused(check_step, maker, drafted, *steps) == ("not_now", None)
    with pytest.raises(NotAllowed):
        check_step(PUBLIC, drafted, *steps)


def test_what_leaves_the_stage_as_it_is() -> None:
    """Those steps that move on are listed in test_rules.py."""
    tables = {
        "need": NEED,
        "application": APPLICATION,
        "match": MATCH,
        "placement": PLACEMENT,
        "payment": PAYMENT,
    }
    assert {
        f"{name} {state} {verb}"
        for name, steps in tables.items()
        for state, verbs in steps.items()
        for verb, to in verbs.items()
        if state == to
    } == {
        "need draft change",
        "need called call",
        "application started save",
        "placement planned work",
        "placement under_way work",
        "placement completed work",
        "placement completed follow_up",
        "placement ended_early follow_up",
    }
