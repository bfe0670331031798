"""Recruitment by respondents: its rules, its coupons, and the ledger of rewards."""

from homelands.surveys.recruitment.models.coupon import Coupon
from homelands.surveys.recruitment.models.reward import RewardEntry
from homelands.surveys.recruitment.models.scheme import Scheme

__all__ = [
    "Coupon",
    "RewardEntry",
    "Scheme",
]
