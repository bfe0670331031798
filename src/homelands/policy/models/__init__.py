"""Institutions and instruments of diaspora policy, country by country."""

from homelands.policy.models.institution import Institution
from homelands.policy.models.instrument import Instrument

__all__ = ["Institution", "Instrument"]
