"""The numbers of contacts: their spread, their heaps and what is impossible among them.

Question     Can the answers to the question on contacts carry the weights?
Formula      Counts by class of degree; shares missing, below the ties seen, and divisible by 5.
Source       McCormick, Salganik and Zheng (2010), Journal of the American Statistical
             Association 105(489), on rounding and recall in such answers.
Assumptions  A heap at multiples of five shows guessing: a fifth would be there by chance.
Not for      Correcting: see `degrees` for the treatments.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homelands.science.rds.sample import Sample

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

BARS = 20


@dataclass(frozen=True, eq=False, slots=True)
class Contacts:
    """`edge` (b + 1,) and `count` (b,) of a histogram of the reported; shares are 0 to 1."""

    edge: Floats
    count: Ints
    median: float
    largest: float
    missing: float
    below_ties: float
    heaped: float


def contacts(sample: Sample) -> Contacts:
    """Describe the degrees as they were reported; refuse a sample without any."""
    reported = sample.degree[sample.degree > 0]
    if not reported.size:
        raise ValueError("Nobody in the sample has a number of contacts above zero.")
    # Degrees have a long tail: classes grow with the degree, and begin and end between numbers.
    grown = np.geomspace(1, max(float(reported.max()), 2.0), BARS).round()
    edge = np.append(np.unique(grown) - 0.5, reported.max() + 0.5)
    edge[0] = min(edge[0], float(reported.min()))
    count, _ = np.histogram(reported, edge)
    return Contacts(
        edge=edge,
        count=count,
        median=float(np.median(reported)),
        largest=float(reported.max()),
        missing=float(np.mean(~(sample.degree > 0))),
        below_ties=float(np.mean((sample.degree > 0) & (sample.degree < sample.ties))),
        heaped=float(np.mean(reported % 5 == 0)),
    )
