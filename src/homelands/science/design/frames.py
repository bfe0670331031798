"""Samples from several frames that overlap: each person counts once, however many ways in.

Question     A sample was drawn from an embassy's register and another from associations' lists, and
             some people stand in both. What holds for all of them?
Formula      Hartley, two frames: who stands in both counts w_i theta if drawn from the first and
             w_i (1 - theta) if drawn from the second, all others w_i. The best theta for the number
             of people, with V and C variances and covariances of the estimated sizes of the
             domains a, b (one frame only) and ab (both, by either sample):
             theta = (V(ab'') + C(b, ab'') - C(a, ab')) / (V(ab') + V(ab'')).
             Multiplicity, any number of frames: w_i / m_i, m_i the frames that the person is in.
             Variance as in `survey`, each frame being a stratum (or several) of its own.
Source       Hartley (1962), Proceedings of the Social Statistics Section, American Statistical
             Association, 203-206; Hartley (1974), Sankhya C 36, for theta; Mecatti (2007), Survey
             Methodology 33(2), 151-157, for multiplicity; Lohr (2011), Survey Methodology 37(2).
Assumptions  Frames are sampled independently; everybody is in a frame; whoever was asked knows, or
             the frames tell, in which they are. theta is taken as fixed in the variance. One theta
             serves all answers, so that their shares add up to one.
Not for      People in no frame. Frames in which membership cannot be told: then `overlap` of the
             two samples differs, which is the caution "frames-overlap-differs".
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homelands.science.design.linearised import errors
from homelands.science.design.sampling import Codes, Design
from homelands.science.estimate import Caution
from homelands.science.facts import Facts, Unfit
from homelands.science.publication.precision import FEWEST

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

EDGE = 0.01  # the best theta is kept so far from 0 and 1, so that nobody's answers are thrown away
APART = 2.0  # standard errors between the sizes of the overlap by both samples


@dataclass(frozen=True, eq=False, slots=True)
class Framed:
    """One entry for each respondent, (n,): by which frame they were `drawn` (position in `names`),
    in which frames they are (`member`, (n, q)), the inverse chance of the draw, and its design.
    """

    names: tuple[str, ...]
    drawn: NDArray[np.int64]
    member: Flags
    weight: Floats
    strata: Codes | None = None
    clusters: Codes | None = None


@dataclass(frozen=True, eq=False, slots=True)
class FrameSample:
    """The design over all frames; `theta` is None with multiplicities. `overlap` is the number of
    people in both of two frames by the sample from each, None with more frames.
    """

    design: Design
    theta: float | None
    overlap: tuple[float, float] | None
    cautions: tuple[Caution, ...]


def multiplicity(framed: Framed) -> FrameSample:
    """Weigh everybody by the number of frames that they are in."""
    _check(framed)
    weight = framed.weight / framed.member.sum(axis=1)
    return _made(framed, weight, None)


def hartley(framed: Framed, theta: float | None = None) -> FrameSample:
    """Weigh who is in both of two frames by `theta` above 0 and below 1, the best one for None."""
    _check(framed)
    if len(framed.names) != 2:
        raise Unfit("frames-not-two", Facts(frames=len(framed.names)))
    both: Flags = np.asarray(framed.member.all(axis=1))
    for place, name in enumerate(framed.names):
        if not both[framed.drawn == place].any():
            raise Unfit("frames-no-overlap", Facts(name=name))
    theta = _best(framed, both) if theta is None else theta
    if not 0 < theta < 1:
        raise Unfit("frames-theta", Facts(given=theta))
    part = np.where(framed.drawn == 0, theta, 1 - theta)
    return _made(framed, framed.weight * np.where(both, part, 1.0), theta)


def _best(framed: Framed, both: Flags) -> float:
    alone, shared, together = (
        [_variance(framed, place, which) for place in (0, 1)]
        for which in (~both, both, np.ones(both.size, dtype=bool))
    )
    spread = shared[0] + shared[1]
    if spread <= 0:
        return 0.5
    first, second = ((together[k] - alone[k] - shared[k]) / 2 for k in (0, 1))
    return float(np.clip((shared[1] + second - first) / spread, EDGE, 1 - EDGE))


def _variance(framed: Framed, place: int, which: Flags) -> float:
    """Return the variance of the number of people in a domain, by one frame's own sample."""
    mine = framed.drawn == place
    design = Design(
        strata=None if framed.strata is None else framed.strata[mine],
        clusters=None if framed.clusters is None else framed.clusters[mine],
        weights=framed.weight[mine],
    )
    z = (framed.weight * which)[mine]
    return float(errors(design, z[:, None])[0] ** 2)


def _made(framed: Framed, weight: Floats, theta: float | None) -> FrameSample:
    own = np.zeros(weight.size, dtype=np.int64) if framed.strata is None else _codes(framed.strata)
    strata = framed.drawn * (int(own.max()) + 1) + own
    clusters = None if framed.clusters is None else _codes(framed.clusters)
    design = Design(strata=strata, clusters=clusters, weights=weight)
    sizes = _overlap(framed) if len(framed.names) == 2 else None
    return FrameSample(design, theta, sizes, tuple(_doubts(framed, sizes)))


def _overlap(framed: Framed) -> tuple[float, float]:
    both = framed.member.all(axis=1)
    first, second = (float(framed.weight[both & (framed.drawn == k)].sum()) for k in (0, 1))
    return first, second


def _doubts(framed: Framed, sizes: tuple[float, float] | None) -> Iterator[Caution]:
    yield Caution("frames-only", Facts(frames=len(framed.names)))
    several = int((framed.member.sum(axis=1) > 1).sum())
    if several < FEWEST:
        yield Caution("frames-overlap-few", Facts(people=several, least=FEWEST))
    if sizes is None or not min(sizes):
        return
    both = framed.member.all(axis=1)
    se = float(np.sqrt(sum(_variance(framed, place, np.asarray(both)) for place in (0, 1))))
    if abs(sizes[0] - sizes[1]) > APART * se:
        first, second = framed.names
        facts = Facts(first=first, second=second, low=sizes[0], high=sizes[1])
        yield Caution("frames-overlap-differs", facts)


def _check(framed: Framed) -> None:
    """Refuse respondents outside the frame that they were drawn by; rows count from 1."""
    if len(framed.names) < 2:
        raise Unfit("frames-one", Facts(name=framed.names[0]))
    rows = np.arange(framed.drawn.size)
    outside = np.flatnonzero(~framed.member[rows, framed.drawn])
    if outside.size:
        name = framed.names[int(framed.drawn[outside[0]])]
        raise Unfit("frames-not-member", Facts(row=int(outside[0]) + 1, name=name))
    for place, name in enumerate(framed.names):
        if (framed.drawn == place).sum() < 2:
            raise Unfit("frames-few-drawn", Facts(name=name))


def _codes(given: Codes) -> NDArray[np.int64]:
    return np.asarray(np.unique(given, return_inverse=True)[1].ravel(), dtype=np.int64)


def framed(
    drawn: Sequence[str], frames: Sequence[Sequence[str]], weight: Floats, *more: Codes | None
) -> Framed:
    """Read by which frame each was drawn and in which each is; `more` are strata and clusters."""
    names = tuple(sorted({*drawn, *(name for each in frames for name in each)}))
    for name in names:
        if name not in drawn:
            raise Unfit("frames-few-drawn", Facts(name=name))
    place = {name: k for k, name in enumerate(names)}
    member = np.array([[name in each for name in names] for each in frames])
    strata, clusters = (*more, None, None)[:2]
    codes = np.array([place[name] for name in drawn], dtype=np.int64)
    return Framed(names, codes, member, weight, strata, clusters)
