"""Tree bootstrap: the recruitment forest drawn again, seeds first, then recruits of recruits.

Question     How much would an estimate move if recruitment had run again?
Formula      Draw as many seeds as there were, with replacement; for each drawn node with c
             recruits draw c of them with replacement, and so on down. A node drawn m times
             has its recruits drawn m c times. A replicate is the multiplicity of each node;
             its size varies, with expectation n.
Source       Baraff, McCormick and Raftery (2016), PNAS 113(51), the tree bootstrap, with
             percentile intervals from the replicates.
Assumptions  The trees are exchangeable draws; the branching carries the dependence. The
             intervals are conservative: up to twice as wide as needed, never too narrow in
             the simulations known to us.
Not for      One or two seeds: the variance between seeds cannot be seen then (a caution says
             so where the replicates are used).
"""

import numpy as np
from numpy.typing import NDArray

from homelands.science.compiled import compiled
from homelands.science.rds.sample import Sample
from homelands.science.replicates import Replicates
from homelands.science.streams import Draws, in_blocks

Ints = NDArray[np.int64]
Counts = NDArray[np.int32]

# The plain walk pays about as much for a wave as for a thousand nodes; with less work than this
# (some 0.8 seconds) it is done before a compiler would be.
WAVE_IN_NODES = 1_000
WORTH_COMPILING = 35_000_000


def tree_bootstrap(sample: Sample, draws: Draws) -> Replicates:
    """Draw forests, the same for any order of the sample's rows and any number of workers.

    The compiled and the plain walk draw the same numbers, so the choice changes only the speed.
    """
    order = sample.order
    count = sample.recruits[order]
    seeds = sample.seeds
    # Breadth first, the recruits of one node stand side by side: the first of them is enough.
    first = seeds + np.cumsum(count) - count
    drawn = np.zeros((draws.replicates, order.size), dtype=np.int32)
    work = draws.replicates * (order.size + WAVE_IN_NODES * int(sample.wave.max()))
    walk = compiled(_by_node, _by_wave, work, WORTH_COMPILING)

    def draw(rows: slice, stream: np.random.Generator) -> None:
        walk(drawn[rows], first, count, seeds, stream)

    in_blocks(draw, draws, order.size)
    multiplicity = np.empty_like(drawn)
    multiplicity[:, order] = drawn
    multiplicity.setflags(write=False)
    return Replicates(multiplicity, "tree")


def _by_node(drawn: Counts, first: Ints, count: Ints, seeds: int, rng: np.random.Generator) -> None:
    """Fill `drawn` (B, n), zeros, node by node in breadth-first order; meant to be compiled."""
    for replicate in range(drawn.shape[0]):
        row = drawn[replicate]
        for _ in range(seeds):
            row[int(rng.random() * seeds)] += 1
        for node in range(drawn.shape[1]):
            for _ in range(row[node] * count[node]):
                row[first[node] + int(rng.random() * count[node])] += 1


def _by_wave(drawn: Counts, first: Ints, count: Ints, seeds: int, rng: np.random.Generator) -> None:
    """Fill `drawn` (B, n), zeros, one wave at a time, taking the same random numbers in turn."""
    for row in drawn:
        picked = (rng.random(seeds) * seeds).astype(np.int64)
        row[:seeds] = np.bincount(picked, minlength=seeds)
        low, high = 0, seeds
        while low < high:
            here = slice(low, high)
            width = int(count[here].sum())
            times = row[here] * count[here]
            among = np.repeat(count[here], times)
            picked = np.repeat(first[here], times) + (rng.random(among.size) * among).astype(int)
            row[high : high + width] = np.bincount(picked - high, minlength=width)
            low, high = high, high + width
