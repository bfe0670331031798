"""What of a study may be shown at the desk, where nobody is to be found in the numbers.

Categories of fewer than ten respondents are hidden, and with them what would tell them; lines
take no step for fewer than ten more people; classes of numbers hold ten each, and the last one is
open above. Findings, rules and the statistician's page hide by the same functions.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from homelands.science.disclosure.small_cells import DEFAULT, FLOOR, suppress

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

FEWEST = DEFAULT
#: With fewer seeds, what leaving them out changes would tell what single people answered.
FEWEST_SEEDS = FLOOR


def hidden(counts: Sequence[int]) -> list[bool]:
    """Returns which categories are not shown: small ones, and what would tell them."""
    if not counts:
        return []
    found = suppress(np.array(counts, dtype=np.int64)).hidden.tolist()
    return [hide or found[-1] for hide in found[:-1]]


def steps(n: Ints) -> list[int]:
    """Returns the steps of a path that may be shown, each for ten people more; the last is."""
    kept: list[int] = []
    for place, people in enumerate(n.tolist()):
        if people - (n[kept[-1]] if kept else 0) >= FEWEST:
            kept.append(place)
    if kept and kept[-1] != len(n) - 1:
        kept[-1] = len(n) - 1
    return kept


def classes(edge: Floats, count: Ints) -> list[tuple[float, float | None, int]]:
    """Joins the classes of a histogram until each holds ten: from, to (None: open) and people."""
    joined: list[tuple[float, float | None, int]] = []
    low, people = float(edge[0]), 0
    for above, more in zip(edge[1:].tolist(), count.tolist(), strict=True):
        people += more
        if people >= FEWEST:
            joined.append((low, above, people))
            low, people = above, 0
    if not joined:
        return []
    first, _above, rest = joined.pop()
    return [*joined, (first, None, rest + people)]
