"""What multiple systems cost: all 113 models of four lists, with profile intervals."""

from collections.abc import Iterator
from time import process_time

import numpy as np

from bench.science import Row
from homelands.science.size.lists import Lists, capture_lists
from homelands.science.size.systems import multiple_systems

QUOTED = 0.44  # seconds of Rcapture's closedpMS.t, which makes no intervals


def rows() -> Iterator[Row]:
    """Measure all models of four lists, once the solver has been loaded."""
    lists = _lists()
    multiple_systems(lists)
    start = process_time()
    found = multiple_systems(lists)
    seconds = process_time() - start
    work = f"all {len(found.models)} models of four lists, with profile intervals"
    yield Row(work, seconds, QUOTED, "R Rcapture 1.4-4, quoted")


def _lists() -> Lists:
    """Make four lists of 20,000 people that are hardly ever on all, as real lists are."""
    chance = np.random.default_rng(4)
    seen = chance.random((20_000, 4)) < np.array([0.03, 0.04, 0.04, 0.015])
    return capture_lists(["a", "b", "c", "d"], seen[seen.any(axis=1)])
