"""Proportions of a category among all members, from a respondent-driven sample, with doubts.

Question     Which share of the population is in each category, and how sure is that?
Formula      Value: RDS-II. Interval: the (1 - level)/2 quantiles at both ends over the
             replicates, each estimated by RDS-II with its multiplicities. se: their standard
             deviation (divisor B - 1). effective n = p (1 - p) / se^2, which is n / deff.
Source       Volz and Heckathorn (2008) for the value; Baraff, McCormick and Raftery (2016)
             for the interval; Kish (1965), Survey Sampling, for the design effect. The limits
             for n follow Parker and others (2017); those for seeds, waves and one seed's share
             are conventions of the field, not theorems.
Assumptions  Those of RDS-II and of the bootstrap. A respondent whose outcome is missing stays
             in the forest and leaves the sums.
Not for      Joining samples of several countries: estimate in each, then combine by stocks.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homelands.science.estimate import Caution, Estimate
from homelands.science.rds.rds2 import means
from homelands.science.rds.sample import Sample
from homelands.science.rds.tree import Resamples

Floats = NDArray[np.float64]

FEW_SEEDS, FEW_WAVES, FEW_PEOPLE, FEW_REPLICATES = 3, 6, 30, 200


@dataclass(frozen=True, eq=False, slots=True)
class Proportions:
    """Categories sorted by name, k of them, with one estimate, standard error and count each."""

    categories: tuple[str, ...]
    estimates: tuple[Estimate, ...]
    se: Floats
    counts: NDArray[np.int64]


def proportions(
    sample: Sample,
    outcome: Sequence[str | None],
    treated: tuple[Floats, tuple[Caution, ...]],
    resamples: Resamples,
    level: float = 0.95,
) -> Proportions:
    """Estimate the share of each category of `outcome` (n; None where missing).

    `treated` is what a function of `degrees` returned, `resamples` what a bootstrap did.
    """
    if not 0 < level < 1:
        raise ValueError(f"The level of an interval lies between 0 and 1, not at {level}.")
    categories, indicators = _indicators(outcome, len(sample.ids))
    degree, cautions = treated
    point = means(indicators, degree)
    usable = _usable(means(indicators, degree, resamples.multiplicity).value)
    se = usable.std(axis=0, ddof=1)
    shared = _Shared(
        level=level,
        n=int(point.n[0]),
        method=f"RDS-II, {resamples.method}",
        cautions=(
            *_sample_cautions(sample),
            *_outcome_cautions(sample, indicators, categories),
            *_replicate_cautions(len(usable), len(resamples.multiplicity)),
            *cautions,
        ),
    )
    estimates = tuple(
        _estimate(value, usable[:, k], float(se[k]), shared)
        for k, value in enumerate(point.value.tolist())
    )
    counts = np.nansum(indicators, axis=0).astype(np.int64)
    return Proportions(categories, estimates, se, counts)


@dataclass(frozen=True, slots=True)
class _Shared:
    """What every category's estimate has in common."""

    level: float
    n: int
    method: str
    cautions: tuple[Caution, ...]


def _estimate(value: float, drawn: Floats, se: float, shared: _Shared) -> Estimate:
    """Return one category's estimate from its value and its replicates (B,)."""
    low, high = np.quantile(drawn, [(1 - shared.level) / 2, (1 + shared.level) / 2]).tolist()
    effective = value * (1 - value) / se**2 if se > 0 else None
    cautions = (*shared.cautions, *_precision_cautions(effective))
    return Estimate(value, low, high, shared.level, shared.n, effective, shared.method, cautions)


def _usable(drawn: Floats) -> Floats:
    """Return the replicates (B, k) that hold anybody whose outcome is known; refuse below two."""
    usable = drawn[~np.isnan(drawn[:, 0])]
    if len(usable) < 2:
        raise ValueError("Fewer than two replicates hold anybody whose outcome is known.")
    return usable


def _indicators(outcome: Sequence[str | None], n: int) -> tuple[tuple[str, ...], Floats]:
    """Return the categories and, for each, 1 or 0 by respondent, NaN where missing."""
    if len(outcome) != n:
        raise ValueError(f"There are {len(outcome)} outcomes for {n} respondents.")
    categories = tuple(sorted({answer for answer in outcome if answer is not None}))
    if not categories:
        raise ValueError("The outcome is missing for every respondent.")
    column = {category: k for k, category in enumerate(categories)}
    indicators = np.full((n, len(categories)), np.nan)
    for row, answer in enumerate(outcome):
        if answer is not None:
            indicators[row] = 0
            indicators[row, column[answer]] = 1
    return categories, indicators


def _sample_cautions(sample: Sample) -> Iterator[Caution]:
    """Yield the doubts about the recruitment itself."""
    seeds = int((sample.parent < 0).sum())
    waves = int(sample.wave.max())
    if seeds < FEW_SEEDS:
        sentence = f"There were {seeds} seeds: the difference between seeds cannot be seen well."
        yield Caution("seeds-few", sentence)
    if seeds == len(sample.ids):
        yield Caution("recruits-none", "Nobody recruited anybody: this is not a chain sample.")
    elif waves < FEW_WAVES:
        sentence = f"The longest chain has {waves} waves: the choice of seeds may still show."
        yield Caution("waves-few", sentence)
    largest = int(np.bincount(sample.seed).max())
    if seeds > 1 and 2 * largest > len(sample.ids):
        sentence = f"One seed's chain holds {largest} of the {len(sample.ids)} respondents."
        yield Caution("seed-dominates", sentence)


def _outcome_cautions(
    sample: Sample, indicators: Floats, categories: tuple[str, ...]
) -> Iterator[Caution]:
    """Yield the doubts about who answered, and about groups that did not pass coupons on."""
    known = ~np.isnan(indicators[:, 0])
    n = int(known.sum())
    if n < FEW_PEOPLE:
        yield Caution("n-small", f"Only {n} respondents answered.")
    if n < known.size:
        sentence = f"{known.size - n} of {known.size} respondents gave no answer and are left out."
        yield Caution("outcome-missing", sentence)
    recruit = np.flatnonzero((sample.parent >= 0) & known)
    recruiter = sample.parent[recruit]
    brought = np.nansum(indicators[recruiter], axis=0)
    if recruit.size:
        for k in np.flatnonzero(brought == 0):
            sentence = f"Nobody in the group “{categories[k]}” recruited anybody."
            yield Caution("group-recruited-nobody", sentence)


def _replicate_cautions(usable: int, drawn: int) -> Iterator[Caution]:
    if drawn < FEW_REPLICATES:
        yield Caution("replicates-few", f"The interval rests on only {drawn} replicates.")
    if usable < drawn:
        sentence = f"{drawn - usable} of {drawn} replicates held nobody with an answer."
        yield Caution("replicates-empty", sentence)


def _precision_cautions(effective: float | None) -> Iterator[Caution]:
    if effective is None:
        yield Caution("no-spread", "All replicates agree, so no precision can be given.")
    elif effective < FEW_PEOPLE:
        sentence = f"The answers are worth only {effective:.0f} independent ones."
        yield Caution("effective-n-small", sentence)
