"""Calibration: the weights nearest to the base weights that reproduce known totals.

Question     By which factor g must each weight change, least of all, for the totals to be met?
Formula      g_i = F(x_i' lambda), with sum_i d_i F(x_i' lambda) x_i = t solved by Newton's steps
             lambda += (X' diag(d F') X)^- (t - X' (d g)), halved while they do not come nearer.
Source       Deville and Sarndal (1992), Journal of the American Statistical Association 87(418),
             376-382; the distances are in `distances`.
Assumptions  The totals are known without error, of the sample's own population. x explains what
             is measured, or who answered: otherwise only the variance changes.
Not for      Many totals for a small sample (weights then chase noise: watch Kish's n); totals
             that are estimates, whose error is not in the standard error.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from homelands.science.estimate import Caution
from homelands.science.facts import Facts
from homelands.science.weighting.coding import Coded, Weighted, start
from homelands.science.weighting.distances import Distance

Floats = NDArray[np.float64]

AIM, MET = 1e-11, 1e-8  # relative miss of a total: where steps stop, and what counts as met
STEPS, HALVINGS = 60, 30
KEEP = 0.2  # a step that leaves more than this of the miss is the last with its matrix
RANK = 1e-11  # directions in which the scaled matrix is flatter than this are not moved along


class Design(Protocol):
    """Auxiliary variables x of n units, however they are kept."""

    @property
    def names(self) -> tuple[str, ...]:
        """Return a name for each of the p totals."""

    def score(self, coefficient: Floats) -> Floats:
        """Return x_i' coefficient (n,)."""

    def totals(self, weight: Floats) -> Floats:
        """Return X' weight (p,)."""

    def gram(self, weight: Floats) -> Floats:
        """Return X' diag(weight) X (p, p)."""


@dataclass(frozen=True, eq=False, slots=True)
class Matrix:
    """Auxiliary variables as they are, `x` (n, p); a column of ones stands for the count."""

    x: Floats
    names: tuple[str, ...]

    def score(self, coefficient: Floats) -> Floats:
        """Return x @ coefficient (n,)."""
        return np.asarray(self.x @ coefficient)

    def totals(self, weight: Floats) -> Floats:
        """Return the weighted column sums (p,)."""
        return np.asarray(weight @ self.x)

    def gram(self, weight: Floats) -> Floats:
        """Return the weighted cross products (p, p)."""
        return np.asarray(self.x.T @ (self.x * weight[:, None]))


@dataclass(frozen=True, eq=False, slots=True)
class Factors:
    """`g` (n,), the `coefficient` lambda (p,), the relative `error` of each total (p,)."""

    g: Floats
    coefficient: Floats
    error: Floats
    steps: int


def calibrate(design: Design, base: Floats, target: Floats, distance: Distance) -> Factors:
    """Return the factors by which `base` (n,) >= 0 meets `target` (p,); refuse if none do."""
    factors = approach(design, base, target, distance)
    if not _worst(factors.error) < MET:
        raise ValueError(_why_not(design, base, target, distance, factors))
    return factors


def to_margins(coded: Coded, base: Floats, distance: Distance) -> Weighted:
    """Calibrate `base` (n,), scaled to the grand total first, so that g is 1 on average."""
    scaled = start(coded, base)
    margins = coded.margins
    factors = calibrate(coded.cells, coded.collect(scaled), margins.total, distance)
    g = coded.spread(factors.g)
    weight = scaled * g
    return Weighted(
        weight,
        scaled,
        g,
        _worst(factors.error),
        factors.steps,
        distance.name,
        margins.cautions + _negative(weight),
    )


def approach(
    design: Design,
    base: Floats,
    target: Floats,
    distance: Distance,
    inverse: Floats | None = None,
) -> Factors:
    """Come as near to the totals as steps allow, without judging how near.

    `inverse` (p, p) is that of a like calibration's matrix, if there was one, to begin with.
    """
    size = np.where(target == 0, base.sum(), np.abs(target))
    aim = _Aim(design, base, target, size, distance)
    here = _reach(aim, np.zeros(target.size))
    steps = 0
    while steps < STEPS and not _worst(here.miss) < AIM:
        fresh = inverse is None
        if inverse is None:
            inverse = inverse_of(design.gram(base * distance.slope(here.u)))
        there = _nearer(aim, here, inverse @ (here.miss * size))
        if there is None and fresh:
            break
        # The matrix is made again only where the last one no longer leads there fast.
        if there is None or there.distance > KEEP * here.distance:
            inverse = None
        here = there or here
        steps += 1
    return Factors(here.g, here.at, np.abs(here.miss), steps)


@dataclass(frozen=True, eq=False, slots=True)
class _Aim:
    """What is to be met, from where; `size` (p,) is what each miss is relative to."""

    design: Design
    base: Floats
    target: Floats
    size: Floats
    distance: Distance


@dataclass(frozen=True, eq=False, slots=True)
class _Place:
    """Where a coefficient leads to: `distance` is the length of the relative `miss`."""

    at: Floats
    u: Floats
    g: Floats
    miss: Floats
    distance: float


def _reach(aim: _Aim, at: Floats) -> _Place:
    u = aim.design.score(at)
    g = aim.distance.factor(u)
    with np.errstate(over="ignore", invalid="ignore"):
        miss = (aim.target - aim.design.totals(aim.base * g)) / aim.size
        return _Place(at, u, g, miss, float(np.sqrt(miss @ miss)))


def _nearer(aim: _Aim, here: _Place, step: Floats) -> _Place | None:
    """Return where the step, or a part of it, comes nearer; None where no part does."""
    for _ in range(HALVINGS):
        there = _reach(aim, here.at + step)
        if there.distance < here.distance:
            return there
        step = step / 2
    return None


def inverse_of(gram: Floats) -> Floats:
    """Invert the matrix along the directions that move the totals at all.

    Margins overlap (each variable sums to everybody), so it is singular by its nature.
    """
    root = np.sqrt(np.diag(gram))
    scale = np.divide(1.0, root, out=np.zeros_like(root), where=root > 0)
    outer = np.outer(scale, scale)
    # A solver of least squares, because it keeps to one core where these sizes want no more.
    solved = np.linalg.lstsq(gram * outer, np.eye(root.size), rcond=RANK)[0]
    return np.asarray(solved * outer)


def _worst(error: Floats) -> float:
    """Return the largest size, and NaN where there is one."""
    return float(np.abs(error).max())


def _why_not(
    design: Design, base: Floats, target: Floats, distance: Distance, factors: Factors
) -> str:
    low, high = distance.bounds
    held = design.totals(base)
    needed = np.divide(target, held, out=np.full_like(target, np.nan), where=held != 0)
    worst = int(np.argmax(np.nan_to_num(factors.error, nan=np.inf)))
    miss = f"{design.names[worst]} stays {factors.error[worst]:.2g} of its total off"
    if np.isfinite(high):
        beyond = np.flatnonzero((needed <= low) | (needed >= high))
        if beyond.size:
            name, ratio = design.names[int(beyond[0])], needed[beyond[0]]
            return (
                f"No g-weights between {low:g} and {high:g} meet the totals: {name} needs "
                f"{ratio:.4g} on average. Widen the bounds, or merge the category."
            )
        return (
            f"No g-weights between {low:g} and {high:g} meet all totals together: {miss}. Widen "
            "the bounds, or use fewer margins."
        )
    return (
        f"No weights by {distance.name} meet all totals together: {miss}. The totals contradict "
        "each other in this sample (some combinations of categories have nobody): merge "
        "categories, or use fewer margins."
    )


def _negative(weight: Floats) -> tuple[Caution, ...]:
    count = int((weight < 0).sum())
    if not count:
        return ()
    return (Caution("weights-negative", Facts(below=count, weights=weight.size)),)
