"""Amounts: with their currency, converted by dated rates, never a float."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from homelands.foundation.models import Rate
from homelands.foundation.money import Money, NoRate, smallest_unit


def test_amounts_are_rounded_to_what_can_be_paid() -> None:
    assert Money(Decimal("10.005"), "EUR").amount == Decimal("10.01")
    assert Money(Decimal("10.5"), "JPY").amount == Decimal(11)


def test_the_smallest_unit_of_a_currency() -> None:
    units = {currency: smallest_unit(currency) for currency in ("EUR", "JPY", "TND")}
    assert units == {"EUR": Decimal("0.01"), "JPY": Decimal(1), "TND": Decimal("0.001")}


def test_amounts_of_one_currency_add_and_are_multiplied() -> None:
    amount = Money(Decimal("10.50"), "EUR")
    assert amount + Money(Decimal("0.75"), "EUR") == Money(Decimal("11.25"), "EUR")
    assert amount * 3 == Money(Decimal("31.50"), "EUR")
    assert amount * Decimal("0.333") == Money(Decimal("3.50"), "EUR")


def test_amounts_are_written_as_their_reader_writes_them() -> None:
    amount = Money(Decimal("1234.5"), "EUR")
    for language, written in (
        ("en", "€1,234.50"),
        ("fr", "1\u202f234,50\xa0€"),
        (None, "€1,234.50"),
    ):
        with translation.override(language):
            assert str(amount) == written


def test_the_same_currency_needs_no_rate() -> None:
    amount = Money(Decimal(10), "GHS")
    assert amount.to("GHS", date(2026, 1, 1)) is amount


def test_a_float_is_refused() -> None:
    with pytest.raises(TypeError):
        Money(0.1, "EUR")  # type: ignore[arg-type]


def test_two_currencies_do_not_add() -> None:
    with pytest.raises(ValueError, match="GHS cannot be added to EUR"):
        Money(Decimal(1), "EUR") + Money(Decimal(1), "GHS")


@pytest.mark.django_db
def test_the_rate_of_the_day_converts() -> None:
    Rate.objects.create(currency="GHS", per_dollar="15", valid_from=date(2026, 1, 1), source="t")
    Rate.objects.create(currency="EUR", per_dollar="2", valid_from=date(2026, 6, 1), source="t")
    Rate.objects.create(currency="GHS", per_dollar="16", valid_from=date(2026, 7, 1), source="t")
    assert Money(Decimal(10), "USD").to("GHS", date(2026, 6, 30)) == Money(Decimal(150), "GHS")
    assert Money(Decimal(160), "GHS").to("USD", date(2026, 7, 1)) == Money(Decimal(10), "USD")
    assert Money(Decimal(2), "EUR").to("GHS", date(2026, 6, 30)) == Money(Decimal(15), "GHS")
    with pytest.raises(NoRate):
        Money(Decimal(10), "USD").to("GHS", date(2025, 12, 31))
