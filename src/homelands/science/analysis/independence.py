"""Do two characteristics go together? Pearson's test, corrected for the design of the sample.

Question     Could two characteristics be independent, in a sample that was not drawn simply?
Formula      X2 is Pearson's, of the weighted shares p times n. V is the covariance of the shares
             as their replicates show it, and C spans the interactions of rows and columns. The
             generalised design effects are the eigenvalues of
             D = (C' P C / n)^-1 C' P V P C, P = diag(1 / p). F = X2 / tr D has
             d = (tr D)^2 / tr D^2 and d df degrees of freedom.
Source       Rao and Scott (1984), Annals of Statistics 12(1), 46-60, second-order correction;
             Thomas and Rao (1987), Journal of the American Statistical Association 82(398), for F;
             it is what `svychisq(statistic = "F")` of R's survey computes.
Assumptions  Every cell has weight; replicates see the covariance of the cells, so that there are
             more of them than cells; `df` are those of the design (clusters less strata, chains
             less one).
Not for      Tables with a handful of people in a cell; a test of everything against everything.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import f as f_distribution

from homelands.science.analysis.cross_tables import CrossTable

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Independence:
    """`f` with its degrees of freedom and its `p`; `pearson` is X2 as for a simple sample, and
    `effect` the mean of the generalised design effects.
    """

    f: float
    first_df: float
    second_df: float
    p: float
    pearson: float
    effect: float


def independence(table: CrossTable, df: float) -> Independence:
    """Test whether rows and columns are independent; `df` > 0 of the design."""
    if not df > 0:
        raise ValueError(f"The design leaves {df:g} degrees of freedom: no test can be made.")
    shape = table.counts.shape
    if min(shape) < 2:
        raise ValueError("A test of independence needs two rows and two columns at least.")
    share = table.cell.value
    if (share <= 0).any():
        raise ValueError("A cell of the table is empty: join categories before testing.")
    n = float(table.counts.sum())
    pearson = n * _pearson(share.reshape(shape))
    contrast = _interactions(*shape) / share[:, None]
    plain = _interactions(*shape).T @ contrast / n
    drawn = table.cell.drawn[~np.isnan(table.cell.drawn).any(axis=1)]
    seen = contrast.T @ np.cov(drawn, rowvar=False) @ contrast
    effects = np.linalg.solve(plain, seen)
    trace, square = float(np.trace(effects)), float(np.trace(effects @ effects))
    if not trace > 0:
        raise ValueError("The replicates show no spread, so nothing can be tested.")
    f, first = pearson / trace, trace**2 / square
    p = float(f_distribution.sf(f, first, first * df))
    return Independence(f, first, first * df, p, pearson, trace / len(effects))


def _pearson(share: Floats) -> float:
    expected = np.outer(share.sum(axis=1), share.sum(axis=0))
    return float(((share - expected) ** 2 / expected).sum())


def _interactions(rows: int, columns: int) -> Floats:
    """Return a basis (r c, (r - 1)(c - 1)) of what rows and columns alone do not explain."""
    return np.asarray(np.kron(_contrasts(rows), _contrasts(columns)))


def _contrasts(k: int) -> Floats:
    """Return k - 1 columns that sum to nothing, (k, k - 1)."""
    return np.asarray(np.eye(k)[:, 1:] - 1 / k)
