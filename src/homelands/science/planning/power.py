"""How many interviews an estimate or a comparison needs, given the design effect.

Question     How large must a respondent-driven sample be for an interval of this width, or to
             see this difference; and what can a sample of n see?
Formula      With z the normal quantile of (1 + level)/2 and deff = variance / variance of a simple
             random sample of the same size: half width e = z sqrt(deff p (1 - p) / n), so
             n = deff z^2 p (1 - p) / e^2. Two independent samples of n each see p against q with
             power Phi(|p - q| - z sqrt(2 deff m (1 - m) / n) over
             sqrt(deff (p (1 - p) + q (1 - q)) / n)), m = (p + q)/2; solved for n.
Source       Fleiss, Levin and Paik (2003), Statistical Methods for Rates and Proportions,
             chapter 4 (n for two proportions); Kish (1965), Survey Sampling, the design effect;
             Salganik (2006), Journal of Urban Health 83(S1), who plans with deff = 2 for
             respondent-driven samples; Goel and Salganik (2010), PNAS 107(15), why that is
             optimistic. Simulated: docs/methods/coverage.md, more than 10 at a bottleneck.
Assumptions  The estimate is about normal and unbiased, so n p and n (1 - p) over deff are not
             tiny. The design effect is a guess until field work; take it from a trial. No
             correction for a finite population: it would promise too much here.
Not for      Samples by link tracing among groups that hardly know each other: no n mends that.
             Plan one for each group instead.
"""

from dataclasses import dataclass
from math import ceil, sqrt
from statistics import NormalDist

from homelands.science.estimate import Caution
from homelands.science.facts import Facts
from homelands.science.publication.precision import FEWEST, WIDEST

OPTIMISTIC = 2.0  # the design effect once proposed, and no more than mild networks have


@dataclass(frozen=True, slots=True)
class Plan:
    """`n` interviews (in each of two samples, where two are compared), worth `effective_n`
    independent ones at the design effect `deff`; the `width` of the interval of a share, from
    0 to 1, or None where two are compared; the `power` from 0 to 1, or None.
    """

    n: int
    effective_n: float
    deff: float
    width: float | None
    power: float | None
    cautions: tuple[Caution, ...]


def size_for_width(share: float, width: float, deff: float, level: float = 0.95) -> Plan:
    """Plan the interviews after which the interval of `share` (0 to 1) has `width` or less."""
    _check(deff, level, share)
    if not 0 < width < 1:
        raise ValueError(f"The width of an interval lies between 0 and 1, not at {width}.")
    n = ceil(_up_to(deff * share * (1 - share) * (2 * _z(level) / width) ** 2))
    return width_of(share, max(n, 1), deff, level)


def width_of(share: float, n: int, deff: float, level: float = 0.95) -> Plan:
    """Say how wide the interval of `share` (0 to 1) is after `n` interviews."""
    _check(deff, level, share)
    _check_size(n)
    width = 2 * _z(level) * sqrt(deff * share * (1 - share) / n)
    return Plan(n, n / deff, deff, width, None, _cautions(n, deff, width))


def size_for_difference(
    one: float, other: float, deff: float, power: float = 0.8, level: float = 0.95
) -> Plan:
    """Plan the interviews in each of two samples that tell shares `one` and `other` apart."""
    _check(deff, level, one, other)
    if one == other:
        raise ValueError(f"Two equal shares, {one} and {other}, cannot be told apart by any n.")
    if not 1 - level < power < 1:
        raise ValueError(f"Power lies between {1 - level:.2g} and 1, not at {power}.")
    middle = (one + other) / 2
    parts = _z(level) * sqrt(2 * middle * (1 - middle)) + NormalDist().inv_cdf(power) * sqrt(
        one * (1 - one) + other * (1 - other)
    )
    n = ceil(_up_to(deff * parts**2 / (one - other) ** 2))
    return power_of(one, other, max(n, 1), deff, level)


def power_of(one: float, other: float, n: int, deff: float, level: float = 0.95) -> Plan:
    """Say with what power two samples of `n` each tell shares `one` and `other` apart."""
    _check(deff, level, one, other)
    _check_size(n)
    middle = (one + other) / 2
    same = _z(level) * sqrt(2 * deff * middle * (1 - middle) / n)
    error = sqrt(deff * (one * (1 - one) + other * (1 - other)) / n)
    power = NormalDist().cdf((abs(one - other) - same) / error)
    return Plan(n, n / deff, deff, None, power, _cautions(n, deff, None))


def detectable(
    share: float, n: int, deff: float, power: float = 0.8, level: float = 0.95
) -> float | None:
    """Return the least difference above `share` that two samples of `n` see with `power`.

    None where even the share 1 would not be told apart.
    """
    _check(deff, level, share)
    if not 1 - level < power < 1:
        raise ValueError(f"Power lies between {1 - level:.2g} and 1, not at {power}.")
    low, high = share, 1 - 1e-9
    if (power_of(share, high, n, deff, level).power or 0) < power:
        return None
    for _ in range(60):
        middle = (low + high) / 2
        seen = (power_of(share, middle, n, deff, level).power or 0) >= power
        low, high = (low, middle) if seen else (middle, high)
    return high - share


def _z(level: float) -> float:
    return NormalDist().inv_cdf((1 + level) / 2)


def _up_to(n: float) -> float:
    """Return n less what rounding of its parts may have added, so that 100 stays 100."""
    return n - 1e-9 * n


def _cautions(n: int, deff: float, width: float | None) -> tuple[Caution, ...]:
    """Return the doubts about a plan."""
    cautions: list[Caution] = []
    if deff <= OPTIMISTIC:
        cautions.append(Caution("deff-optimistic", Facts(effect=deff)))
    if n / deff < FEWEST:
        cautions.append(Caution("plan-worth-small", Facts(interviews=n, worth=n / deff)))
    if width is not None and width >= WIDEST:
        cautions.append(Caution("plan-interval-wide", Facts(width=width)))
    return tuple(cautions)


def _check_size(n: int) -> None:
    if n < 1:
        raise ValueError(f"A sample has one interview or more, not {n}.")


def _check(deff: float, level: float, *shares: float) -> None:
    """Refuse shares, levels and design effects that mean nothing."""
    for share in shares:
        if not 0 < share < 1:
            raise ValueError(f"A share to plan for lies between 0 and 1, not at {share}.")
    if not 0 < deff < float("inf"):
        raise ValueError(f"A design effect is above 0, not {deff}.")
    if not 0 < level < 1:
        raise ValueError(f"The level of an interval lies between 0 and 1, not at {level}.")
