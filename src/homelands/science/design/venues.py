"""Time-location samples: people met at venues, weighted by how often they could have been met.

Question     Who are the people that go to these venues, when those who go often are met often?
Formula      Occasion v (a venue on a day at a time) was drawn with chance p_v; m_v of the M_v
             members present were interviewed. A visit stands for u_v = M_v / (p_v m_v) visits of
             the frame, and a person with F_i visits to occasions of the frame for
             w_i = u_v / F_i people: the share of the weight that belongs to one of the F_i ways in.
             Variance as in `survey`, the occasions being first-stage units drawn with replacement.
Source       Kalton (1991), Sampling flows of mobile human populations, Survey Methodology 17(2),
             183-194; Karon and Wejnert (2012), Journal of Urban Health 89(3), 565-586; Lavallee
             (2007), Indirect Sampling, chapter 4, for the generalised weight share: with all
             occasions of the frame as links, totals are estimated without bias.
Assumptions  F_i counts visits to occasions of the frame in the very period from which occasions
             were drawn, the one of the interview with them. Chances and counts are right, and those
             interviewed are like the others present. Chances need be right up to a common factor
             for shares, in full for the number of people.
Not for      Those who go to none of the venues: no weight finds them. Chains of recruitment that
             begin at venues.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homelands.science.design.sampling import Codes, Design
from homelands.science.estimate import Caution
from homelands.science.facts import Facts, Unfit

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

FAR = 20  # visits this many times the median: whose weight is next to nothing


@dataclass(frozen=True, eq=False, slots=True)
class Met:
    """One entry for each respondent, (n,): the `occasion` at which they were met, its `chance` (0
    to 1], how many members were `present`, how many of them `interviewed` (None: those who are
    here), and their own `visits` in the period, 1 or more, NaN where unknown.
    """

    occasion: Codes
    chance: Floats
    present: Floats
    visits: Floats
    interviewed: Floats | None = None
    strata: Codes | None = None


@dataclass(frozen=True, eq=False, slots=True)
class VenueSample:
    """Who is `kept` (n,), and their design, with weights that sum to the people who go there."""

    kept: Flags
    design: Design
    occasions: int
    cautions: tuple[Caution, ...]


def venue_sample(met: Met) -> VenueSample:
    """Weigh by chance, by the part interviewed and by visits; a bad row is refused by its place.

    Who did not say how often they come is left out, and the others of the occasion stand for them.
    """
    code = np.unique(met.occasion, return_inverse=True)[1].ravel()
    kept = ~np.isnan(met.visits)
    _check(met, code, kept)
    here: Floats = np.bincount(code).astype(np.float64)
    known: Floats = np.bincount(code, kept.astype(np.float64)).astype(np.float64)
    asked = here[code] if met.interviewed is None else met.interviewed
    _check_asked(met, asked, code, here[code])
    # Of those interviewed, the ones whose visits are known stand for all who were present.
    part = asked * known[code] / here[code]
    weight = np.divide(met.present, met.chance * part, out=np.zeros(part.size), where=part > 0)
    weight = weight[kept] / met.visits[kept]
    strata = None if met.strata is None else met.strata[kept]
    design = Design(strata=strata, clusters=met.occasion[kept], weights=weight)
    return VenueSample(kept, design, int((known > 0).sum()), tuple(_doubts(met.visits, known)))


def _check(met: Met, code: NDArray[np.intp], kept: Flags) -> None:
    """Refuse what is no chance or no count, and what differs within an occasion."""
    if wrong := _wrong((met.chance > 0) & (met.chance <= 1), met.chance):
        raise Unfit("venue-chance", Facts(row=wrong[0], given=wrong[1]))
    if wrong := _wrong((met.present >= 1) & np.isfinite(met.present), met.present):
        raise Unfit("venue-present", Facts(row=wrong[0], given=wrong[1]))
    if wrong := _wrong(~kept | ((met.visits >= 1) & np.isfinite(met.visits)), met.visits):
        raise Unfit("venue-visits", Facts(row=wrong[0], given=wrong[1]))
    first = np.unique(code, return_index=True)[1]
    if wrong := _wrong(met.chance == met.chance[first][code], met.chance):
        raise Unfit("venue-chance-differs", Facts(row=wrong[0], given=wrong[1]))
    if wrong := _wrong(met.present == met.present[first][code], met.present):
        raise Unfit("venue-present-differs", Facts(row=wrong[0], given=wrong[1]))
    if not kept.any():
        raise Unfit("venue-visits-none")


def _check_asked(met: Met, asked: Floats, code: NDArray[np.intp], here: Floats) -> None:
    """Refuse numbers of interviews that the file or the count contradicts."""
    first = np.unique(code, return_index=True)[1]
    if wrong := _wrong(asked == asked[first][code], asked):
        raise Unfit("venue-interviewed-differs", Facts(row=wrong[0], given=wrong[1]))
    if wrong := _wrong((asked >= here) & np.isfinite(asked), asked):
        raise Unfit("venue-interviewed-few", Facts(row=wrong[0], given=wrong[1]))
    if wrong := _wrong(asked <= met.present, met.present):
        raise Unfit("venue-interviewed-many", Facts(row=wrong[0], given=wrong[1]))


def _wrong(fine: Flags, given: Floats) -> tuple[int, float] | None:
    """Return the first row that is wrong, counted from 1, and what stands there."""
    wrong = np.flatnonzero(~fine)
    return (int(wrong[0]) + 1, float(given[wrong[0]])) if wrong.size else None


def _doubts(visits: Floats, known: Floats) -> list[Caution]:
    found = [Caution("venues-only")]
    missing = int(np.isnan(visits).sum())
    if missing:
        found.append(Caution("visits-missing", Facts(missing=missing, people=visits.size)))
    told = visits[~np.isnan(visits)]
    largest, middle = float(told.max()), float(np.median(told))
    if largest > FAR * middle:
        found.append(Caution("visits-far", Facts(largest=largest, median=middle)))
    silent = int((known == 0).sum())
    if silent:
        found.append(Caution("venues-silent", Facts(venues=silent)))
    return found
