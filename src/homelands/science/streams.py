"""Random numbers in blocks, so that a result does not depend on how many workers made it.

Question     How are B replicates drawn by several threads and yet the same on every machine?
Formula      Replicates are cut into blocks whose size depends on n alone; block b draws from
             the b-th child of the caller's generator, whoever computes it and whenever.
Source       Salmon and others (2011), Parallel random numbers: as easy as 1, 2, 3 (SC 11), for
             streams by counter; NumPy's SeedSequence.spawn for the children.
Assumptions  `draw` writes to its own rows only, and takes all its chance from its generator.
Not for      Work shorter than a thread's start: with one worker nothing is started.
"""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

Draw = Callable[[slice, np.random.Generator], None]

NUMBERS = 1_000_000  # random numbers that a block may hold at a time, which bounds the memory
FEWEST, MOST = 8, 1024


@dataclass(frozen=True, eq=False, slots=True)
class Draws:
    """How many replicates to draw (>= 2), from which generator, by how many threads (0: as many
    as there are processors). The threads change nothing but the time.
    """

    replicates: int
    rng: np.random.Generator
    workers: int = 0

    def __post_init__(self) -> None:
        if self.replicates < 2:
            raise ValueError(f"A bootstrap needs at least 2 replicates, not {self.replicates}.")


def in_blocks(draw: Draw, draws: Draws, each: int) -> None:
    """Call `draw` for all replicates, a block at a time; `each` is how many numbers one takes."""
    rows = draws.replicates
    size = min(MOST, max(FEWEST, NUMBERS // max(each, 1)))
    slices = [slice(first, min(first + size, rows)) for first in range(0, rows, size)]
    streams = draws.rng.spawn(len(slices))
    busy = min(len(slices), draws.workers or os.cpu_count() or 1)
    if busy == 1:
        for rows_of_block, stream in zip(slices, streams, strict=True):
            draw(rows_of_block, stream)
        return
    with ThreadPoolExecutor(busy) as pool:
        list(pool.map(draw, slices, streams))
