"""Means of several places with the mode of collection held fixed, beside those without.

Question     Do two destinations differ, or were they only asked differently: on the web, by a
             field team, by telephone?
Formula      Two weighted least squares on the same respondents: y on the places, which gives the
             plain means, and y on the places and the modes. A place at a mode is
             m_cm = b_c + g_m; a gap with the mode held fixed is b_c - b_d, whatever the mode, and a
             pooled mean as if all had answered by mode m is sum_c W_c m_cm. Both fits share their
             replicates, or their linearised values z_i = A^-1 x_i w_i (y_i - x_i'b), so that how
             far a gap moves has its own error.
Source       Fuller (1975), Sankhya C 37, 117-132, for regression on survey data; Vannieuwenhuyze,
             Loosveldt and Molenberghs (2010), Public Opinion Quarterly 74(5), 1027-1045, for what
             such a comparison mixes.
Assumptions  The mode moves answers equally in every place. Within a place, who answered by one mode
             is like who answered by another, but for the mode: hardly ever true where people chose
             it, which is said with every figure ("mode-chosen").
Not for      Telling how the mode changes answers (measurement) from who chose it (selection): that
             needs people who were given a mode by lot. Places that share no mode.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from homelands.science.analysis.groups import Groups, members
from homelands.science.analysis.predictors import products, solved
from homelands.science.analysis.replicated import ReplicateWeights, evaluate
from homelands.science.estimate import Caution
from homelands.science.facts import Facts, Unfit
from homelands.science.publication.thresholds import SMALLEST

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
#: The standard errors (k,) of sums of linearised values (n, k).
Errors = Callable[[Floats], Floats]

SMALL_OVERLAP = 0.5


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with its standard error and interval; no interval where nothing moves."""

    value: float
    se: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Gap:
    """The first place less the second: `plain`, with the mode `held` fixed, and how far it `moved`;
    `overlap` is the share of both (0 to 1) in modes that both of them used.
    """

    plain: Figure
    held: Figure
    moved: Figure
    overlap: float
    cautions: tuple[Caution, ...]


@dataclass(frozen=True, eq=False, slots=True)
class Moded:
    """`value` (k + k m,): plain means of the k places, then each place at each of the m modes, and
    either `drawn` (B, k + k m) or `influence` (n, k + k m) with its `errors`. `counts` (k, m) are
    respondents; `mix` (k, m) the weighted shares of the modes in each place.
    """

    places: tuple[str, ...]
    modes: tuple[str, ...]
    counts: Ints
    mix: Floats
    value: Floats
    drawn: Floats | None
    influence: Floats
    errors: Errors | None
    df: float
    level: float
    left: int

    def gap(self, first: str, second: str) -> Gap:
        """Compare two places; of two that share no mode, others that share one with each tell."""
        a, b = self._place(first), self._place(second)
        both = (self.counts[a] > 0) & (self.counts[b] > 0)
        k, m = self.counts.shape
        plain, held = np.zeros(self.value.size), np.zeros(self.value.size)
        plain[a], plain[b] = 1, -1
        held[k + a * m], held[k + b * m] = 1, -1
        overlap = float(self.mix[[a, b]][:, both].sum() / 2)
        made = [self.figure(one) for one in (plain, held, plain - held)]
        return Gap(made[0], made[1], made[2], overlap, tuple(self._doubts([a, b], overlap)))

    def pooled(self, stock: Floats) -> tuple[Figure, tuple[Figure, ...]]:
        """Return the mean over all places by `stock` (k,) > 0: plain, and as if at each mode."""
        k, m = self.counts.shape
        weight = stock / stock.sum()
        plain = np.append(weight, np.zeros(k * m))
        made = []
        for mode in range(m):
            at = np.zeros(self.value.size)
            at[k + np.arange(k) * m + mode] = weight
            made.append(self.figure(at))
        return self.figure(plain), tuple(made)

    def figure(self, parts: Floats) -> Figure:
        """Return a sum of the values times `parts` (k + k m,)."""
        value = float(self.value @ parts)
        if self.drawn is not None:
            se = float(np.nanstd(self.drawn @ parts, ddof=1))
        else:
            assert self.errors is not None
            se = float(self.errors((self.influence @ parts)[:, None])[0])
        if se <= 1e-12 * max(1.0, float(np.abs(self.value).max())):
            return Figure(value, 0.0, None, None)
        reach = float(stdtrit(self.df, (1 + self.level) / 2)) * se
        return Figure(value, se, value - reach, value + reach)

    def cautions(self) -> tuple[Caution, ...]:
        """Return the doubts about all places together."""
        shared = self.counts > 0
        overlap = float(self.mix[:, shared.all(axis=0)].sum() / len(self.places))
        return tuple(self._doubts(list(range(len(self.places))), overlap))

    def _doubts(self, places: list[int], overlap: float) -> Iterator[Caution]:
        yield Caution("mode-chosen")
        if self.left:
            people = int(self.counts.sum()) + self.left
            yield Caution("mode-missing", Facts(missing=self.left, people=people))
        if overlap < SMALL_OVERLAP:
            yield Caution("mode-overlap-small", Facts(share=overlap))
        lost = 0 if self.drawn is None else int(np.isnan(self.drawn).any(axis=1).sum())
        if lost and self.drawn is not None:
            facts = Facts(undefined=lost, replicates=len(self.drawn))
            yield Caution("replicates-undefined", facts)
        held = self.counts[places]
        few = held[(held > 0) & (held < SMALLEST)]
        if few.size:
            yield Caution("mode-cells-few", Facts(cells=int(few.size), least=SMALLEST))

    def _place(self, name: str) -> int:
        if name not in self.places:
            raise Unfit("mode-place-unknown", Facts(name=name))
        return self.places.index(name)


@dataclass(frozen=True, eq=False, slots=True)
class Asked:
    """`y` (n,) NaN where unknown, with each respondent's `place` and `mode`."""

    y: Floats
    place: Groups
    mode: Groups


def by_replicates(
    asked: Asked, base: Floats, source: ReplicateWeights, level: float = 0.95, df: float = np.inf
) -> Moded:
    """Hold the mode fixed, with base weights (n,) and the errors that replicates show."""
    fit = _fit(asked, base)
    value, drawn = evaluate(lambda weight: fit.values(weight[:, fit.known]), base, source)
    return _made(asked, base, fit, (value, drawn, None), (df, level))


def by_design(
    asked: Asked, weight: Floats, errors: Errors, df: float, level: float = 0.95
) -> Moded:
    """Hold the mode fixed in a probability sample whose design gives `errors`."""
    fit = _fit(asked, weight)
    value = fit.values(weight[None, fit.known])[0]
    return _made(asked, weight, fit, (value, None, errors), (df, level))


@dataclass(frozen=True, eq=False, slots=True)
class _Fit:
    """Who is `known` (n,), their `y` (r,), the columns `places` (r, k) and `whole` (r, k + m - 1)
    of both fits, and what will `turn` (k + m - 1, k m) the second into places at modes.
    """

    known: Flags
    y: Floats
    places: Floats
    whole: Floats
    turn: Floats

    def values(self, weight: Floats) -> Floats:
        """Return the plain means and the places at the modes, for weights (b, r)."""
        plain, held = (_coefficients(x, self.y, weight) for x in (self.places, self.whole))
        return np.hstack([plain, held @ self.turn])

    def influence(self, weight: Floats) -> Floats:
        """Return the linearised values (r, k + k m) of those, for weights (r,)."""
        plain, held = (_influence(x, self.y, weight) for x in (self.places, self.whole))
        return np.hstack([plain, held @ self.turn])


def _fit(asked: Asked, base: Floats) -> _Fit:
    """Read the columns; places that no chain of shared modes joins are told from no mode."""
    known = ~np.isnan(asked.y) & asked.place.known & asked.mode.known & (base > 0)
    k, m = len(asked.place.names), len(asked.mode.names)
    counts = _counts(asked, known)
    for names, people in ((asked.place.names, counts.sum(1)), (asked.mode.names, counts.sum(0))):
        if (people == 0).any():
            raise Unfit("mode-nobody", Facts(name=names[int(np.argmax(people == 0))]))
    if m < 2:
        raise Unfit("mode-one", Facts(name=asked.mode.names[0]))
    if k < 2:
        raise Unfit("mode-one-place", Facts(name=asked.place.names[0]))
    reached = _joined(counts)
    if not reached.all():
        facts = Facts(first=asked.place.names[0], second=asked.place.names[int(np.argmin(reached))])
        raise Unfit("modes-apart", facts)
    places = members(asked.place.code[known], k)
    modes = members(asked.mode.code[known], m)[:, 1:]
    turn = np.vstack([np.repeat(np.eye(k), m, axis=1), np.tile(np.eye(m)[1:], (1, k))])
    return _Fit(known, asked.y[known], places, np.hstack([places, modes]), turn)


def _joined(counts: Ints) -> Flags:
    """Return which places hang together with the first by modes that they share."""
    reached = np.arange(len(counts)) == 0
    for _ in range(len(counts)):
        modes = (counts[reached] > 0).any(axis=0)
        reached = reached | (counts[:, modes] > 0).any(axis=1)
    return np.asarray(reached)


def _counts(asked: Asked, known: Flags) -> Ints:
    return _sums(asked, known, np.ones(asked.y.size)).astype(np.int64)


def _sums(asked: Asked, known: Flags, weight: Floats) -> Floats:
    """Return the weights summed by place and mode (k, m)."""
    k, m = len(asked.place.names), len(asked.mode.names)
    code = asked.place.code[known] * m + asked.mode.code[known]
    return np.asarray(np.bincount(code, weight[known], minlength=k * m).reshape(k, m))


def _coefficients(x: Floats, y: Floats, weight: Floats) -> Floats:
    p = x.shape[1]
    gram = (weight @ products(x)).reshape(-1, p, p)
    return solved(gram, weight @ (x * y[:, None]))


def _made(
    asked: Asked,
    base: Floats,
    fit: _Fit,
    found: tuple[Floats, Floats | None, Errors | None],
    told: tuple[float, float],
) -> Moded:
    value, drawn, errors = found
    influence = np.zeros((base.size, value.size))
    if errors is not None:
        influence[fit.known] = fit.influence(base[fit.known])
    weighed = _sums(asked, fit.known, base)
    return Moded(
        places=asked.place.names,
        modes=asked.mode.names,
        counts=_counts(asked, fit.known),
        mix=weighed / weighed.sum(axis=1, keepdims=True),
        value=value,
        drawn=drawn,
        influence=influence,
        errors=errors,
        df=told[0],
        level=told[1],
        left=int((~np.isnan(asked.y) & asked.place.known & ~asked.mode.known).sum()),
    )


def _influence(x: Floats, y: Floats, weight: Floats) -> Floats:
    """Return the linearised values (n, p) of the coefficients."""
    b = _coefficients(x, y, weight[None])[0]
    bread = (x * weight[:, None]).T @ x
    return np.asarray(np.linalg.solve(bread, (x * (weight * (y - x @ b))[:, None]).T).T)
