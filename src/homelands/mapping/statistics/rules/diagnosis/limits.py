"""The limits beyond which a page says that something is odd; each is a method's own."""

from homelands.science.rds.degrees import HEAPED, MANY_INVALID
from homelands.science.rds.diagnostics.convergence import STILL
from homelands.science.rds.diagnostics.mixing import SEPARATE, SLOW
from homelands.science.rds.doubts import FAILED, FAR_APART, FEW_WAVES

__all__ = [
    "FAILED",
    "FAR_APART",
    "FEW_WAVES",
    "HEAPED",
    "MANY_INVALID",
    "SEPARATE",
    "SLOW",
    "STILL",
]
