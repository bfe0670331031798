"""Amounts of money: never without their currency, never a float."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from babel.numbers import format_currency
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from homelands.foundation.errors import Refusal
from homelands.foundation.reference.currencies import decimals


class NoRate(Refusal):
    code = "no_rate"
    sentence = _("There is no exchange rate for this currency on this day. Add one first.")


@lru_cache
def smallest_unit(currency: str) -> Decimal:
    """Returns the smallest amount of a currency, 0.01 for most; KeyError where it is none."""
    return Decimal(1).scaleb(-decimals()[currency])


@dataclass(frozen=True)
class Money:
    """An amount in a currency (ISO 4217), rounded to what can be paid."""

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        if not isinstance(self.amount, Decimal):
            raise TypeError("An amount is a Decimal, so that no cent is lost to rounding.")
        rounded = self.amount.quantize(smallest_unit(self.currency), ROUND_HALF_UP)
        object.__setattr__(self, "amount", rounded)

    def __add__(self, other: Money) -> Money:
        if other.currency != self.currency:
            raise ValueError(f"{other.currency} cannot be added to {self.currency}.")
        return Money(self.amount + other.amount, self.currency)

    def __mul__(self, times: int | Decimal) -> Money:
        return Money(self.amount * times, self.currency)

    def __str__(self) -> str:
        return format_currency(self.amount, self.currency, locale=get_language() or "en")

    def to(self, currency: str, on: date) -> Money:
        """Converts by the rates valid on a day; raises NoRate where one is missing."""
        if currency == self.currency:
            return self
        dollars = self.amount / _per_dollar(self.currency, on)
        return Money(dollars * _per_dollar(currency, on), currency)


def _per_dollar(currency: str, on: date) -> Decimal:
    from homelands.foundation.models import Rate

    if currency == "USD":
        return Decimal(1)
    rate = (
        Rate.objects.filter(currency=currency, valid_from__lte=on).order_by("-valid_from").first()
    )
    if rate is None:
        raise NoRate
    return rate.per_dollar
