"""Amounts in minor units as people write and read them."""

from decimal import Decimal

from homelands.foundation.money import Money, smallest_unit


def in_words(amount: int, currency: str) -> str:
    """Writes minor units as an amount: 500 of EUR is "€5.00"."""
    return str(Money(amount * smallest_unit(currency), currency))


def in_units(amount: Decimal, currency: str) -> int:
    """Returns an amount in minor units: 5.00 of EUR is 500."""
    return int((amount / smallest_unit(currency)).to_integral_value())


def as_typed(amount: int, currency: str) -> Decimal:
    """Returns minor units as the number that was typed."""
    return amount * smallest_unit(currency) if currency else Decimal(amount)
