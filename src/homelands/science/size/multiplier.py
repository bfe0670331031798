"""Multiplier: a count of users of a service, and the share of a survey that used it.

Question     If M people used a service and a share p of the population says it did, how many
             people are there?
Formula      N = M / p; CV(N)^2 = CV(M)^2 + CV(p)^2; the interval is N exp(-z CV) to N exp(z CV).
Source       UNAIDS and WHO (2010), Guidelines on Estimating the Size of Populations Most at Risk
             to HIV, section on multiplier methods; the variance is the delta method on log N, for
             independent M and p.
Assumptions  ASSUMPTIONS. Both figures are of the same people, place and period: that is asked
             for in words and dates, and anything else is refused.
Not for      A service whose users were recruited for the survey because they use it: p is then
             too high and N too low.
"""

from dataclasses import dataclass, fields
from datetime import date
from math import hypot

from homelands.science.estimate import Caution, Estimate, Method
from homelands.science.facts import Facts
from homelands.science.size.log_scale import by_ratio

ASSUMPTIONS = (
    "The count has every user of the service once and nobody who is not of the population.",
    "The survey's share is unbiased: using the service makes nobody likelier to be surveyed.",
    "The count and the share are of the same people, place and period, as stated.",
)

METHOD = Method("multiplier", interval="log")
SMALL_SHARE, WIDE = 0.05, 0.30


@dataclass(frozen=True, slots=True)
class Scope:
    """Whom and what a figure is of, in words: the `population`, the `service`, the `place`; and
    the period, `first` to `last` day.
    """

    population: str
    service: str
    place: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class ServiceCount:
    """`people` > 0 who used the service, each once; `variation` >= 0 is the count's coefficient
    of variation, 0 for a full count without duplicates.
    """

    people: float
    variation: float
    scope: Scope


@dataclass(frozen=True, slots=True)
class SurveyShare:
    """`share` above 0 up to 1 of the population that used the service, with its `se` from the
    survey's design and `n` respondents.
    """

    share: float
    se: float
    n: int
    scope: Scope


@dataclass(frozen=True, slots=True)
class Multiplied:
    """`estimate` of the population's size with `se`; its cautions are in the estimate."""

    estimate: Estimate
    se: float
    assumptions: tuple[str, ...] = ASSUMPTIONS

    @property
    def cautions(self) -> tuple[Caution, ...]:
        """Return the doubts that travel with the estimate."""
        return self.estimate.cautions


def multiplier(count: ServiceCount, share: SurveyShare, level: float = 0.95) -> Multiplied:
    """Divide the count by the share; both must be of the same scope."""
    _check_figures(count, share)
    _check_scope(count.scope, share.scope)
    value = count.people / share.share
    variation = hypot(count.variation, share.se / share.share)
    low, high = by_ratio(value, variation, level)
    cautions = _cautions(count, share, variation)
    estimate = Estimate(value, low, high, level, share.n, None, METHOD, cautions)
    return Multiplied(estimate, value * variation)


def _check_figures(count: ServiceCount, share: SurveyShare) -> None:
    if not count.people > 0 or not count.variation >= 0:
        raise ValueError(
            f"The count of users must be above zero and its coefficient of variation not below "
            f"it, not {count.people:g} and {count.variation:g}."
        )
    if not 0 < share.share <= 1 or not share.se >= 0:
        raise ValueError(
            f"The share of users must be above 0, at most 1, with a standard error not below 0; "
            f"not {share.share:g} and {share.se:g}.{_least(count, share)}"
        )


def _least(count: ServiceCount, share: SurveyShare) -> str:
    """Return what can be said where nobody of the survey used the service: the rule of three."""
    if share.share or share.n < 1:
        return ""
    most = 1 - 0.05 ** (1 / share.n)
    return (
        f" Nobody of {share.n:,} used the service, so there is no estimate; at 95 per cent fewer "
        f"than {most:.2%} of the population did, which puts it above {count.people / most:,.0f} "
        "if the sample was simple."
    )


def _check_scope(count: Scope, share: Scope) -> None:
    """Refuse figures of different people, places or periods."""
    for part in fields(Scope):
        if not str(getattr(count, part.name)).strip():
            raise ValueError(f"Say the {part.name} that the count is of: it must match the survey.")
    if count.first > count.last:
        raise ValueError(f"The period ends on {count.last} before it begins on {count.first}.")
    for part in fields(Scope):
        one, other = getattr(count, part.name), getattr(share, part.name)
        if one != other:
            what = "period" if isinstance(one, date) else part.name
            raise ValueError(
                f"The count and the survey differ in their {what}: {one} and {other}. A multiplier "
                "needs the same people, service, place and period: ask the survey about the "
                "count's own, or count again."
            )


def _cautions(count: ServiceCount, share: SurveyShare, variation: float) -> tuple[Caution, ...]:
    cautions: list[Caution] = []
    if share.share < SMALL_SHARE:
        cautions.append(Caution("multiplier-small-share", Facts(share=share.share)))
    if variation > WIDE:
        cautions.append(Caution("multiplier-wide", Facts(share=variation)))
    if not count.variation:
        cautions.append(Caution("multiplier-count-exact"))
    return tuple(cautions)
