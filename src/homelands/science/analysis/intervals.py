"""Intervals made of replicates: a statistic becomes an estimate with its doubts.

Question     Between which bounds may the statistic lie, given how its replicates spread?
Formula      With t the statistic, t_b its replicates and a = (1 - level) / 2:
             percentile: quantiles a and 1 - a of t_b (linear between order statistics);
             normal: t -+ z se; logit: expit(logit t -+ z se / (t (1 - t)));
             Korn-Graubard: Clopper and Pearson's at n* = t (1 - t) / se^2, never above n, times
             (q_{n-1} / q_df)^2, q being quantiles 1 - a of Student's t, when df is given.
Source       Efron and Tibshirani (1993), An Introduction to the Bootstrap, chapters 12 and 13;
             Korn and Graubard (1998), Survey Methodology 24(2), 193-201; Parker and others
             (2017), NCHS Vital and Health Statistics 2(175), for the limits of n.
Assumptions  percentile: no bias, and enough replicates for the tails; the others: the statistic
             (logit: its log odds) is near to normal.
Not for      A statistic without spread, such as a share of 0: it gets no interval, except by
             Korn and Graubard. A normal interval of a share is cut at 0 and 1, with a caution.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
from scipy.special import betaincinv, expit, ndtri, stdtrit
from scipy.special import logit as log_odds

from homelands.science.analysis.replicated import Replicated
from homelands.science.estimate import Caution, Estimate
from homelands.science.facts import Facts
from homelands.science.publication.precision import FEWEST

Bounds = tuple[float, float] | None

FEW_REPLICATES = 200


def percentile(replicated: Replicated, level: float = 0.95) -> tuple[Estimate, ...]:
    """Return estimates whose intervals are quantiles of the replicates."""
    tail = _tail(level)

    def bounds(k: int) -> Bounds:
        low, high = np.nanquantile(replicated.drawn[:, k], [tail, 1 - tail]).tolist()
        return low, high

    return _estimates(replicated, level, "percentile", bounds)


def normal(replicated: Replicated, level: float = 0.95) -> tuple[Estimate, ...]:
    """Return estimates with intervals t -+ z se; shares are better served by the others."""
    reach = -ndtri(_tail(level)) * replicated.se

    def bounds(k: int) -> Bounds:
        return float(replicated.value[k] - reach[k]), float(replicated.value[k] + reach[k])

    return _estimates(replicated, level, "normal", bounds)


def logit(replicated: Replicated, level: float = 0.95) -> tuple[Estimate, ...]:
    """Return shares with intervals that are normal on the logit scale; none at 0 and at 1."""
    _check_shares(replicated)
    z = -float(ndtri(_tail(level)))

    def bounds(k: int) -> Bounds:
        p = float(replicated.value[k])
        if not 0 < p < 1:
            return None
        reach = z * float(replicated.se[k]) / (p * (1 - p))
        return float(expit(log_odds(p) - reach)), float(expit(log_odds(p) + reach))

    return _estimates(replicated, level, "logit", bounds)


def korn_graubard(
    replicated: Replicated, level: float = 0.95, df: float | None = None
) -> tuple[Estimate, ...]:
    """Return shares with exact binomial intervals at their effective n; `df` of the design >= 1.

    Without spread, the replicates say nothing of a design effect: n itself is taken then.
    """
    _check_shares(replicated)
    tail = _tail(level)

    def bounds(k: int) -> Bounds:
        n = float(replicated.n[k])
        size = (
            n if np.isnan(replicated.effective_n[k]) else min(n, float(replicated.effective_n[k]))
        )
        if df is not None and n > 1:
            size = min(n, size * (stdtrit(n - 1, tail) / stdtrit(df, tail)) ** 2)
        hits = size * float(replicated.value[k])
        low = float(betaincinv(hits, size - hits + 1, tail)) if hits > 0 else 0.0
        high = float(betaincinv(hits + 1, size - hits, 1 - tail)) if hits < size else 1.0
        return low, high

    return _estimates(replicated, level, "korn-graubard", bounds, flat=True)


def _estimates(
    replicated: Replicated,
    level: float,
    interval: str,
    bounds: Callable[[int], Bounds],
    *,
    flat: bool = False,
) -> tuple[Estimate, ...]:
    """Return one estimate a statistic; `flat` gives an interval to those without spread too."""
    made = []
    for k, value in enumerate(replicated.value.tolist()):
        reached = bounds(k) if flat or replicated.se[k] > 0 else None
        low, high = _within(replicated, reached) if reached else (None, None)
        worth = float(replicated.effective_n[k])
        effective = None if np.isnan(worth) else worth
        method = replace(replicated.method, interval=interval)
        doubts = (*replicated.cautions, *_doubts(replicated, k), *_cut(reached, low, high))
        made.append(
            Estimate(value, low, high, level, int(replicated.n[k]), effective, method, doubts)
        )
    return tuple(made)


def _within(replicated: Replicated, reached: tuple[float, float]) -> tuple[float, float]:
    """Return an interval that, for a share, does not leave 0 to 1."""
    low, high = reached
    return (max(low, 0.0), min(high, 1.0)) if replicated.share else reached


def _cut(reached: Bounds, low: float | None, high: float | None) -> Iterator[Caution]:
    if reached and reached != (low, high):
        yield Caution("interval-cut")


def _doubts(replicated: Replicated, k: int) -> Iterator[Caution]:
    drawn, used, worth = (
        len(replicated.drawn),
        int(replicated.used[k]),
        float(replicated.effective_n[k]),
    )
    if drawn < FEW_REPLICATES:
        yield Caution("replicates-few", Facts(replicates=drawn))
    if used < drawn:
        yield Caution("replicates-undefined", Facts(undefined=drawn - used, replicates=drawn))
    if replicated.se[k] == 0:
        yield Caution("no-spread")
    if replicated.n[k] < FEWEST:
        yield Caution("n-small", Facts(n=int(replicated.n[k])))
    if worth < FEWEST:
        yield Caution("effective-n-small", Facts(worth=worth))


def _tail(level: float) -> float:
    if not 0 < level < 1:
        raise ValueError(f"The level of an interval lies between 0 and 1, not at {level}.")
    return (1 - level) / 2


def _check_shares(replicated: Replicated) -> None:
    if not replicated.share:
        raise ValueError("This interval is for shares, which lie between 0 and 1.")
