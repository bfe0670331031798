"""Programmes, the needs of host institutions, and the calls for them."""

from homelands.programmes.needs.models.call import Call
from homelands.programmes.needs.models.need import Need
from homelands.programmes.needs.models.programme import Programme

__all__ = [
    "Call",
    "Need",
    "Programme",
]
