"""Who moves money: one prepares, another of the programme approves, the system never."""

from uuid import UUID

import pytest

from homelands.foundation.actors import Actor, Reach
from homelands.foundation.errors import NotAllowed
from homelands.foundation.roles import Role
from homelands.programmes.payments import rules
from homelands.programmes.payments.models import Payment
from homelands.programmes.placements.models import Placement
from tests.programmes.people import (
    OTHER_PROGRAMME,
    PERSON,
    PROGRAMME,
    lets,
    may,
    officer,
    reaching,
)

MAKER, CHECKER = UUID(int=11), UUID(int=12)
PAYMENT = Payment(programme_id=PROGRAMME, person_id=PERSON, made_by_id=MAKER)
MAKES, CHECKS = Role.FINANCE_MAKER, Role.FINANCE_APPROVER


@pytest.mark.parametrize("record", [PAYMENT, Placement(programme_id=PROGRAMME)])
def test_payments_are_prepared_and_paid_by_makers_of_the_programme(record: object) -> None:
    assert may(rules.check_makes_payments, record) == reaching(MAKES) - {"the system"}


def test_payments_are_decided_by_approvers_of_the_programme() -> None:
    assert may(rules.check_approves_payments, PAYMENT) == reaching(CHECKS) - {"the system"}


def test_the_maker_is_not_the_checker_whatever_grants_they_hold() -> None:
    both = officer(MAKES, CHECKS, Role.PROGRAMME_MANAGER, user_id=MAKER, programme=PROGRAMME)
    with pytest.raises(NotAllowed) as refusal:
        rules.check_approves_payments(both, PAYMENT)
    assert refusal.value.code == "maker_is_not_checker"
    everywhere = officer(CHECKS, user_id=MAKER)
    with pytest.raises(NotAllowed, match="another person must decide"):
        rules.check_approves_payments(everywhere, PAYMENT)


def test_somebody_else_who_could_also_make_payments_may_check() -> None:
    both = officer(MAKES, CHECKS, user_id=CHECKER, programme=PROGRAMME)
    assert lets(rules.check_approves_payments, both, PAYMENT)


def test_it_is_the_account_that_counts_and_not_the_name() -> None:
    """Two people of one name are two; one person under another name is still the maker."""
    reaches = (Reach(CHECKS, programme=PROGRAMME),)
    namesake = Actor("user", CHECKER, "Ama Owusu", reaches)
    renamed = Actor("user", MAKER, "Somebody else", reaches)
    assert lets(rules.check_approves_payments, namesake, PAYMENT)
    assert not lets(rules.check_approves_payments, renamed, PAYMENT)


def test_an_approver_of_another_programme_stays_out_with_a_grant_to_make_here() -> None:
    reaches = (Reach(CHECKS, programme=OTHER_PROGRAMME), Reach(MAKES, programme=PROGRAMME))
    by = Actor("user", CHECKER, "", reaches)
    assert not lets(rules.check_approves_payments, by, PAYMENT)
    assert lets(rules.check_makes_payments, by, PAYMENT)


def test_the_system_moves_no_money_and_says_so() -> None:
    for check in (rules.check_makes_payments, rules.check_approves_payments):
        with pytest.raises(NotAllowed, match="by named officers"):
            check(Actor.system("a job"), PAYMENT)


def test_whoever_is_paid_does_not_decide() -> None:
    paid = Actor("user", PERSON)
    assert not lets(rules.check_approves_payments, paid, PAYMENT)
    assert not lets(rules.check_makes_payments, paid, PAYMENT)
