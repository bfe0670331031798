"""Network scale-up: a group's size from how many of its members respondents know.

Question     If respondents know y members of a group, and we also ask how many they know of
             groups whose size is on record, how large is the first group?
Formula      d_j = T sum_k y_jk / sum_k N_k, the size of respondent j's network; T the population;
             N = T R / (tau delta), R = sum_j w_j y_j / sum_j w_j d_j.
             tau: the share of members' contacts who know them to be members; delta: the mean
             network of members over the mean network of all.
             var R = m / (m - 1) sum_j (e_j - mean e)^2 / (sum_j w_j d_j)^2, with
             e_j = w_j (y_j - R d_j) over m respondents. The interval is on the log scale.
Source       Killworth, McCarty, Bernard, Shelley and Johnsen (1998), Evaluation Review 22(2),
             289-308; the factors: Feehan and Salganik (2016), Sociological Methodology 46(1).
             The variance is the linearised ratio's, not Killworth's binomial one, which leaves
             out that respondents differ more than chance makes them.
Assumptions  ASSUMPTIONS. tau and delta must be given: 1 says that there is no such bias.
Not for      A sample of the diaspora itself, or a convenience sample. The error of tau, delta and
             the known sizes is not in the interval: run it again with others.
"""

from dataclasses import dataclass
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

from homelands.science.estimate import Caution, Estimate, Method
from homelands.science.facts import Facts
from homelands.science.size.log_scale import by_ratio

Floats = NDArray[np.float64]

ASSUMPTIONS = (
    "The respondents are a probability sample of the whole population of the host country, not "
    "of the group that is to be counted.",
    "Respondents are as likely to know members of the group as their network's size says, apart "
    "from the two factors given (transmission and degree ratio).",
    "The known groups are of the recorded sizes, in the same place, and are known about alike.",
    "Each respondent is an independent draw; clusters in the sample make the interval too narrow.",
)

METHOD = Method("scale-up", interval="log")
OFF = 2.0  # a known group's own estimate beyond this factor of its size


@dataclass(frozen=True, eq=False, slots=True)
class Ties:
    """`hidden` (m,) members of the group that each respondent knows, `known` (m, K) of each known
    group, all >= 0; `sizes` (K,) > 0 of the known groups; `weight` (m,) > 0.
    """

    hidden: Floats
    known: Floats
    sizes: Floats
    weight: Floats


@dataclass(frozen=True, slots=True)
class Bias:
    """`transmission` above 0, at most 1, and `degree_ratio` above 0; 1 where there is none."""

    transmission: float
    degree_ratio: float


@dataclass(frozen=True, eq=False, slots=True)
class ScaledUp:
    """`estimate` of the group's size, with `se`; `degree` (m,) of the respondents; `back` (K,) is
    each known group's size as the others give it, NaN where there are no others.
    """

    estimate: Estimate
    se: float
    degree: Floats
    back: Floats
    assumptions: tuple[str, ...] = ASSUMPTIONS

    @property
    def cautions(self) -> tuple[Caution, ...]:
        """Return the doubts that travel with the estimate."""
        return self.estimate.cautions


def scale_up(ties: Ties, population: float, bias: Bias, level: float = 0.95) -> ScaledUp:
    """Estimate the size of the group from `ties` in a `population` of this many people."""
    _check_ties(ties)
    _check_numbers(ties, population, bias)
    degree = population * ties.known.sum(axis=1) / ties.sizes.sum()
    if not ties.hidden.any():
        return _nobody(ties, degree, population, bias, level)
    ratio, error = _ratio(ties.hidden, degree, ties.weight)
    factor = population / (bias.transmission * bias.degree_ratio)
    low, high = by_ratio(ratio * factor, error / ratio, level)
    back = _back(ties, population)
    cautions = _known(ties, back) + _factors(bias) + _beyond(ratio * factor, population)
    m = ties.hidden.size
    estimate = Estimate(ratio * factor, low, high, level, m, None, METHOD, cautions)
    return ScaledUp(estimate, error * factor, degree, back)


def _nobody(ties: Ties, degree: Floats, population: float, bias: Bias, level: float) -> ScaledUp:
    """Return 0 with an upper bound: so many ties that none leads to the group is a rare chance."""
    if not 0 < level < 1:
        raise ValueError(f"The level of an interval lies between 0 and 1, not {level}.")
    weight, m = ties.weight, ties.hidden.size
    effect = m * float(weight @ weight) / float(weight.sum()) ** 2
    worth = m * float(weight @ degree) / float(weight.sum()) / effect
    factor = population / (bias.transmission * bias.degree_ratio)
    high = min(-log((1 - level) / 2) / worth * factor, population)
    back = _back(ties, population)
    said = (Caution("scale-up-nobody", Facts(high=high)), *_known(ties, back), *_factors(bias))
    bound = Method(METHOD.estimator, interval="korn-graubard")
    return ScaledUp(Estimate(0.0, 0.0, high, level, m, None, bound, said), 0.0, degree, back)


def _ratio(hidden: Floats, degree: Floats, weight: Floats) -> tuple[float, float]:
    """Return the share of ties that lead to the group, and its standard error."""
    below = float(weight @ degree)
    ratio = float(weight @ hidden) / below
    residual = weight * (hidden - ratio * degree)
    return ratio, sqrt(residual.size * float(residual.var(ddof=1))) / below


def _back(ties: Ties, population: float) -> Floats:
    """Return each known group's size from ties to the others."""
    total = ties.weight @ ties.known
    others, sizes = total.sum() - total, ties.sizes.sum() - ties.sizes
    back: Floats = np.full(total.size, np.nan)
    np.divide(total * sizes, others, out=back, where=(sizes > 0) & (others > 0))
    return back


def _check_ties(ties: Ties) -> None:
    m = ties.hidden.size
    if ties.hidden.ndim != 1 or ties.known.ndim != 2 or len(ties.known) != m:
        raise ValueError(
            f"Ties of shapes {ties.hidden.shape} and {ties.known.shape} do not fit: give each "
            "respondent one number for the group and one for each known group."
        )
    if m < 2:
        raise ValueError(f"{m} respondent shows no variation: at least two are needed.")
    if ties.sizes.shape != ties.known.shape[1:] or ties.weight.shape != (m,):
        raise ValueError(
            f"{ties.sizes.size} sizes and {ties.weight.size} weights do not fit {m} respondents "
            f"asked about {ties.known.shape[1]} known groups."
        )
    if not (_at_least_zero(ties.hidden) and _at_least_zero(ties.known)):
        raise ValueError(
            "Every number of people known must be zero or more: leave out respondents who did "
            "not answer."
        )


def _check_numbers(ties: Ties, population: float, bias: Bias) -> None:
    if not np.all((ties.weight > 0) & np.isfinite(ties.weight)):
        raise ValueError("Every weight must be above zero.")
    if not np.all((ties.sizes > 0) & (ties.sizes < population)):
        raise ValueError(
            f"Every known group must be above zero and smaller than the population, {population:,}."
        )
    if not ties.known.any():
        raise ValueError("No respondent knows anybody in the known groups: networks have no size.")
    if not 0 < bias.transmission <= 1 or not bias.degree_ratio > 0:
        raise ValueError(
            f"Transmission lies above 0, at most 1, and the degree ratio above 0; not "
            f"{bias.transmission:g} and {bias.degree_ratio:g}."
        )


def _at_least_zero(values: Floats) -> bool:
    return bool(np.all((values >= 0) & np.isfinite(values)))


def _known(ties: Ties, back: Floats) -> tuple[Caution, ...]:
    """Return the doubts about the known groups."""
    if ties.sizes.size == 1:
        return (Caution("scale-up-one-known-group"),)
    ratio = back / ties.sizes
    off = int(np.sum(~((ratio <= OFF) & (ratio >= 1 / OFF))))
    if not off:
        return ()
    return (Caution("scale-up-known-groups-off", Facts(off=off, groups=ties.sizes.size)),)


def _factors(bias: Bias) -> tuple[Caution, ...]:
    if bias.transmission < 1 or bias.degree_ratio != 1:
        return ()
    return (Caution("scale-up-no-bias-factors"),)


def _beyond(value: float, population: float) -> tuple[Caution, ...]:
    if value <= population:
        return ()
    return (Caution("scale-up-above-population", Facts(size=value, population=population)),)
