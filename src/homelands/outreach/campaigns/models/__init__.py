"""Segments of the register, letters to them, and their deliveries."""

from homelands.outreach.campaigns.models.letter import Delivery, Letter
from homelands.outreach.campaigns.models.segment import Segment

__all__ = [
    "Delivery",
    "Letter",
    "Segment",
]
