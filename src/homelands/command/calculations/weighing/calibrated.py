"""What follows from calibrated weights: replicates calibrated anew, and a mean with its error."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homelands.command.calculations.columns import NO_WEIGHT, BadInput, Table, is_weight
from homelands.science.replicates import Replicates
from homelands.science.weighting import replicates, variance
from homelands.science.weighting.coding import Coded, Weighted
from homelands.science.weighting.distances import Distance
from homelands.science.weighting.replicates import Recalibrated
from homelands.science.weighting.variance import Calibrated, Units

Floats = NDArray[np.float64]

PREFIX = "rep_"

_LACKS = "the number is missing"


@dataclass(frozen=True, eq=False, slots=True)
class Again:
    """Replicate weights (B, n), calibrated; `names` are the columns of those that could be."""

    names: tuple[str, ...]
    weight: Floats
    found: Recalibrated


def again(sample: Table, coded: Coded, base: Floats, distance: Distance | None) -> Again:
    """Calibrate the columns rep_1, rep_2, … each by itself; `distance` None is raking."""
    names = [name for name in sample.names if name.startswith(PREFIX)]
    if len(names) < 2:
        raise BadInput(f"{sample.path.name} holds no columns rep_1, rep_2, … of replicates.")
    drawn = np.array([sample.complete(name, is_weight, NO_WEIGHT, _LACKS) for name in names])
    times = np.divide(drawn, base, out=np.zeros_like(drawn), where=base > 0)
    source = Replicates(times.astype(np.float32), "given")
    if distance is None:
        found = replicates.raked(source, base, coded)
    else:
        found = replicates.calibrated(source, base, coded, distance)
    kept = tuple(name for name, keep in zip(names, found.kept.tolist(), strict=True) if keep)
    return Again(kept, found.replicates.multiplicity * base, found)


def mean(
    sample: Table, options: argparse.Namespace, coded: Coded, weighted: Weighted
) -> Calibrated:
    """Return the mean and the total of a column, with the error that the margins leave."""
    values = np.array(sample.complete(options.mean))
    return variance.calibrated(values, coded, weighted.base, weighted.g, _units(sample, options))


def _units(sample: Table, options: argparse.Namespace) -> Units | None:
    if not (options.strata or options.cluster):
        return None
    n = len(sample.rows)
    strata = sample.column(options.strata) if options.strata else [""] * n
    clusters = sample.column(options.cluster) if options.cluster else list(map(str, range(n)))
    return Units(_numbered(strata), _numbered(list(zip(strata, clusters, strict=True))))


def _numbered(codes: Sequence[object]) -> NDArray[np.int64]:
    place: dict[object, int] = {}
    return np.array([place.setdefault(code, len(place)) for code in codes], dtype=np.int64)
