"""Small bootstraps for the tests of this folder."""

import numpy as np

from homelands.science.replicates import Replicates


def simple(n: int, replicates: int = 400, seed: int = 1) -> Replicates:
    """Draw n respondents with replacement from n, as for a simple random sample."""
    drawn = np.random.default_rng(seed).multinomial(n, np.full(n, 1 / n), size=replicates)
    return Replicates(drawn.astype(np.int32), "simple bootstrap")


def given(*rows: list[int]) -> Replicates:
    """Return replicates with these multiplicities."""
    return Replicates(np.array(rows, dtype=np.int32), "given")
