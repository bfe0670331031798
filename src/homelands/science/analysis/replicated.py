"""A statistic computed on the sample and on every replicate: the shape that all analyses share.

Question     How far could this statistic have come out otherwise?
Formula      t on the base weights and t_b on replicate b, B of which leave it defined;
             se^2 = sum_b (t_b - mean)^2 / (B - 1).
             Effective n = variance of one observation / se^2; for a share t (1 - t) / se^2.
Source       Rao and Wu (1988), Journal of the American Statistical Association 83(401), for
             bootstrap weights; Kish (1965), Survey Sampling, for design effects.
Assumptions  Replicates are independent given the sample. One that leaves a statistic undefined
             says nothing of it: it is left out, counted, and spoken of (see `intervals`).
Not for      Keeping the weights: one block of replicates is held as floats at a time.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from homelands.science.estimate import Caution, Method
from homelands.science.facts import Facts, Unfit

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

SINGLE_PRECISION = 1e-6  # of replicates held as such, in which a share that is fixed still moves


class ReplicateWeights(Protocol):
    """What a statistic needs of replicates; `science.replicates.Replicates` is one."""

    @property
    def method(self) -> str:
        """Return the code of the bootstrap."""

    @property
    def calibrated(self) -> bool:
        """Say whether each replicate was calibrated anew."""

    def weights(self, base: Floats) -> Iterator[Floats]:
        """Yield replicate weights in blocks (b, n)."""


def by(estimator: str, source: ReplicateWeights) -> Method:
    """Return the method of an estimator whose precision these replicates show."""
    return Method(estimator, source.method, calibrated=source.calibrated)


@dataclass(frozen=True, eq=False, slots=True)
class Replicated:
    """k statistics: `value` (k,) and `drawn` (B, k), NaN where a replicate leaves one undefined.

    `n` (k,) respondents behind each; `variance` (k,) that of one observation, None where there is
    no such thing; `share` says that all lie between 0 and 1; `source` the replicates themselves.
    """

    names: tuple[str, ...]
    value: Floats
    drawn: Floats
    n: Ints
    method: Method
    source: ReplicateWeights
    variance: Floats | None = None
    share: bool = False
    cautions: tuple[Caution, ...] = ()

    def __post_init__(self) -> None:
        shape = (len(self.names),)
        if not self.value.shape == self.n.shape == self.drawn.shape[1:] == shape:
            raise ValueError(
                f"{len(self.names)} statistics are named, with values {self.value.shape}, "
                f"replicates {self.drawn.shape} and sizes {self.n.shape}."
            )
        for name, value, used in zip(self.names, self.value, self.used, strict=True):
            if not np.isfinite(value):
                raise Unfit("statistic-undefined", Facts(name=name))
            if used < 2:
                raise Unfit("replicates-too-few", Facts(name=name, replicates=int(used)))

    @property
    def used(self) -> Ints:
        """Return in how many replicates each statistic is defined, (k,)."""
        return np.asarray((~np.isnan(self.drawn)).sum(axis=0))

    @property
    def se(self) -> Floats:
        """Return the standard errors (k,), divisor B - 1 over the replicates used.

        Replicates that differ by no more than rounding have none.
        """
        spread = np.asarray(np.nanstd(self.drawn, axis=0, ddof=1))
        largest = np.maximum(np.abs(self.value), np.nanmax(np.abs(self.drawn), axis=0))
        rounding = SINGLE_PRECISION if self.share else 1e-13 * largest
        return np.asarray(np.where(spread > rounding, spread, 0.0))

    @property
    def effective_n(self) -> Floats:
        """Return the sizes (k,) of simple random samples as precise; NaN where unknown."""
        variance = np.full(self.value.shape, np.nan) if self.variance is None else self.variance
        size = np.full(self.value.shape, np.nan)
        return np.asarray(np.divide(variance, self.se**2, out=size, where=self.se > 0))


def evaluate(
    statistic: Callable[[Floats], Floats], base: Floats, source: ReplicateWeights
) -> tuple[Floats, Floats]:
    """Return `statistic`, of weights (b, n) to values (b, k), on `base` (k,) and on every
    replicate (B, k), holding one block of weights at a time. Base weights are checked.
    """
    if base.ndim != 1 or not np.all((base >= 0) & np.isfinite(base)) or not base.any():
        raise ValueError(
            "Base weights are one number of zero and more for each respondent, not all zero."
        )
    value = statistic(base[None])[0]
    return value, np.vstack([statistic(block) for block in source.weights(base)])


@dataclass(frozen=True, eq=False, slots=True)
class Calibrated:
    """Replicates whose weights are made from other base weights than those of the sample.

    A calibrated sample is estimated with its calibrated weights, its replicates by `replicates`
    times `base` (n,), the weights before calibration: `science.weighting.replicates` gives them so.
    """

    replicates: ReplicateWeights
    base: Floats

    @property
    def method(self) -> str:
        """Return the code of the bootstrap."""
        return self.replicates.method

    @property
    def calibrated(self) -> bool:
        """Say that they are."""
        return True

    def weights(self, base: Floats) -> Iterator[Floats]:
        """Yield the calibrated replicate weights; `base` is what the sample is estimated with."""
        if base.shape != self.base.shape:
            raise ValueError(f"{self.base.size} weights before and {base.size} after calibration.")
        yield from self.replicates.weights(self.base)


@dataclass(frozen=True, eq=False, slots=True)
class Given:
    """Replicate weights that were made elsewhere: `weight` (B, n), whole weights and no factors.

    `base` of `weights` plays no part but in its size: they are what they are.
    """

    weight: Floats
    method: str = "given"
    calibrated: bool = False

    def weights(self, base: Floats) -> Iterator[Floats]:
        """Yield the weights as they were given, in one block."""
        if self.weight.shape[1:] != base.shape:
            raise ValueError(
                f"Replicates of shape {self.weight.shape} do not fit {base.size} respondents."
            )
        yield self.weight
