"""Pseudo-weights for a sample that nobody drew: inverse propensity against a reference sample.

Question     Who takes part, judged by a probability sample of the same population, and what
             weight makes up for it?
Formula      pi(x) = 1 / (1 + exp(-x'theta)), theta the maximum of
             sum_A x'theta - sum_B d log(1 + exp(x'theta)); weight of A = 1 / pi(x).
             A: the sample that came by itself; B: the reference with its weights d.
Source       Chen, Li and Wu (2020), Journal of the American Statistical Association 115(532),
             2011-2021. Elliott and Valliant (2017), Statistical Science 32(2), for what may
             be claimed of it.
Assumptions  Given x, taking part has nothing to do with the answers; everyone could have taken
             part; each decided alone; x was asked alike in both samples; d sums to the population.
             They come back as cautions, because none of them can be seen in the data.
Not for      A sampling interval or a "margin of error": the result carries none.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homelands.science.estimate import Caution
from homelands.science.facts import Facts

Floats = NDArray[np.float64]

STEPS, HALVINGS, MET = 100, 40, 1e-9
# In coordinates of variance 1 over the population, a respondent counts about 1: where less than
# this is known of a direction, the samples are separated along it.
LEAST_INFORMATION = 1e-3


@dataclass(frozen=True, eq=False, slots=True)
class Reference:
    """A probability sample: `x` (r, p) as in the other sample, `weight` (r,) > 0."""

    x: Floats
    weight: Floats


@dataclass(frozen=True, eq=False, slots=True)
class PseudoWeights:
    """`weight` (n,) = 1 / `propensity`; `coefficient` (1 + p,), the constant first."""

    weight: Floats
    propensity: Floats
    coefficient: Floats
    cautions: tuple[Caution, ...]


def pseudo_weights(x: Floats, reference: Reference, names: tuple[str, ...]) -> PseudoWeights:
    """Weight a sample with characteristics `x` (n, p), named by `names` (p)."""
    _check(x, reference, names)
    ours, theirs = _with_constant(x), _with_constant(reference.x)
    # Coordinates in which the population has mean square 1 in every direction.
    second = theirs.T @ (theirs * (reference.weight / reference.weight.sum())[:, None])
    root = np.asarray(np.linalg.cholesky(second), np.float64)
    theta = _climb(
        np.asarray(np.linalg.solve(root, ours.sum(axis=0)), np.float64),
        np.asarray(np.linalg.solve(root, theirs.T).T, np.float64),
        reference.weight,
        ("the constant", *names),
        root,
    )
    coefficient = np.asarray(np.linalg.solve(root.T, theta), np.float64)
    propensity = _logistic(ours @ coefficient)
    return PseudoWeights(1 / propensity, propensity, coefficient, _assumptions(names))


def _climb(aim: Floats, x: Floats, weight: Floats, names: tuple[str, ...], root: Floats) -> Floats:
    """Return the maximum by Newton's steps; refuse where it lies at infinity."""
    theta = np.zeros(aim.size)
    height = -np.inf
    for _ in range(STEPS):
        share = _logistic(x @ theta)
        information = x.T @ (x * (weight * share * (1 - share))[:, None])
        flattest = np.linalg.eigh(information)
        if not flattest.eigenvalues[0] > LEAST_INFORMATION:
            raise ValueError(_separated(flattest.eigenvectors[:, 0], names, root))
        slope = aim - x.T @ (weight * share)
        step = np.asarray(np.linalg.solve(information, slope), np.float64)
        if float(step @ slope) < MET:
            return theta + step
        theta, height = _uphill(aim, x, weight, (theta, step, height))
    raise ValueError(_separated(theta, names, root))


def _uphill(
    aim: Floats, x: Floats, weight: Floats, move: tuple[Floats, Floats, float]
) -> tuple[Floats, float]:
    """Return where the step, halved while it leads down, ends, and how high that is."""
    theta, step, height = move
    for _ in range(HALVINGS):
        there = theta + step
        reached = float(aim @ there - weight @ np.logaddexp(0, x @ there))
        if reached >= height:
            return there, reached
        step = step / 2
    return theta, height


def _check(x: Floats, reference: Reference, names: tuple[str, ...]) -> None:
    if x.ndim != 2 or reference.x.shape[1:] != x.shape[1:] or len(names) != x.shape[1]:
        raise ValueError(
            f"The samples have {x.shape[1:]} and {reference.x.shape[1:]} characteristics and "
            f"{len(names)} names: both need the same, in the same order."
        )
    if not (np.all(np.isfinite(x)) and np.all(np.isfinite(reference.x))):
        raise ValueError("Every characteristic must be known for everyone in both samples.")
    if reference.weight.shape != reference.x.shape[:1] or not np.all(reference.weight > 0):
        raise ValueError("Every member of the reference sample needs a weight above zero.")
    if not reference.weight.sum() > len(x):
        raise ValueError(
            f"The reference weights sum to {reference.weight.sum():,.0f}, no more than the "
            f"{len(x):,} respondents: they must sum to the population."
        )
    _check_overlap(x, reference.x, names)


def _check_overlap(x: Floats, other: Floats, names: tuple[str, ...]) -> None:
    """Refuse a characteristic that is constant, that separates, or that follows from others."""
    for column, name in enumerate(names):
        ours, theirs = x[:, column], other[:, column]
        if np.ptp(theirs) == 0:
            raise ValueError(
                f"'{name}' is the same for everyone in the reference sample, so it says nothing "
                "of who takes part: leave it out."
            )
        if ours.min() >= theirs.max() or ours.max() <= theirs.min():
            raise ValueError(
                f"The two samples do not overlap in '{name}': nobody in the one is like those in "
                "the other, and no weight can stand in for them."
            )
    both = _with_constant(other)
    if np.linalg.matrix_rank(both / np.abs(both).max(axis=0)) < both.shape[1]:
        raise ValueError(
            "Some characteristics follow from the others in the reference sample (such as all "
            "categories of one question): leave one of them out."
        )


def _separated(direction: Floats, names: tuple[str, ...], root: Floats) -> str:
    """Name the characteristic that weighs most in the direction without a maximum."""
    spread = np.sqrt(np.diag(root @ root.T))
    part = np.abs(np.linalg.solve(root.T, direction)) * spread
    return (
        f"'{names[int(np.argmax(part[1:])) + 1]}' separates the two samples: people of some kind "
        "are in the one and (almost) never in the other, so no finite propensity fits. Merge its "
        "categories, or restrict the population to those who could take part."
    )


def _assumptions(names: tuple[str, ...]) -> tuple[Caution, ...]:
    return (
        Caution("propensity-ignorable", Facts(names=names)),
        Caution("propensity-positive"),
        Caution("propensity-independent"),
        Caution("no-sampling-interval"),
    )


def _with_constant(x: Floats) -> Floats:
    return np.column_stack([np.ones(len(x)), x])


def _logistic(u: Floats) -> Floats:
    return np.asarray(0.5 * (1 + np.tanh(0.5 * u)))
