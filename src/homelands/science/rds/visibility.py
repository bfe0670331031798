"""Misreported degrees as a model: how visible a respondent is, given what was reported.

Question     People round their number of contacts, misjudge it or leave it out. What weight do they
             get, if that is modelled and not only repaired?
Formula      Visibility u of those sampled: negative binomial without 0, mean m, size s. A report
             x = u exp(e), e normal with standard deviation ERROR, is told to the nearest 1, 5, 10,
             50 or 100 with chances h. m, s and h by maximum likelihood from the reports of each
             group; then the posterior of u given the report, where u is at least the ties that
             recruitment showed. The degree used is the harmonic posterior mean 1 / E(1 / u), as it
             is 1 / u that RDS-II sums; successive sampling takes the same degree.
Source       Handcock, Gile and Mar (2014), Electronic Journal of Statistics 8(1), 1491-1521, and
             McLaughlin, Johnston, Jakupi and others (2024), Annals of Applied Statistics 18(1), for
             visibility instead of reported degree, as the R package RDS imputes it
             (`impute.visibility`: Conway-Maxwell-Poisson there, with recruits and their times as
             further evidence, which are left out here but for ties as a lower bound). Heaping as
             in Heitjan and Rubin (1990), Journal of the American Statistical Association 85(410).
Assumptions  ERROR is stated, not estimated: one report a person cannot tell error from spread.
             Errors are alike in all groups. A common factor by which all under- or overstate
             cancels. The groups of the answer are fitted apart: fitted together, shrinking degrees
             would shrink what sets the groups apart.
Not for      Reports without heaps or error, where it only adds a model: RDS-II with the reports is
             right on average under errors that multiply, and the gain is in variance alone.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc, logsumexp, ndtr

from homelands.science.analysis.groups import Groups
from homelands.science.estimate import Caution
from homelands.science.facts import Facts, Unfit
from homelands.science.rds.sample import Sample

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

ERROR = 0.5  # two thirds of reports lie between 0.6 and 1.65 times the truth
GRAINS = (1, 5, 10, 50, 100)
FEWEST = 30  # reports of a group, below which it is fitted with everybody
EVERY, STEP = 40, 1.06  # whole visibilities up to 40, then in steps of six per cent
CLOSE, LIMIT = 0.01, 12.0  # of the slope of the likelihood; of logarithms


@dataclass(frozen=True, eq=False, slots=True)
class Visibility:
    """`degree` (n,) to weigh by, above zero; `rounded` the share of reports told to five or more,
    `imputed` how many had none, `mean` of the visibility of those sampled.
    """

    degree: Floats
    rounded: float
    imputed: int
    mean: float

    @property
    def caution(self) -> Caution:
        """Return what must be said with every figure."""
        facts = Facts(share=self.rounded, imputed=self.imputed, error=ERROR, mean=self.mean)
        return Caution("degree-modelled", facts)


def visibility(sample: Sample, groups: Groups | None = None, error: float = ERROR) -> Visibility:
    """Return the visibility of each respondent; `groups` of the answer are fitted apart."""
    if not error > 0:
        raise ValueError(f"The error of reports is above zero, not {error}.")
    known = sample.degree > 0
    if not known.any():
        raise Unfit("degrees-none")
    # Nobody reports half a contact; what was averaged somewhere is told as the nearest number.
    report = np.where(known, np.maximum(np.rint(sample.degree), 1), 0)
    grid = _grid(max(float(report.max()) * np.exp(2 * error), float(sample.ties.max()) + 1))
    told, place = np.unique(report[known], return_inverse=True)
    chance = _chances(told, grid, error)
    row = np.full(known.size, -1)
    row[known] = place
    degree, rounded, mean = np.zeros(known.size), 0.0, 0.0
    for mine in _parts(known, groups):
        counts = np.bincount(row[mine & known], minlength=told.size).astype(np.float64)
        prior, heaps = _fit(counts, chance, grid)
        degree[mine] = _harmonic(sample.ties[mine], row[mine], (chance, prior, heaps, grid.value))
        coarse = np.tensordot(heaps[1:], chance[1:], 1) @ prior
        every = np.tensordot(heaps, chance, 1) @ prior
        rounded += float(counts @ (coarse / every))
        mean += float(prior @ grid.value) * float(mine.mean())
    return Visibility(degree, rounded / float(known.sum()), int((~known).sum()), mean)


@dataclass(frozen=True, eq=False, slots=True)
class _Grid:
    """Visibilities `value` (g,), each for those from above `below` (g,) up to `upto` (g,)."""

    value: Floats
    below: Floats
    upto: Floats


def _grid(largest: float) -> _Grid:
    """Return whole numbers, and above EVERY geometric steps."""
    upto = [float(k) for k in range(1, EVERY + 1)]
    while upto[-1] < largest:
        upto.append(float(np.ceil(upto[-1] * STEP)))
    edges = np.array(upto)
    below = np.append(0.0, edges[:-1])
    return _Grid(np.where(edges - below > 1, (below + 1 + edges) / 2, edges), below, edges)


def _chances(told: Floats, grid: _Grid, error: float) -> Floats:
    """Return the chance (grains, reports, g) of each report by each grain and visibility."""
    middle = np.log(grid.value)[None]
    found = np.zeros((len(GRAINS), told.size, grid.value.size))
    for k, grain in enumerate(GRAINS):
        may = told % grain == 0
        low = np.where(told - grain / 2 > 0, told - grain / 2, 1e-12)[:, None]
        above, under = (np.log(end) - middle for end in ((told + grain / 2)[:, None], low))
        found[k] = np.where(may[:, None], ndtr(above / error) - ndtr(under / error), 0.0)
    return np.maximum(found, 0.0)


def _parts(known: Flags, groups: Groups | None) -> list[Flags]:
    """Return who is fitted together: each group with reports enough, and all others."""
    if groups is None:
        return [np.ones(known.size, dtype=bool)]
    apart = [groups.code == k for k in range(len(groups.names))]
    large = [mine for mine in apart if (mine & known).sum() >= FEWEST]
    rest = ~np.logical_or.reduce([np.zeros(known.size, dtype=bool), *large])
    if rest.any() and (rest & known).sum() < FEWEST and large:
        return [*large[:-1], large[-1] | rest]
    return [*large, rest] if rest.any() else large


def _fit(counts: Floats, chance: Floats, grid: _Grid) -> tuple[Floats, Floats]:
    """Return the distribution of visibility (g,) and the chances of the grains, by likelihood."""
    from scipy.optimize import minimize

    some = counts > 0
    counts, chance = counts[some], chance[:, some]

    def read(theta: Floats) -> tuple[Floats, Floats]:
        heaps = np.exp(np.append(0.0, theta[2:]) - logsumexp(np.append(0.0, theta[2:])))
        theta = np.clip(theta, -LIMIT, LIMIT)
        return _negative_binomial(float(np.exp(theta[0])), float(np.exp(theta[1])), grid), heaps

    def loss(theta: Floats) -> float:
        prior, heaps = read(theta)
        return -float(counts @ np.log(heaps @ (chance @ prior) + 1e-300))

    # The mean of the reports is a fair beginning; grains begin at a tenth of the whole each.
    middle = float(counts @ grid.value[chance[0].argmax(axis=1)] / counts.sum())
    start = np.array([np.log(middle), 0.5, *[-2.0] * (len(GRAINS) - 1)])
    found = minimize(loss, start, method="BFGS", options={"gtol": CLOSE})
    return read(found.x)


def _negative_binomial(mean: float, size: float, grid: _Grid) -> Floats:
    """Return the masses (g,) of the grid's steps, without 0."""
    p = size / (size + mean)
    reached = betainc(size, np.append(1.0, grid.upto + 1), p)  # the grid's steps join
    mass = np.maximum(np.diff(reached), 1e-300)
    return np.asarray(mass / mass.sum())


def _harmonic(
    ties: NDArray[np.int64], row: NDArray[np.intp], fitted: tuple[Floats, Floats, Floats, Floats]
) -> Floats:
    """Return 1 / E(1 / u) of respondents with their ties and the row of their report, -1 for none.

    Those alike in both are worked out once.
    """
    chance, prior, heaps, value = fitted
    likely = np.vstack([np.tensordot(heaps, chance, 1), np.ones(value.size)])  # the last: no report
    pairs, which = np.unique(np.column_stack([row, ties]), axis=0, return_inverse=True)
    # Steps above EVERY hold several numbers: ties in the midst of one allow it.
    after = likely[pairs[:, 0]] * prior * (value[None] >= np.minimum(pairs[:, 1:], value.max()))
    total = after.sum(axis=1)
    lost = total <= 0  # a report that the ties contradict: they stand for it
    mean = np.divide(after @ (1 / value), total, out=1 / np.maximum(pairs[:, 1], 1.0), where=~lost)
    return np.asarray((1 / mean)[which.ravel()])
