"""Small samples with margins that can be met, for the tests of this folder."""

import numpy as np
from hypothesis import strategies as st

from homelands.science.weighting.coding import Coded, from_codes
from homelands.science.weighting.margins import from_rows


def coded(codes: np.ndarray, weight: np.ndarray) -> Coded:
    """Code respondents whose margins are those of `weight`; `codes` (m, n) start at 0 each."""
    widths = [int(code.max()) + 1 for code in codes]
    totals = [np.bincount(code, weight) for code in codes]
    margins = from_rows(
        [f"v{v}" for v, width in enumerate(widths) for _ in range(width)],
        [str(k) for width in widths for k in range(width)],
        np.concatenate(totals).tolist(),
    )
    return from_codes(margins, codes + np.cumsum([0, *widths[:-1]])[:, None])


def indicators(sample: Coded) -> np.ndarray:
    """Make X (n, p) of zeros and ones."""
    codes = np.array([sample.spread(one.astype(float)) for one in sample.cells.code]).astype(int)
    x = np.zeros((sample.n, len(sample.names)))
    for one in codes:
        x[np.arange(sample.n), one] = 1
    return x


@st.composite
def populations(draw: st.DrawFn) -> tuple[Coded, np.ndarray]:
    """Draw a sample of 12 to 60 with two to four variables, and base weights; margins are those
    of other positive weights of the same people, so that they can be met.
    """
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    n = draw(st.integers(12, 60))
    variables = draw(st.integers(2, 4))
    common = rng.normal(size=n)
    codes = [
        np.unique(np.digitize(common + rng.normal(size=n), [-0.7, 0.7]), return_inverse=True)[1]
        for _ in range(variables)
    ]
    return coded(np.array(codes), rng.uniform(0.5, 2, n) * 100), rng.uniform(0.5, 3, n)
