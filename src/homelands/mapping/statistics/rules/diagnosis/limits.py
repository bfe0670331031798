"""The limits beyond which a page says that something is odd; each is a method's own."""

from homelands.science.disclosure.safety import hidden
from homelands.science.publication.samples import FEW_WAVES, LARGEST_RATIO, MOST_INVALID
from homelands.science.publication.thresholds import FLOOR
from homelands.science.rds.checks import DECIDES
from homelands.science.rds.degrees import HEAPED
from homelands.science.rds.diagnostics.mixing import SEPARATE, SLOW
from homelands.science.rds.doubts import APART, FAR_APART

#: With fewer seeds, what leaving them out changes would tell what single people answered.
FEWEST_SEEDS = FLOOR

__all__ = [
    "APART",
    "DECIDES",
    "FAR_APART",
    "FEWEST_SEEDS",
    "FEW_WAVES",
    "HEAPED",
    "LARGEST_RATIO",
    "MOST_INVALID",
    "SEPARATE",
    "SLOW",
    "hidden",
]
