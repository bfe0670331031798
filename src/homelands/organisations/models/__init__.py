"""Associations, missions, host institutions and ministries, and who speaks for them."""

from homelands.organisations.models.organisation import FocalPoint, Organisation

__all__ = ["FocalPoint", "Organisation"]
