"""Replicate weights: the one path by which every interval from a sample is made.

Question     How far could a statistic have come out otherwise, whatever the statistic?
Formula      A bootstrap that draws respondent i m_bi times in replicate b gives the replicate
             weight w_bi = m_bi w_i. A statistic t(w) is computed on the base weights and on
             every replicate; se^2 = sum_b (t(w_b) - mean)^2 / (B - 1).
Source       Rao and Wu (1988), Journal of the American Statistical Association 83(401), for
             bootstrap weights; Baraff, McCormick and Raftery (2016) for multiplicities of a
             recruitment forest.
Assumptions  The replicates are independent given the sample. The divisor is B - 1 everywhere.
Not for      Keeping B x n floats: multiplicities are small integers, and only a block of them
             is turned into weights at a time.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Counts = NDArray[np.int32] | NDArray[np.float32]

BLOCK = 256  # replicates turned into float weights at a time, which bounds the memory


@dataclass(frozen=True, eq=False, slots=True)
class Replicates:
    """`multiplicity` (B, n): how often each row of the sample is drawn in each replicate, 0 and
    more, whole or not; `method` is the bootstrap's code; `calibrated` says that each replicate was
    calibrated anew.
    """

    multiplicity: Counts
    method: str
    calibrated: bool = False

    def __len__(self) -> int:
        return len(self.multiplicity)

    def weights(self, base: Floats) -> Iterator[Floats]:
        """Yield the replicate weights, at most BLOCK rows (b, n) at a time."""
        if self.multiplicity.shape[1:] != base.shape:
            raise ValueError(
                f"Replicates of shape {self.multiplicity.shape} do not fit {base.size} respondents."
            )
        for first in range(0, len(self.multiplicity), BLOCK):
            yield self.multiplicity[first : first + BLOCK] * base
