"""Who moves money, and for what: one prepares, another of the programme approves, nobody twice."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from homelands.foundation.actors import Actor, Reach
from homelands.foundation.errors import NotAllowed, Refusal
from homelands.foundation.money import Money
from homelands.foundation.roles import Role
from homelands.programmes.payments import rules
from homelands.programmes.payments.models import Payment
from homelands.programmes.payments.rules import Line
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


FIRST, LAST = date(2027, 1, 22), date(2027, 3, 4)
A_DAY = timedelta(days=1)
PLACED = Placement(programme_id=PROGRAMME, starts_on=FIRST, ends_on=LAST)


def line(**changes: Any) -> Line:
    """The allowance of all days of the placement."""
    facts = {"period_from": FIRST, "period_until": LAST, "rate_note": "42 days at 45"}
    return Line(**{"kind": "dsa", "amount": Decimal(1890), "currency": "EUR", **facts, **changes})


def refused_at(check: Callable[..., Any], *args: Any) -> tuple[str, str | None]:
    with pytest.raises(Refusal) as refusal:
        check(*args)
    return refusal.value.code, refusal.value.field


@pytest.mark.parametrize("code", ["XXX", "XTS", "XAU", "XDR", "ZZZ", "eur", "", "BGN", "DEM"])
def test_nobody_is_paid_in_what_is_no_currency_of_today(code: str) -> None:
    assert refused_at(line(currency=code).money) == ("wrong_amount", "currency")


@pytest.mark.parametrize(
    ("amount", "currency", "rounded"),
    [
        ("10.005", "EUR", "10.01"),
        ("10.5", "XOF", "11"),
        # ISO 4217, where the CLDR has no decimals for the first and no third for the second.
        ("10.005", "RSD", "10.01"),
        ("10.0005", "IQD", "10.001"),
        ("10.0005", "KWD", "10.001"),
    ],
)
def test_an_amount_has_the_decimals_of_its_currency(
    amount: str, currency: str, rounded: str
) -> None:
    assert line(amount=Decimal(amount), currency=currency).money().amount == Decimal(rounded)


@pytest.mark.parametrize("amount", ["0", "-1", "0.004"])
def test_a_payment_is_more_than_nothing(amount: str) -> None:
    assert refused_at(line(amount=Decimal(amount)).money) == ("wrong_amount", "amount")


@pytest.mark.parametrize("amount", ["0.01", "0.5", "1"])
def test_a_cent_is_something(amount: str) -> None:
    assert line(amount=Decimal(amount)).money().amount == Decimal(amount)


def test_the_largest_payment_is_paid_and_a_cent_more_is_not() -> None:
    largest = Money(Decimal(10_000), "EUR")
    rules.check_amount(Money(Decimal(10_000), "EUR"), largest)
    above = Money(Decimal("10000.01"), "EUR")
    assert refused_at(rules.check_amount, above, largest) == ("wrong_amount", "amount")


def test_days_within_the_placement_are_paid_its_first_and_last_included() -> None:
    rules.check_period(line(), PLACED)
    rules.check_period(line(period_from=LAST), PLACED)
    rules.check_period(line(period_until=FIRST), PLACED)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"period_from": FIRST - A_DAY}, "period_from"),
        ({"period_until": LAST + A_DAY}, "period_until"),
        ({"period_from": LAST, "period_until": LAST - A_DAY}, "period_until"),
        ({"period_from": date(1999, 1, 1), "period_until": date(2199, 1, 1)}, "period_from"),
    ],
)
def test_days_outside_the_placement_are_not_paid(changes: dict[str, date], field: str) -> None:
    assert refused_at(rules.check_period, line(**changes), PLACED) == ("wrong_period", field)


def test_a_placement_pays_the_days_as_it_went_and_not_as_it_was_planned() -> None:
    went = Placement(
        programme_id=PROGRAMME, starts_on=FIRST, ends_on=LAST,
        started_on=FIRST + A_DAY, ended_on=LAST - A_DAY,
    )  # fmt: skip
    rules.check_period(line(period_from=FIRST + A_DAY, period_until=LAST - A_DAY), went)
    late = line(period_from=FIRST + A_DAY)
    assert refused_at(rules.check_period, late, went) == ("wrong_period", "period_until")
    early = line(period_until=LAST - A_DAY)
    assert refused_at(rules.check_period, early, went) == ("wrong_period", "period_from")


@pytest.mark.parametrize("state", ["drafted", "approved", "paid"])
@pytest.mark.parametrize(
    "days", [(FIRST, LAST), (LAST, LAST), (FIRST - A_DAY, FIRST), (FIRST + A_DAY, LAST - A_DAY)]
)
def test_no_day_is_paid_twice(state: str, days: tuple[date, date]) -> None:
    other = Payment(kind="dsa", state=state, period_from=days[0], period_until=days[1])
    assert refused_at(rules.check_not_twice, line(), [other]) == ("paid_twice", "period_from")


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "travel"},
        {"state": "rejected"},
        {"period_until": FIRST - A_DAY},
        {"period_from": LAST + A_DAY},
    ],
)
def test_other_days_other_kinds_and_what_was_rejected_do_not_count(changes: dict[str, Any]) -> None:
    facts = {"kind": "dsa", "state": "paid", "period_from": FIRST, "period_until": LAST}
    rules.check_not_twice(line(), [Payment(**{**facts, **changes})])


def test_money_leaves_on_a_day_that_has_come_and_after_its_approval() -> None:
    approved, today = date(2027, 3, 5), date(2027, 3, 8)
    rules.check_paid_day(approved, approved, today)
    rules.check_paid_day(today, approved, today)
    for wrong in (approved - A_DAY, today + A_DAY, date(2099, 1, 1)):
        assert refused_at(rules.check_paid_day, wrong, approved, today) == ("wrong_period", "on")
