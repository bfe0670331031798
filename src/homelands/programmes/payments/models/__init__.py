"""Payments and the ledger in which they are booked."""

from homelands.programmes.payments.models.payment import LedgerEntry, Payment

__all__ = [
    "LedgerEntry",
    "Payment",
]
