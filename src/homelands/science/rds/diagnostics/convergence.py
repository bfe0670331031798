"""Convergence and bottlenecks: has the estimate settled, and does each seed's chain agree?

Question     Would more interviews still move the estimate, and would another seed have led
             somewhere else?
Formula      The estimate on the first m respondents, at most 25 values of m, in the order of
             their interviews or, where these tell no order, by whole waves. The same within each
             seed's chain. Settled: over the last third of the steps the estimate moves by no
             more than max(0.02, se / 2).
Source       Gile, Johnston and Salganik (2015), Journal of the Royal Statistical Society A
             178(1), convergence and bottleneck plots. The rule of "settled" is ours, a
             convention for the eye, and no test.
Assumptions  Weights are those of the whole sample: as in the package RDS, RDS-II on each part.
Not for      Proof: a sample may settle on the wrong value inside one part of a network.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homelands.science.analysis.groups import Groups, members
from homelands.science.rds.sample import Sample

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

STEPS = 25
STILL = 0.02  # the move, in shares, that nobody would act on


@dataclass(frozen=True, eq=False, slots=True)
class Path:
    """`n` (s,) respondents known at each step and `share` (s, k) of each category then."""

    names: tuple[str, ...]
    n: Ints
    share: Floats

    @property
    def moved(self) -> Floats:
        """Return how far each category's share (k,) moved over the last third of the steps."""
        last = self.share[-max(2, -(-len(self.n) // 3)) :]
        return np.asarray(last.max(axis=0) - last.min(axis=0))

    def settled(self, se: Floats) -> NDArray[np.bool_]:
        """Return for each category whether it stopped moving; `se` (k,) is its standard error."""
        return np.asarray(self.moved <= still(se))


def still(se: Floats) -> Floats:
    """Return the moves (k,) that count as none beside standard errors (k,), NaN being unknown."""
    return np.maximum(STILL, np.nan_to_num(se) / 2)


def in_order(day: Floats | None) -> Floats | None:
    """Return the days (n,) of the interviews, or None where they do not put people in order."""
    return None if day is None or np.unique(day[~np.isnan(day)]).size < 2 else day


def convergence(sample: Sample, groups: Groups, weight: Floats, day: Floats | None = None) -> Path:
    """Follow the estimate as respondents came; `day` (n,) orders them, NaN comes last."""
    everybody = np.ones(len(sample.ids), dtype=bool)
    return _path(sample, groups, weight, in_order(day), everybody)


def bottleneck(
    sample: Sample, groups: Groups, weight: Floats, day: Floats | None = None
) -> dict[str, Path]:
    """Follow it within the chain of each seed that recruited somebody, by the seed's id."""
    chains = {}
    for seed in sample.order[: sample.seeds].tolist():
        inside = sample.seed == seed
        if inside.sum() > 1 and (inside & groups.known & (weight > 0)).any():
            chains[sample.ids[seed]] = _path(sample, groups, weight, in_order(day), inside)
    return chains


def _path(
    sample: Sample,
    groups: Groups,
    weight: Floats,
    day: Floats | None,
    inside: NDArray[np.bool_],
) -> Path:
    """Return the path over those `inside` whose category and weight are known."""
    used = sample.order[(inside & groups.known & (weight > 0))[sample.order]]
    when = sample.wave[used] if day is None else day[used]
    came = np.argsort(when, kind="stable")
    used, when = used[came], when[came]
    ends = np.flatnonzero(np.append(when[1:] != when[:-1], True)) if day is None else None
    if ends is None:
        ends = np.unique(np.linspace(0, used.size - 1, min(STEPS, used.size)).round().astype(int))
    elif ends.size > STEPS:
        ends = ends[np.unique(np.linspace(0, ends.size - 1, STEPS).round().astype(int))]
    heads = members(groups.code[used], len(groups.names)) * weight[used, None]
    share = np.cumsum(heads, axis=0)[ends] / np.cumsum(weight[used])[ends, None]
    return Path(groups.names, ends + 1, share)
