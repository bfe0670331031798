"""Estimates from a probability sample, with the standard errors and degrees of freedom behind them.

Question     What is said of a domain of the population, and with which reservations?
Formula      Effective n = variance of one observation / se^2; df = clusters less strata, of those
             in which the domain has members.
Source       Korn and Graubard (1999), Analysis of Health Surveys, for df of domains;
             Parker and others (2017), NCHS Vital and Health Statistics 2(175), for the limits.
Assumptions  A domain keeps the whole design; those outside it count as zeros in every sum.
Not for      Domains that were strata with samples of their own: they may be estimated apart.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homelands.science.estimate import Caution, Estimate, Method
from homelands.science.facts import Facts
from homelands.science.publication.precision import FEW_DF, FEWEST

Floats = NDArray[np.float64]

NONE_OF_VALUE = 1e-13


@dataclass(frozen=True, eq=False, slots=True)
class Domain:
    """Whom the estimates are about: `inside` (n,), None for all; `level` of the intervals."""

    inside: NDArray[np.bool_] | None = None
    level: float = 0.95

    def __post_init__(self) -> None:
        if not 0 < self.level < 1:
            raise ValueError(f"The level of an interval lies between 0 and 1, not at {self.level}.")


EVERYBODY = Domain()


@dataclass(frozen=True, eq=False, slots=True)
class Designed:
    """Estimates of k statistics with their names, standard errors (k,) and degrees of freedom."""

    names: tuple[str, ...]
    estimates: tuple[Estimate, ...]
    se: Floats
    df: int


@dataclass(frozen=True, slots=True)
class Row:
    """One statistic as computed; `low` and `high` are NaN where there is no interval."""

    value: float
    se: float
    low: float
    high: float
    df: int
    n: int


@dataclass(frozen=True, slots=True)
class Told:
    """What the statistics of one question have in common; `left` did not answer.

    `estimator` and `interval` are codes, as in `Method`.
    """

    names: tuple[str, ...]
    estimator: str
    level: float
    left: int
    interval: str = "t"


def designed(told: Told, rows: list[Row], variance: Floats | None = None) -> Designed:
    """Turn rows (k) into estimates; `variance` (k,) of one observation gives effective sizes."""
    df = min(row.df for row in rows)
    if df < 1:
        raise ValueError(
            "No degree of freedom is left: the domain lies in too few clusters of each stratum for "
            "a variance to be seen, or there are too many predictors."
        )
    method = Method(told.estimator, "linearised", told.interval)
    estimates, errors = [], []
    for k, row in enumerate(rows):
        se = row.se if row.se > NONE_OF_VALUE * abs(row.value) else 0.0
        interval = (row.low, row.high) if se > 0 and not np.isnan(row.low + row.high) else None
        worth = None if variance is None or se == 0 else float(variance[k]) / se**2
        low, high = interval or (None, None)
        doubts = tuple(_doubts(told, row, interval is None, worth))
        estimates.append(Estimate(row.value, low, high, told.level, row.n, worth, method, doubts))
        errors.append(se)
    return Designed(told.names, tuple(estimates), np.array(errors), df)


def _doubts(told: Told, row: Row, bare: bool, worth: float | None) -> Iterator[Caution]:
    if told.left:
        yield Caution("outcome-missing", Facts(missing=told.left, people=told.left + row.n))
    if row.df < FEW_DF:
        yield Caution("df-few", Facts(df=row.df))
    if bare:
        yield Caution("no-spread")
    if row.n < FEWEST:
        yield Caution("n-small", Facts(n=row.n))
    if worth is not None and worth < FEWEST:
        yield Caution("effective-n-small", Facts(worth=worth))
