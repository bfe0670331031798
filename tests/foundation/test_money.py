"""Amounts: with their currency, converted by dated rates, never a float."""

from datetime import date
from decimal import Decimal

import pytest

from homelands.foundation.models import Rate
from homelands.foundation.money import Money, NoRate


def test_amounts_are_rounded_to_what_can_be_paid() -> None:
    assert Money(Decimal("10.005"), "EUR").amount == Decimal("10.01")
    assert Money(Decimal("10.5"), "JPY").amount == Decimal(11)


def test_a_float_is_refused() -> None:
    with pytest.raises(TypeError):
        Money(0.1, "EUR")  # type: ignore[arg-type]


def test_two_currencies_do_not_add() -> None:
    with pytest.raises(ValueError, match="GHS cannot be added to EUR"):
        Money(Decimal(1), "EUR") + Money(Decimal(1), "GHS")


@pytest.mark.django_db
def test_the_rate_of_the_day_converts() -> None:
    Rate.objects.create(currency="GHS", per_dollar="15", valid_from=date(2026, 1, 1), source="t")
    Rate.objects.create(currency="GHS", per_dollar="16", valid_from=date(2026, 7, 1), source="t")
    assert Money(Decimal(10), "USD").to("GHS", date(2026, 6, 30)) == Money(Decimal(150), "GHS")
    assert Money(Decimal(160), "GHS").to("USD", date(2026, 7, 1)) == Money(Decimal(10), "USD")
    with pytest.raises(NoRate):
        Money(Decimal(10), "USD").to("GHS", date(2025, 12, 31))
