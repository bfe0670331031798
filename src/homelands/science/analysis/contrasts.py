"""Functions of statistics: differences, ratios and sums, with their joint uncertainty.

Question     How surely do two statistics differ, or what follows from several of them?
Formula      f(t) with replicates f(t_b): the function is computed on every replicate, so that
             whatever the statistics share is accounted for without any covariance formula.
Source       Efron and Tibshirani (1993), An Introduction to the Bootstrap, chapter 4 (plug-in);
             Rao and Wu (1988), Journal of the American Statistical Association 83(401), for
             smooth functions in surveys.
Assumptions  joint: all statistics come from the very same replicates, row by row, which is
             checked. independent: they come from samples drawn apart (such as two destinations),
             each with replicates of its own, whose rows are then paired at random.
Not for      Functions with jumps (a maximum, a rank); f takes no value from outside the samples
             that is itself uncertain, unless that is said.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from homelands.science.analysis.replicated import Replicated, by
from homelands.science.estimate import Caution, Method

Floats = NDArray[np.float64]
Function = Callable[[Floats], Floats]


def joint(parts: Sequence[Replicated], function: Function, names: Sequence[str]) -> Replicated:
    """Return m statistics of all those of `parts`, which share their replicates.

    `function` takes (b, K), the K statistics of all parts side by side, to (b, m), row by row;
    a NaN among those it uses must come out as NaN.
    """
    if any(part.source is not parts[0].source for part in parts):
        raise ValueError(
            "These statistics come from different replicates, which would hide what they have in "
            "common: compute all of them from one bootstrap of the sample."
        )
    return _applied(parts, function, names)


def independent(
    parts: Sequence[Replicated], function: Function, names: Sequence[str]
) -> Replicated:
    """Return m statistics of those of `parts`, one part for each of several separate samples."""
    if len({id(part.source) for part in parts}) < len(parts):
        raise ValueError("Two of these statistics share their replicates: use the joint contrast.")
    return _applied([_shuffled(part, k) for k, part in enumerate(parts)], function, names)


def _shuffled(part: Replicated, k: int) -> Replicated:
    """Return the replicates of part k in an order of their own: bootstraps that began with one seed
    move together, row by row, whatever their samples have in common.
    """
    order = np.random.default_rng([k, len(part.drawn)]).permutation(len(part.drawn))
    return replace(part, drawn=part.drawn[order])


def differences(replicated: Replicated, pairs: Sequence[tuple[str, str]]) -> Replicated:
    """Return the differences, first less second, of statistics named in `pairs`."""
    place = {name: k for k, name in enumerate(replicated.names)}
    unknown = sorted({name for pair in pairs for name in pair} - set(place))
    if unknown:
        raise ValueError(
            f"There is no statistic “{unknown[0]}” among {', '.join(replicated.names)}."
        )
    one, other = ([place[pair[side]] for pair in pairs] for side in (0, 1))
    names = [f"{a} − {b}" for a, b in pairs]
    made = joint([replicated], lambda value: value[:, one] - value[:, other], names)
    return replace(made, n=np.minimum(replicated.n[one], replicated.n[other]))


def _applied(parts: Sequence[Replicated], function: Function, names: Sequence[str]) -> Replicated:
    if not parts or len({len(part.drawn) for part in parts}) > 1:
        sizes = ", ".join(f"{len(part.drawn):,}" for part in parts) or "none"
        raise ValueError(f"Statistics need the same number of replicates each; given: {sizes}.")
    value = np.hstack([part.value for part in parts])[None]
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        found = np.array(function(value)[0], dtype=np.float64)
        drawn = np.array(function(np.hstack([part.drawn for part in parts])), dtype=np.float64)
    drawn[~np.isfinite(drawn)] = np.nan  # undefined in that replicate, whichever way it came
    fewest = min(int(part.n.min()) for part in parts)
    return Replicated(
        names=tuple(names),
        value=found,
        drawn=drawn,
        n=np.full(len(names), fewest),
        method=_method(parts),
        source=parts[0].source,
        cautions=_once(caution for part in parts for caution in part.cautions),
    )


def _method(parts: Sequence[Replicated]) -> Method:
    """Return the method of a contrast: those of its parts, with the replicates that they share."""
    of = tuple(dict.fromkeys(part.method for part in parts))
    return replace(by("contrast", parts[0].source), of=of)


def _once(cautions: Iterable[Caution]) -> tuple[Caution, ...]:
    return tuple(dict.fromkeys(cautions))
