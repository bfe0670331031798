"""Replicate weights calibrated again, each by itself, to the same margins.

Question     How far does a calibrated statistic move from replicate to replicate, when the
             margins hold in every one of them?
Formula      Replicate b starts from m_bi d_i, scaled to the grand total, and is calibrated like
             the sample; its margins are then summed again and must hold. A replicate in which
             some category has nobody cannot be calibrated: it is left out and counted.
Source       Kolenikov (2010), Stata Journal 10(2), Resampling variance estimation for complex
             survey data, on calibrating each replicate.
Assumptions  The margins are known, the same in every replicate. The number of replicates has
             nothing to do with the number of respondents: they may be equal.
Not for      Categories so small that many replicates lack them: merge those first.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homelands.science.estimate import Caution
from homelands.science.facts import Facts, Unfit
from homelands.science.replicates import Replicates
from homelands.science.weighting.calibration import MET, approach, inverse_of
from homelands.science.weighting.coding import Coded, start
from homelands.science.weighting.distances import Distance, Exponential
from homelands.science.weighting.raking import settle

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Fit = Callable[[Coded, Floats], tuple[Floats, float]]

NUMBERS = 4_000_000  # weights that are held as floats at a time, which bounds the memory


@dataclass(frozen=True, eq=False, slots=True)
class Recalibrated:
    """`replicates`: those that could be calibrated; times the base weights they were made with,
    they are the calibrated weights. `kept` (B,) says which of those given they are, `error` (B,)
    is the largest relative miss of a margin in each (NaN where it was left out).
    """

    replicates: Replicates
    kept: Flags
    error: Floats
    cautions: tuple[Caution, ...]


@dataclass(frozen=True, eq=False, slots=True)
class _Block:
    """`weight` (b, n) in float64; `kept` and `error` (b,); `empty` (b, p): who has nobody."""

    weight: Floats
    kept: Flags
    error: Floats
    empty: Flags


def raked(replicates: Replicates, base: Floats, coded: Coded) -> Recalibrated:
    """Rake every replicate of `base` (n,)."""
    return _gathered(replicates, base, coded, _rake_from(coded, base))


def calibrated(
    replicates: Replicates, base: Floats, coded: Coded, distance: Distance
) -> Recalibrated:
    """Calibrate every replicate of `base` (n,) by `distance`."""
    return _gathered(replicates, base, coded, _calibrate_by(distance))


def raked_weights(replicates: Replicates, base: Floats, coded: Coded) -> Iterator[Floats]:
    """Yield the raked weights in float64, some rows (b, n) at a time, none for those left out."""
    for block in _blocks(replicates, base, coded, _rake_from(coded, base)):
        yield block.weight[block.kept]


def _rake_from(coded: Coded, base: Floats) -> Fit:
    """Begin at the sample's own factors: the limit is the same, and it is nearer."""
    scaled = coded.collect(start(coded, base))
    near = settle(coded, scaled)[0]
    inverse = inverse_of(coded.cells.gram(near))
    near = np.divide(near, scaled, out=np.ones_like(scaled), where=scaled > 0)
    again = _calibrate_by(Exponential())

    def fit(coded: Coded, weight: Floats) -> tuple[Floats, float]:
        begun = weight * near
        factors = approach(coded.cells, begun, coded.margins.total, Exponential(), inverse)
        if _worst(factors.error) < MET:
            return begun * factors.g, _worst(factors.error)
        return again(coded, weight)

    return fit


def _calibrate_by(distance: Distance) -> Fit:
    def fit(coded: Coded, weight: Floats) -> tuple[Floats, float]:
        factors = approach(coded.cells, weight, coded.margins.total, distance)
        return weight * factors.g, _worst(factors.error)

    return fit


def _worst(error: Floats) -> float:
    return float(np.nan_to_num(error, nan=np.inf).max())


def _gathered(replicates: Replicates, base: Floats, coded: Coded, fit: Fit) -> Recalibrated:
    rows, kept, error, empty = [], [], [], []
    positive = base > 0
    for block in _blocks(replicates, base, coded, fit):
        times = np.divide(block.weight, base, out=np.zeros_like(block.weight), where=positive)
        rows.append(times[block.kept].astype(np.float32))
        kept.append(block.kept)
        error.append(block.error)
        empty.append(block.empty)
    multiplicity = np.concatenate(rows)
    multiplicity.setflags(write=False)
    whole = np.concatenate(kept)
    cautions = _cautions(coded, whole, np.concatenate(empty))
    made = Replicates(multiplicity, replicates.method, calibrated=True)
    return Recalibrated(made, whole, np.concatenate(error), cautions)


def _blocks(replicates: Replicates, base: Floats, coded: Coded, fit: Fit) -> Iterator[_Block]:
    """Calibrate some replicates at a time, and sum their margins again."""
    start(coded, base)  # refuses base weights that do not fit
    drawn = replicates.multiplicity
    if drawn.shape[1:] != base.shape:
        raise ValueError(f"Replicates of shape {drawn.shape} do not fit {base.size} respondents.")
    size = max(1, NUMBERS // base.size)
    for first in range(0, len(drawn), size):
        yield _block(coded, drawn[first : first + size] * base, fit)


def _block(coded: Coded, weight: Floats, fit: Fit) -> _Block:
    """Calibrate each row of `weight` (b, n) in place, scaled to the grand total first."""
    error = np.full(len(weight), np.nan)
    empty = np.zeros((len(weight), coded.margins.total.size), dtype=bool)
    for row, respondents in enumerate(weight):
        whole = respondents.sum()
        if whole > 0:
            respondents *= coded.margins.grand_total / whole
        cells = coded.collect(respondents)
        empty[row] = coded.cells.totals(cells) <= 0
        if not empty[row].any():
            error[row] = _fitted(coded, respondents, cells, fit)
    return _Block(weight, error < MET, np.where(error < MET, error, np.nan), empty)


def _fitted(coded: Coded, respondents: Floats, cells: Floats, fit: Fit) -> float:
    """Calibrate one replicate in place; return its miss, asserted whatever the fit said."""
    fitted, said = fit(coded, cells)
    factor = np.divide(fitted, cells, out=np.zeros_like(cells), where=cells > 0)
    respondents *= coded.spread(factor)
    held = coded.cells.totals(coded.collect(respondents))
    return max(said, _worst(np.abs(held / coded.margins.total - 1)))


def _cautions(coded: Coded, kept: Flags, empty: Flags) -> tuple[Caution, ...]:
    """Say what was left out and why; refuse where too little is left to see a spread."""
    lacking = int(empty.any(axis=1).sum())
    unmet = int((~kept).sum()) - lacking
    if kept.sum() < 2:
        facts = Facts(replicates=kept.size, lacking=lacking, unmet=unmet)
        raise Unfit("replicates-not-calibrated", facts)
    said = []
    if lacking:
        counts = Counter(dict(zip(coded.margins.names, empty.sum(axis=0).tolist(), strict=True)))
        (category, most), *_rest = counts.most_common(1)
        facts = Facts(lacking=lacking, replicates=kept.size, category=category, most=most)
        said.append(Caution("replicates-lacking", facts))
    if unmet:
        said.append(Caution("replicates-unmet", Facts(unmet=unmet, replicates=kept.size)))
    return tuple(said)
