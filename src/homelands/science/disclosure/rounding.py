"""Keyed random rounding: counts to a base, unbiased, and the same whenever a cell comes back.

Question     How can small counts be blurred without hiding cells and without a bias, so that
             asking again tells nothing new?
Formula      With r = x mod b: x + b - r with probability r / b, else x - r; so E = x. The chance
             is u = HMAC-SHA256(key, cell's name) / 2^256, rounded up when u < r / b: a cell
             rounds the same way in every table and at every time as long as its count stands.
Source       Nargundkar and Saveland (1972), Proceedings of the Social Statistics Section of the
             American Statistical Association, random rounding; RFC 2104 (1997), HMAC.
Assumptions  The key is secret, drawn at random and kept; base 3 or 5. Totals are rounded by
             themselves, so tables do not add up exactly: say so beside them. A rounded count is
             less than b away from the count.
Not for      Counts whose table was published unrounded, and hiding who joins: a reader of two
             releases sees a cell step by b when one person came.
"""

import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homelands.science.disclosure.tables import Name

Counts = NDArray[np.int64]

BASES = (3, 5)
KEY_BYTES = 16


@dataclass(frozen=True, eq=False, slots=True)
class Rounded:
    """`values` (m,) are multiples of `base`, each less than `base` from its count."""

    values: Counts
    base: int


def random_rounding(counts: Counts, names: Sequence[Name], key: bytes, base: int = 3) -> Rounded:
    """Round `counts` (m,) >= 0 of the cells `names` (m,), as `tables` names them."""
    if base not in BASES:
        raise ValueError(f"Counts are rounded to base 3 or 5, not {base}.")
    if len(key) < KEY_BYTES:
        raise ValueError(f"The rounding key needs {KEY_BYTES} bytes or more, drawn at random.")
    if counts.shape != (len(names),) or (counts.size and counts.min() < 0):
        raise ValueError(f"{len(names)} cells need one count each, zero or more.")
    rest = counts % base
    up = [
        _chance(key, name) * base < part << 256
        for name, part in zip(names, rest.tolist(), strict=True)
    ]
    return Rounded(counts - rest + base * np.array(up, dtype=np.int64), base)


def _chance(key: bytes, name: Name) -> int:
    """Return a number below 2^256 that only the key's holder can tell from chance."""
    text = json.dumps(sorted(name), separators=(",", ":"))
    return int.from_bytes(hmac.digest(key, text.encode(), "sha256"), "big")
