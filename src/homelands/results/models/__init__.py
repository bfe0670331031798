"""Indicators and the readings that were computed for them."""

from homelands.results.models.indicator import Indicator
from homelands.results.models.reading import Reading

__all__ = ["Indicator", "Reading"]
