"""Estimates from the answers of a study."""

from homelands.mapping.statistics.models.estimate import Estimate

__all__ = [
    "Estimate",
]
